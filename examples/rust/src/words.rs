//! Chinese and English words of the demo.

use ywtb::report::{Finding, Lang};

/// The language of the demo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// 中文.
    Chinese,
    /// English.
    English,
}

impl Words {
    /// The one of two texts that is in this language.
    pub fn of<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    /// The language of a report's text.
    pub fn lang(self) -> Lang {
        match self {
            Self::Chinese => Lang::Zh,
            Self::English => Lang::En,
        }
    }

    /// What a finding says.
    pub fn message(self, finding: &Finding) -> String {
        self.of(finding.message.zh, finding.message.en).to_owned()
    }

    /// The first provision that a finding cites.
    pub fn citation(self, finding: &Finding) -> String {
        finding
            .citations
            .first()
            .map(|citation| match self.lang() {
                Lang::Zh => citation.label_zh(),
                Lang::En => citation.label_en(),
            })
            .unwrap_or_default()
    }
}
