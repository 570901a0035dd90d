//! A content file of a package, and what the record says of it.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::Packed;
use super::items::{self, Tests};

/// A content file.
#[derive(Debug)]
pub(super) struct Content<'a> {
    pub(super) name: String,
    /// Its bytes; `None` when they could not be had, which a test says.
    pub(super) data: Option<Cow<'a, [u8]>>,
}

/// An entry of the record's list with the content that it leads to.
pub(super) struct Listed<'p> {
    /// JSON pointer of the entry.
    pub(super) at: String,
    pub(super) entry: &'p Value,
    pub(super) content: Option<&'p Content<'p>>,
}

impl<'p> Listed<'p> {
    /// The content's bytes, where both are there.
    pub(super) fn data(&self) -> Option<&'p [u8]> {
        self.content?.data.as_deref()
    }

    pub(super) fn text(&self, name: &str) -> Option<&'p str> {
        self.entry.get(name)?.as_str()
    }
}

/// What a name in the list leads to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Found(usize),
    /// It is there, under a name that some readers would not take for it.
    Odd(&'static str, usize),
    Missing,
}

impl<'a> Packed<'a> {
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, record: None, contents: Vec::new(), targets: Vec::new(), signatures: Vec::new() }
    }

    /// The fact at a pointer of the record, when it is there and not null.
    pub(super) fn fact(&self, pointer: &str) -> Option<&Value> {
        self.record.as_ref()?.pointer(pointer).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, pointer: &str) -> Option<&str> {
        self.fact(pointer)?.as_str()
    }

    /// The list of files; empty when the record has none.
    pub(super) fn files(&self) -> &[Value] {
        self.fact("/files").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Every entry of the list with what it leads to.
    pub(super) fn listed(&self) -> impl Iterator<Item = Listed<'_>> {
        self.files().iter().zip(&self.targets).enumerate().map(|(index, (entry, target))| {
            let content = match target {
                Some(Target::Found(at)) => self.contents.get(*at),
                _ => None,
            };
            Listed { at: format!("/files/{index}"), entry, content }
        })
    }

    /// Follows every name of the list (1-8, 1-11, 2-7), and names the contents that none leads to (4-3).
    pub(super) fn follow(&mut self, tests: &mut Tests) {
        tests.ask(&items::FOREIGN);
        if self.record.is_none() {
            return tests.open(&items::FOREIGN, "archive.no_record", "");
        }
        let names = Names::new(&self.contents);
        let of = |entry: &Value| entry.get("name").and_then(Value::as_str).map(|name| names.target(name));
        let targets: Vec<Option<Target>> = self.files().iter().map(of).collect();
        let mut led = vec![false; self.contents.len()];
        for (index, target) in targets.iter().enumerate() {
            let at = format!("/files/{index}");
            tests.ask(&items::LINK);
            match *target {
                None => tests.fault(&items::LINK, "archive.no_name", at),
                Some(Target::Missing) => tests.fault(&items::CONTENT, "archive.content_missing", at),
                Some(Target::Found(found)) => {
                    if led.get_mut(found).is_some_and(|led| std::mem::replace(led, true)) {
                        tests.fault(&items::REPEATED, "archive.listed_twice", at);
                    }
                }
                Some(Target::Odd(code, found)) => {
                    led.get_mut(found).into_iter().for_each(|led| *led = true);
                    tests.fault(&items::LINK, code, at);
                }
            }
        }
        for (content, _) in self.contents.iter().zip(&led).filter(|(_, led)| !**led) {
            tests.fault(&items::FOREIGN, "archive.foreign_file", &content.name);
        }
        self.targets = targets;
    }
}

/// The contents by their paths, by the last part of these, and by both without regard to case; each with the first and
/// how many have it.
#[derive(Default)]
struct Names<'n> {
    paths: HashMap<&'n str, (usize, usize)>,
    lasts: HashMap<&'n str, (usize, usize)>,
    folded: HashMap<String, usize>,
}

impl<'n> Names<'n> {
    fn new(contents: &'n [Content<'_>]) -> Self {
        let mut names = Self::default();
        for (index, content) in contents.iter().enumerate() {
            let path = content.name.as_str();
            let last = path.rsplit('/').next().unwrap_or(path);
            for (map, name) in [(&mut names.paths, path), (&mut names.lasts, last)] {
                let (_, count) = map.entry(name).or_insert((index, 0));
                *count = count.saturating_add(1);
                names.folded.entry(name.to_lowercase()).or_insert(index);
            }
        }
        names
    }

    /// The content called `name`: by its path, else by its last part where that is one file's alone.
    fn target(&self, name: &str) -> Target {
        match (self.paths.get(name).or_else(|| self.lasts.get(name)), self.folded.get(&name.to_lowercase())) {
            (Some((found, 1)), _) => Target::Found(*found),
            (Some((found, _)), _) => Target::Odd("archive.link_ambiguous", *found),
            (None, Some(found)) => Target::Odd("archive.link_case", *found),
            (None, None) => Target::Missing,
        }
    }
}
