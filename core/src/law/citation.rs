//! Citations as values.

use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::SerializeStruct;

use super::Instrument;

/// A text in Chinese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// A place in an instrument. Where the article could not be confirmed, `article` is empty and `section` names the
/// section or chapter that could: no article is invented.
///
/// ```
/// let rule = ywtb::rule("SHARE-3").unwrap();
/// let citation = rule.basis[0].citation;
/// assert_eq!((citation.instrument, citation.article), ("O9", Some(27)));
/// assert!(citation.label_zh().ends_with("第二十七条"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// Abbreviation of the instrument, as in [`INSTRUMENTS`](super::INSTRUMENTS).
    pub instrument: &'static str,
    /// Article (条).
    pub article: Option<u16>,
    /// Paragraph (款) of the article.
    pub paragraph: Option<u16>,
    /// Item (项) of the article, or of an instrument that has items only.
    pub item: Option<u16>,
    /// Section or chapter, where no article is confirmed.
    pub section: Option<&'static str>,
}

const fn cite(instrument: &'static str) -> Citation {
    Citation { instrument, article: None, paragraph: None, item: None, section: None }
}

/// An article.
pub(crate) const fn art(instrument: &'static str, article: u16) -> Citation {
    Citation { article: Some(article), ..cite(instrument) }
}

/// A paragraph of an article.
pub(crate) const fn art_para(instrument: &'static str, article: u16, paragraph: u16) -> Citation {
    Citation { paragraph: Some(paragraph), ..art(instrument, article) }
}

/// An item of an article.
pub(crate) const fn art_item(instrument: &'static str, article: u16, item: u16) -> Citation {
    Citation { item: Some(item), ..art(instrument, article) }
}

/// An item of an instrument that has items only.
pub(crate) const fn item(instrument: &'static str, item: u16) -> Citation {
    Citation { item: Some(item), ..cite(instrument) }
}

/// A section or chapter.
pub(crate) const fn section(instrument: &'static str, section: &'static str) -> Citation {
    Citation { section: Some(section), ..cite(instrument) }
}

impl Citation {
    /// The citation in Chinese, such as 《上海市公共数据和一网通办管理办法》第二十七条.
    pub fn label_zh(&self) -> String {
        let title = Instrument::get(self.instrument).map_or(self.instrument, |i| i.title.zh);
        label_zh(title, self.section, [self.article, self.paragraph, self.item])
    }

    /// The citation in English, such as `Public Data and One-Net Service Measures (Order No. 9 of 2018), art. 27`.
    pub fn label_en(&self) -> String {
        let title = Instrument::get(self.instrument).map_or(self.instrument, |i| i.title.en);
        label_en(title, self.section.map(section_in_english), [self.article, self.paragraph, self.item])
    }
}

/// A citation in Chinese; the places are article, paragraph and item.
pub(super) fn label_zh(title: &str, section: Option<&str>, places: [Option<u16>; 3]) -> String {
    let mut label = String::with_capacity(96);
    label.push_str(title);
    label.push_str(section.unwrap_or_default());
    for (number, unit) in places.into_iter().zip(['条', '款', '项']) {
        if let Some(number) = number {
            label.push('第');
            push_numeral(&mut label, number);
            label.push(unit);
        }
    }
    label
}

/// A citation in English.
pub(super) fn label_en(title: &str, section: Option<&str>, places: [Option<u16>; 3]) -> String {
    let mut label = String::with_capacity(96);
    label.push_str(title);
    if let Some(section) = section {
        let _ = write!(label, ", {section}");
    }
    for (number, unit) in places.into_iter().zip(["art.", "para.", "item"]) {
        if let Some(number) = number {
            let _ = write!(label, ", {unit} {number}");
        }
    }
    label
}

/// Fields in alphabetical order, as everywhere in the report: see [`crate::report`].
impl Serialize for Citation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Label {
            en: String,
            zh: String,
        }
        let mut out = serializer.serialize_struct("Citation", 6)?;
        out.serialize_field("article", &self.article)?;
        out.serialize_field("instrument", self.instrument)?;
        out.serialize_field("item", &self.item)?;
        out.serialize_field("label", &Label { en: self.label_en(), zh: self.label_zh() })?;
        out.serialize_field("paragraph", &self.paragraph)?;
        out.serialize_field("section", &self.section)?;
        out.end()
    }
}

/// The sections that citations name, in English.
fn section_in_english(section: &str) -> &str {
    match section {
        "二(一)" => "section 2(1)",
        "二(二)" => "section 2(2)",
        "二(三)" => "section 2(3)",
        "二(四)" => "section 2(4)",
        "二(五)" => "section 2(5)",
        "二(六)" => "section 2(6)",
        "官方解读" => "official explanation",
        "两个免于提交" => "the two exemptions",
        "免填" => "prefilling",
        "上线" => "start of the system",
        "12345" => "the 12345 line",
        "第二章" => "chapter 2",
        "第三章" => "chapter 3",
        "结尾" => "closing section",
        "年度目标" => "targets of the year",
        "第一条至第五条" => "articles 1 to 5",
        "无偿使用" => "use free of charge",
        "第四章" => "chapter 4",
        "分级分类" => "classes of opening",
        "评价指标" => "indicators",
        "核心元数据" => "core metadata",
        "施行日期" => "date in force",
        "第七章" => "chapter 7",
        "第八章" => "chapter 8",
        "电子证照" => "on electronic certificates",
        "电子印章" => "on electronic seals",
        "政策解读" => "official explanation",
        "收集与采集至移交与接收" => "collection to transfer and receipt",
        "四性检测" => "tests of the four properties",
        "移交与接收" => "transfer and receipt",
        "电子档案" => "on electronic archives",
        "单套制" => "single track",
        "更新、注销" => "update and cancellation",
        "同步签发" => "issue at the same time",
        "容错" => "exemption from blame",
        "附则" => "supplementary provisions",
        other => other,
    }
}

/// Chinese numerals up to 999, as articles are counted.
fn push_numeral(out: &mut String, number: u16) {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |n: u16| DIGITS.get(usize::from(n % 10)).copied().unwrap_or('零');
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    if hundreds > 0 {
        out.push(digit(hundreds));
        out.push('百');
        if tens == 0 && ones > 0 {
            out.push('零');
        }
    }
    if tens > 0 {
        if tens > 1 || hundreds > 0 {
            out.push(digit(tens));
        }
        out.push('十');
    }
    if ones > 0 || number == 0 {
        out.push(digit(ones));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_written_as_in_statutes() {
        for (number, expected) in [
            (1, "一"),
            (10, "十"),
            (14, "十四"),
            (20, "二十"),
            (27, "二十七"),
            (87, "八十七"),
            (101, "一百零一"),
            (110, "一百一十"),
        ] {
            let mut text = String::new();
            push_numeral(&mut text, number);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn every_section_that_a_rule_cites_has_an_english_name() {
        for section in
            crate::rules().iter().flat_map(|rule| rule.basis).filter_map(|basis| basis.citation.section)
        {
            assert!(section_in_english(section).is_ascii(), "{section}");
        }
    }

    #[test]
    fn labels_name_paragraph_and_item() {
        assert_eq!(art_item("SDR", 87, 6).label_en(), "Shanghai Data Regulation, art. 87, item 6");
        assert_eq!(art_para("O9", 2, 2).label_zh(), "《上海市公共数据和一网通办管理办法》第二条第二款");
        assert_eq!(
            section("SEED", "二(四)").label_zh(),
            "《上海市公共数据和一网通办管理办法》新闻发布稿（2018-10-30）二(四)"
        );
    }
}
