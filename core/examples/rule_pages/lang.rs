//! The words of the pages in both languages.

use ywtb::law::{Chapter, Confidence, Period, Rank, Text};

/// The language of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    Zh,
    En,
}

impl Lang {
    /// The folder of its pages.
    pub(crate) fn folder(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// The other language's folder and name.
    pub(crate) fn other(self) -> (&'static str, &'static str) {
        match self {
            Self::Zh => ("en", "English"),
            Self::En => ("zh", "中文"),
        }
    }

    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    pub(crate) fn say(self, text: Text) -> &'static str {
        self.pick(text.zh, text.en)
    }

    /// A span of days, the last one excluded.
    pub(crate) fn period(self, period: Period) -> String {
        let from = Some(period.from).filter(|from| *from != ywtb::law::Date::MIN);
        match (from, period.to) {
            (None, None) => self.pick("规范施行期间", "while it is in force").to_owned(),
            (Some(from), None) => self.pick("@ 起", "from @").replace('@', &from.to_string()),
            (None, Some(to)) => self.pick("@ 前", "before @").replace('@', &to.to_string()),
            (Some(from), Some(to)) => self
                .pick("@ 起，# 前", "from @ before #")
                .replace('@', &from.to_string())
                .replace('#', &to.to_string()),
        }
    }

    /// How sure something is, in a word.
    pub(crate) fn confidence(self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Text => self.pick("依条文", "text"),
            Confidence::Seed => self.pick("依新闻发布稿", "press release"),
            Confidence::Secondary => self.pick("依二手资料", "secondary"),
            Confidence::Inferred => self.pick("推定", "inferred"),
        }
    }

    /// What that word means.
    pub(crate) fn explained(self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Text => self.pick("在规范的条文中读到", "read in the instrument's own text"),
            Confidence::Seed => self.pick(
                "见于2018-10-30的新闻发布稿，条文未能核对",
                "stated in the press release of 2018-10-30; the article could not be read",
            ),
            Confidence::Secondary => self.pick(
                "见于官方解读、区级规定、答复或者报道",
                "from an official explanation, a district's rule, a reply or the press",
            ),
            Confidence::Inferred => self.pick(
                "为能作出判断所作的推定，不得作为法律引用",
                "a construction that is needed to decide; never to be quoted as law",
            ),
        }
    }

    pub(crate) fn rank(self, rank: Rank) -> &'static str {
        match rank {
            Rank::Law => self.pick("法律", "law"),
            Rank::AdministrativeRegulation => self.pick("行政法规", "administrative regulation"),
            Rank::LocalRegulation => self.pick("地方性法规", "local regulation"),
            Rank::GovernmentRule => self.pick("地方政府规章", "government rule"),
            Rank::NormativePaper => self.pick("规范性文件", "normative paper"),
            Rank::Standard => self.pick("标准", "standard"),
            Rank::Explanation => {
                self.pick("草案、说明、发布稿（只作解释）", "draft, note or press release (explains only)")
            }
        }
    }
}

/// The page of a chapter.
pub(crate) fn file(chapter: Chapter) -> String {
    format!("{}.md", chapter.prefix())
}

/// The link to a rule from a page of the same folder.
pub(crate) fn link(rule: ywtb::law::RuleId) -> String {
    format!("[{rule}]({}#{})", file(rule.0), rule.to_string().to_lowercase())
}

/// The text in a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
