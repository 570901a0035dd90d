//! The house stays as drawn: which part of the core may name which (ARCHITECTURE.md).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each part with the parts that it may name. What is not listed may not be named.
const ARROWS: &[(&str, &[&str])] = &[
    // ground floor
    ("error", &[]),
    ("limits", &["error"]),
    ("digest", &["error"]),
    ("json", &["error", "ident", "limits"]),
    ("law", &["error", "report"]),
    ("report", &["error", "law"]),
    // what callers hand in
    ("ident", &["digest", "error", "law"]),
    ("options", &["error", "json", "law", "limits"]),
    ("schema", &["error", "ident", "json"]),
    ("policy", &["digest", "error", "json", "law", "limits", "schema"]),
    ("record", &["law", "options", "report"]),
    ("recognise", &["error", "ident", "json", "law", "limits", "schema"]),
    ("topic", &["law", "options", "record", "report", "schema"]),
    // chapters: none names another
    ("general", CHAPTER),
    ("planning", CHAPTER),
    // the catalogue also comes as a stream, whose reader keeps limits and tells errors
    ("collection", &["error", "ident", "law", "limits", "options", "record", "report", "schema", "topic"]),
    ("sharing", CHAPTER),
    ("opening", CHAPTER),
    ("service", CHAPTER),
    ("protection", CHAPTER),
    ("oversight", CHAPTER),
    // evidence knows no chapter, no record
    ("evidence", &["digest", "error", "law", "limits", "report"]),
    ("seal", COMPANION),
    ("certificate", COMPANION),
    ("archive", COMPANION),
    // the roof
    ("rules", ROOF),
    ("evaluate", ROOF),
    ("compare", &["error", "evaluate", "law", "options", "report", "topic"]),
    // options are read here too, as overlays are checked against the rule table
    ("overlay", &["digest", "error", "json", "law", "limits", "options", "rules", "schema"]),
    (
        "audit",
        &[
            "collection",
            "error",
            "ident",
            "json",
            "law",
            "limits",
            "opening",
            "options",
            "report",
            "rules",
            "schema",
            "sharing",
            "topic",
        ],
    ),
    (
        "classify",
        &[
            "error",
            "evaluate",
            "json",
            "law",
            "limits",
            "opening",
            "options",
            "recognise",
            "report",
            "schema",
            "sharing",
            "topic",
        ],
    ),
    ("verify", ROOF),
    ("registry", REGISTRY),
    ("batch", BATCH),
];
const CHAPTER: &[&str] = &["ident", "law", "options", "record", "report", "schema", "topic"];
/// The three companion measures: a legal side as chapters have, over evidence.
const COMPANION: &[&str] = &[
    "digest", "error", "evidence", "ident", "json", "law", "limits", "options", "policy", "record", "report",
    "schema", "topic",
];
/// The compiled registry decides by the chapter's own predicates, and explains by the JSON door.
const REGISTRY: &[&str] = &[
    "digest", "error", "evaluate", "json", "law", "limits", "options", "record", "report", "schema",
    "sharing", "topic",
];
/// Questions over columns: to the registry, to topics, to the audit, to identifiers.
const BATCH: &[&str] = &[
    "audit",
    "collection",
    "error",
    "evaluate",
    "ident",
    "json",
    "law",
    "limits",
    "opening",
    "options",
    "registry",
    "report",
    "schema",
    "sharing",
    "topic",
];
const ROOF: &[&str] = &[
    "archive",
    "certificate",
    "collection",
    "digest",
    "error",
    "evidence",
    "general",
    "ident",
    "json",
    "law",
    "limits",
    "opening",
    "options",
    "oversight",
    "planning",
    "policy",
    "protection",
    "recognise",
    "record",
    "report",
    "rules",
    "schema",
    "seal",
    "service",
    "sharing",
    "topic",
];

/// Names that the crate root passes on, with the part that each comes from.
const REEXPORTS: &[(&str, &str)] = &[
    ("Error", "error"),
    ("ErrorKind", "error"),
    ("Detail", "error"),
    ("Cancel", "limits"),
    ("Limits", "limits"),
    ("Options", "options"),
    ("Reading", "options"),
    ("Topic", "topic"),
    ("date", "law"),
    ("rule", "rules"),
    ("rules", "rules"),
    ("code", "rules"),
    ("codes", "rules"),
    ("VERSION", ""),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The part of the crate that a file belongs to: its top folder, or its own name.
fn part(source: &Path, root: &Path) -> String {
    let below = source.strip_prefix(root).unwrap();
    below.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The parts that a source names behind `crate::`, tests and doc comments apart.
fn named(text: &str) -> BTreeSet<String> {
    let code: String = text
        .split("#[cfg(test)]")
        .next()
        .unwrap()
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
        .collect::<Vec<_>>()
        .join(" ");
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => drop(names.insert(word(rest))),
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (index, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            names.insert(word(&group[index..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn no_part_names_what_it_may_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 30);
    let mut wrong = Vec::new();
    for file in files {
        let part = part(&file, &root);
        if part == "lib" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == part) else {
            wrong.push(format!("{}: the part `{part}` is not drawn", file.display()));
            continue;
        };
        for name in named(&fs::read_to_string(&file).unwrap()) {
            let target =
                REEXPORTS.iter().find(|(export, _)| *export == name).map_or(name.as_str(), |(_, part)| part);
            if !target.is_empty() && target != part && !allowed.contains(&target) {
                wrong.push(format!("{}: {part} → {target} is not allowed", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_arrows_sees_them() {
    let text = "use crate::{Error, law::{Date, on}, report};\n// crate::seal\nlet x = crate::sharing::f();";
    let names: Vec<String> = named(text).into_iter().collect();
    assert_eq!(names, ["Error", "law", "report", "sharing"]);
}
