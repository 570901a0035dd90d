//! The words of `words.txt`, ready to be looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::kind::Kind;

const WORDS: &str = include_str!("words.txt");

/// How sure a word is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Only in a table about persons.
    Maybe,
    /// Nearly always.
    Likely,
    /// The word alone says it.
    Sure,
}

/// What a word means: a kind, or something else altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The kind; `None` for something else.
    pub(super) kind: Option<Kind>,
    pub(super) sure: Certainty,
    /// The word itself.
    pub(super) word: &'static str,
}

/// Words by the way in which a field name writes them.
pub(super) struct Words {
    pub(super) chinese: HashMap<&'static str, Meaning>,
    pub(super) initials: HashMap<&'static str, Meaning>,
    /// English and full pinyin: tokens in lower case, a space between.
    pub(super) latin: HashMap<&'static str, Meaning>,
}

pub(super) static TABLE: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { chinese: HashMap::new(), initials: HashMap::new(), latin: HashMap::new() };
    for line in lines() {
        let Some((kind, sure, [chinese, initials, latin])) = parse(line) else { continue };
        let meaning = |word| Meaning { kind, sure, word };
        // Of two lines that know a word the first counts: the table begins with what must not be missed.
        for word in chinese.split_whitespace() {
            words.chinese.entry(word).or_insert(meaning(word));
        }
        for word in initials.split_whitespace() {
            words.initials.entry(word).or_insert(meaning(word));
        }
        for word in latin.split(';').map(str::trim).filter(|word| !word.is_empty()) {
            words.latin.entry(word).or_insert(meaning(word));
        }
    }
    words
});

fn lines() -> impl Iterator<Item = &'static str> {
    WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parse(line: &'static str) -> Option<(Option<Kind>, Certainty, [&'static str; 3])> {
    let mut parts = line.split('|').map(str::trim);
    let kind = match parts.next()? {
        "none" => None,
        word => Some(Kind::named(word)?),
    };
    let sure = match parts.next()? {
        "sure" => Certainty::Sure,
        "likely" => Certainty::Likely,
        "maybe" => Certainty::Maybe,
        _ => return None,
    };
    Some((kind, sure, [parts.next()?, parts.next()?, parts.next()?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_kind_has_words() {
        let known: Vec<_> = lines().map(|line| parse(line).expect(line).0).collect();
        for kind in Kind::ALL {
            assert!(known.contains(&Some(*kind)), "{kind:?}");
        }
        assert!(lines().all(|line| line.split('|').count() == 5));
    }
}
