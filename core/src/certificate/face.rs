//! The face (照面) of a certificate: texts on its pages, and the values among them that the rule of the type tells how to
//! find. What the glyphs look like is another matter: a font may draw anything for a character.
//!
//! *Basis*: GB/T 33190-2016 (TextObject, TextCode, Template).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::metadata::normal;
use crate::evidence::absorb;
use crate::evidence::ofd::area::Area;
use crate::evidence::ofd::package::Package;
use crate::evidence::ofd::path;
use crate::evidence::ofd::xml::{self, Budget, Element, Step};
use crate::evidence::ofd::zip::Archive;
use crate::{Error, Limits};

/// Stands between texts of one line with a gap between them.
const GAP: char = '\u{1}';

/// Where a value stands on the face: behind a label in its line, in an area of a page, or behind a label in an area.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FaceItem {
    /// `x y width height` on the page, in millimetres; texts belong to it by their centres.
    #[serde(default)]
    pub area: Option<String>,
    /// The text before the value, such as `证照编号：`.
    #[serde(default)]
    pub label: Option<String>,
    /// The short name of the item.
    pub name: String,
    /// The number of the page, from 1; any page when it is left out.
    #[serde(default)]
    pub page: Option<usize>,
}

/// What the face shows for one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Nothing that could be found.
    Nothing,
    /// One text.
    Text(String),
    /// Texts that differ.
    Several,
}

/// One text of a page.
struct Piece {
    area: Option<Area>,
    text: String,
}

/// The values of `items` on the pages of the package `data`, in the order of the items.
///
/// *Errors*: `limit.*`.
pub(crate) fn read(data: &[u8], items: &[FaceItem], limits: &Limits) -> Result<Vec<(String, Shown)>, Error> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let archive = Archive::read(data, limits)?;
    let mut budget = Budget::new(limits);
    let package = Package::read(&archive, &mut budget)?;
    let mut pages: Vec<(usize, Vec<Piece>)> = Vec::new();
    for &root in &package.effective_roots {
        let Some(document) = element(&archive, root, &budget)? else { continue };
        let target = |location: &str| {
            path::resolve(&archive, archive.name(root), location).ok().flatten().map(|target| target.index)
        };
        let of = |element: &Element, name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let common = document.all("CommonData").flat_map(|data| data.all("TemplatePage"));
        let templates: BTreeMap<String, usize> = common
            .filter_map(|template| Some((of(template, "ID"), target(&of(template, "BaseLoc"))?)))
            .collect();
        for (at, page) in document.all("Pages").flat_map(|pages| pages.all("Page")).enumerate() {
            let Some(entry) = target(&of(page, "BaseLoc")) else { continue };
            let mut pieces = Vec::new();
            let names = texts(&archive, entry, &budget, &mut pieces)?;
            // A template may name another, and itself.
            for template in names.iter().filter_map(|name| templates.get(name)) {
                texts(&archive, *template, &budget, &mut pieces)?;
            }
            pages.push((at.saturating_add(1), pieces));
        }
    }
    Ok(items.iter().map(|item| (item.name.clone(), shown(item, &pages))).collect())
}

fn element(archive: &Archive<'_>, entry: usize, budget: &Budget) -> Result<Option<Element>, Error> {
    let Some(data) = archive.data(entry) else { return Ok(None) };
    absorb(Element::read(data, archive.name(entry), budget), &mut Vec::new())
}

/// Adds the texts of one page, and returns the templates that it names. What is broken is told where pages are followed.
fn texts(
    archive: &Archive<'_>,
    entry: usize,
    budget: &Budget,
    pieces: &mut Vec<Piece>,
) -> Result<Vec<String>, Error> {
    let Some(data) = archive.data(entry) else { return Ok(Vec::new()) };
    let mut templates = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let walked = xml::walk(data, archive.name(entry), budget, &mut |step| {
        match step {
            Step::Open { name, attributes, .. } => {
                let value =
                    |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value);
                match name {
                    "Template" => templates.extend(value("TemplateID").cloned()),
                    "TextObject" => {
                        let area = value("Boundary").and_then(|text| Area::read(text));
                        pieces.push(Piece { area, text: String::new() });
                    }
                    _ => {}
                }
                open.push(name == "TextCode");
            }
            Step::Text(text) => {
                if let (Some(true), Some(piece)) = (open.last(), pieces.last_mut()) {
                    piece.text.push_str(text);
                }
            }
            Step::Cut => {}
            Step::Close => drop(open.pop()),
        }
        Ok(())
    });
    absorb(walked, &mut Vec::new())?;
    Ok(templates)
}

