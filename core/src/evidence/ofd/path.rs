//! Where a path in one file leads to.
//!
//! *Basis*: GB/T 33190, ST_Loc: a leading slash is the package's root, anything else is relative to the folder of
//! the file that holds the path. Readers fall back on more; each fallback is accepted and named.

use crate::evidence::Flaw;
use crate::evidence::xml;
use crate::evidence::zip::Archive;

/// A path that leads to an entry, and what had to be forgiven for it.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) index: usize,
    pub(crate) note: Option<&'static str>,
}

/// The entry that `path`, found in the file `holder`, leads to. `Err` is a path that leaves the package or that
/// readers take differently.
pub(crate) fn resolve(archive: &Archive<'_>, holder: &str, path: &str) -> Result<Option<Target>, Flaw> {
    let names = candidates(holder, path)?;
    let exact =
        names.iter().find_map(|(name, note)| Some(Target { index: archive.find(name)?, note: *note }));
    let folded = || {
        let index = names.iter().find_map(|(name, _)| archive.find_folded(name))?;
        Some(Target { index, note: Some("path.other_case") })
    };
    Ok(exact.or_else(folded))
}

/// Every entry that some reader would take `path` to lead to.
pub(crate) fn resolve_all(archive: &Archive<'_>, holder: &str, path: &str) -> Vec<usize> {
    let names = candidates(holder, path).unwrap_or_default();
    names.iter().filter_map(|(name, _)| archive.find(name).or_else(|| archive.find_folded(name))).collect()
}

/// The names that `path` may stand for, the standard's first, each with what has to be forgiven for it.
fn candidates(holder: &str, path: &str) -> Result<Vec<(String, Option<&'static str>)>, Flaw> {
    let path = xml::trim(path);
    let slashed = path.replace('\\', "/");
    let odd = (slashed != path).then_some("path.backslash");
    let outside = || Flaw::new("path.outside", holder);
    // Readers differ in which white space they take off.
    if path.starts_with(char::is_whitespace) || path.ends_with(char::is_whitespace) {
        return Err(Flaw::new("path.white_space", holder));
    }
    if path.contains('\0') || path.as_bytes().get(1) == Some(&b':') {
        return Err(outside());
    }
    let folder = |file: &str| {
        file.rfind('/').map_or(String::new(), |at| file.get(..=at).unwrap_or_default().to_owned())
    };
    let candidates = if let Some(rooted) = slashed.strip_prefix('/') {
        vec![(rooted.to_owned(), odd)]
    } else {
        let top = holder.split_once('/').map_or("", |(top, _)| top);
        vec![
            (folder(holder) + &slashed, odd),
            (slashed.clone(), Some("path.from_root")),
            (format!("{top}/{slashed}"), Some("path.from_document")),
        ]
    };
    let mut plain = Vec::new();
    for (position, (candidate, note)) in candidates.iter().enumerate() {
        match normal(candidate) {
            Some(name) => plain.push((name, *note)),
            None if position == 0 => return Err(outside()),
            None => {}
        }
    }
    Ok(plain)
}

/// A name without `.` and `..`; `None` when it leaves the root.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(normal("Doc_0/./Signs/../Res//a.png").as_deref(), Some("Doc_0/Res/a.png"));
        assert_eq!(normal("Doc_0/../../x"), None);
    }
}
