//! A content file of a package, and what the record says of it.

use std::borrow::Cow;

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
enum Target {
    Found(usize),
    Odd(&'static str),
    Missing,
}

impl<'a> Packed<'a> {
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
        self.files().iter().enumerate().map(|(index, entry)| {
            let target = entry.get("name").and_then(Value::as_str).map(|name| self.target(name));
            let content = match target {
                Some(Target::Found(at)) => self.contents.get(at),
                _ => None,
            };
            Listed { at: format!("/files/{index}"), entry, content }
        })
    }

    /// Follows every name of the list (1-11, 2-7, 2-8), and names the contents that none leads to (4-3).
    pub(super) fn follow(&self, tests: &mut Tests) {
        let mut led = vec![false; self.contents.len()];
        for (index, entry) in self.files().iter().enumerate() {
            let at = format!("/files/{index}");
            let Some(name) = entry.get("name").and_then(Value::as_str) else {
                tests.fault(&items::LINK, "archive.no_name", at);
                continue;
            };
            tests.ask(&items::LINK);
            match self.target(name) {
                Target::Found(found) => {
                    if let Some(led) = led.get_mut(found)
                        && std::mem::replace(led, true)
                    {
                        tests.fault(&items::REPEATED, "archive.listed_twice", at);
                    }
                }
                Target::Odd(code) => {
                    // It is there, under a name that some readers would not take for it.
                    for (content, led) in self.contents.iter().zip(&mut led) {
                        *led |= is_near(&content.name, name);
                    }
                    tests.fault(&items::LINK, code, at);
                }
                Target::Missing => tests.fault(&items::CONTENT, "archive.content_missing", at),
            }
        }
        tests.ask(&items::FOREIGN);
        if self.record.is_some() {
            let stray = self.contents.iter().zip(&led).filter(|(_, led)| !**led);
            for (content, _) in stray {
                tests.fault(&items::FOREIGN, "archive.foreign_file", &content.name);
            }
        } else {
            tests.open(&items::FOREIGN, "archive.no_record", "");
        }
    }

    /// The content called `name`: by its path, else by its last part where that is one file's alone.
    fn target(&self, name: &str) -> Target {
        let mut exact = self.positions(|path| path == name);
        match (exact.next(), exact.next()) {
            (Some(found), None) => return Target::Found(found),
            (Some(_), Some(_)) => return Target::Odd("archive.link_ambiguous"),
            _ => {}
        }
        let mut below = self.positions(|path| !name.contains('/') && last(path) == name);
        match (below.next(), below.next()) {
            (Some(found), None) => Target::Found(found),
            (Some(_), Some(_)) => Target::Odd("archive.link_ambiguous"),
            _ if self.contents.iter().any(|content| is_near(&content.name, name)) => {
                Target::Odd("archive.link_case")
            }
            _ => Target::Missing,
        }
    }

    fn positions<'s>(&'s self, fits: impl Fn(&str) -> bool + 's) -> impl Iterator<Item = usize> + 's {
        self.contents.iter().enumerate().filter(move |(_, content)| fits(&content.name)).map(|(at, _)| at)
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_near(path: &str, name: &str) -> bool {
    let (path, name) = (path.to_lowercase(), name.to_lowercase());
    path == name || (!name.contains('/') && last(&path) == name)
}