fn shown(item: &FaceItem, pages: &[(usize, Vec<Piece>)]) -> Shown {
    let area = item.area.as_deref().and_then(Area::read);
    let mut found: Vec<String> = Vec::new();
    for (_, pieces) in pages.iter().filter(|(number, _)| item.page.is_none_or(|page| page == *number)) {
        let inside = pieces.iter().filter(|piece| match (&area, &piece.area) {
            (None, _) => true,
            (Some(area), Some(own)) => area.holds(middle(own.x, own.width), middle(own.y, own.height)),
            (Some(_), None) => false,
        });
        let lines = lines(inside.collect());
        let texts = match area {
            Some(_) => vec![lines.concat()],
            None => lines,
        };
        for text in texts {
            let value = match &item.label {
                Some(label) => behind(&text, &normal(label)),
                None => Some(text.replace(GAP, "")),
            };
            found.extend(value.filter(|value| !value.trim().is_empty()));
        }
    }
    found.dedup();
    match <[String; 1]>::try_from(found) {
        Ok([text]) => Shown::Text(text.trim().to_owned()),
        Err(found) if found.is_empty() => Shown::Nothing,
        Err(_) => Shown::Several,
    }
}

/// What stands behind `label` up to the next gap; a label that stands twice in a line says nothing.
fn behind(text: &str, label: &str) -> Option<String> {
    let mut parts = text.split(label);
    let (_, rest) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let rest = rest.trim_start_matches(|char: char| char == GAP || char.is_whitespace());
    rest.split(GAP).next().map(str::to_owned)
}

/// The lines that texts make, from top to bottom and in each from left to right.
fn lines(mut pieces: Vec<&Piece>) -> Vec<String> {
    pieces.sort_by_key(|piece| piece.area.map(|area| (area.y, area.x)));
    let mut lines: Vec<Vec<&Piece>> = Vec::new();
    for piece in pieces {
        let is_beside = |line: &Vec<&Piece>| match (line.first().and_then(|first| first.area), piece.area) {
            (Some(first), Some(own)) => Area { x: 0, width: 1, ..first }.holds(0, middle(own.y, own.height)),
            _ => false,
        };
        match lines.last_mut().filter(|line| is_beside(line)) {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    lines.into_iter().map(line).collect()
}

fn line(mut pieces: Vec<&Piece>) -> String {
    pieces.sort_by_key(|piece| piece.area.map(|area| area.x));
    let mut text = String::new();
    let mut before: Option<Area> = None;
    for piece in pieces {
        let end = before.map(|area| area.x.saturating_add(area.width));
        if let (Some(end), Some(own)) = (end, piece.area)
            && own.x.saturating_sub(end) > own.height
        {
            text.push(GAP);
        }
        text.push_str(&normal(&piece.text));
        before = piece.area;
    }
    text
}

fn middle(from: i64, size: i64) -> i64 {
    from.saturating_add(size / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(area: &str, text: &str) -> Piece {
        Piece { area: Area::read(area), text: text.to_owned() }
    }

    #[test]
    fn texts_make_lines() {
        let pieces = [
            piece("60 10.4 20 5", "二"),
            piece("10 20 20 5", "下"),
            piece("10 10 20 5", "一"),
            piece("30 9.8 5 5", "接"),
        ];
        assert_eq!(lines(pieces.iter().collect()), ["一接\u{1}二", "下"]);
    }

    #[test]
    fn a_value_stands_behind_its_label() {
        assert_eq!(behind("编号：X1\u{1}日期：D", "编号：").as_deref(), Some("X1"));
        assert_eq!(behind("编号：\u{1} X1", "编号：").as_deref(), Some("X1"));
        assert_eq!(behind("编号：X1 编号：X2", "编号："), None);
        assert_eq!(behind("X1", "编号："), None);
    }
}
