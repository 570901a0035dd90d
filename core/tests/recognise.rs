//! Precision and recall of the recognisers on field names of real catalogues and systems (`tests/fields`).

use std::path::Path;

use ywtb::recognise::{Field, Hit, Kind, PROPOSES, recognise};

/// A label of a field: the kinds that are right; none of them means that nothing of note is held.
struct Labelled {
    names: (String, String),
    kinds: Vec<Option<Kind>>,
}

fn tables(file: &str) -> Vec<Vec<Labelled>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fields").join(file);
    let mut tables: Vec<Vec<Labelled>> = Vec::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        if line.starts_with('#') {
            tables.push(Vec::new());
            continue;
        }
        let [name, column, label] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("a line of {file} has not three parts: {line}");
        };
        let kind = |word: &str| match word {
            "none" => None,
            word => Some(Kind::named(word).unwrap_or_else(|| panic!("no kind {word}"))),
        };
        let kinds = if label == "?" { Vec::new() } else { label.split('/').map(kind).collect() };
        tables.last_mut().unwrap().push(Labelled { names: (name.into(), column.into()), kinds });
    }
    tables
}

#[derive(Debug, Default)]
struct Counts {
    /// Fields that hold something and were found, that were missed, and that were said to hold something and do not.
    found: usize,
    missed: usize,
    wrong: usize,
    /// Of those found, how many by the right kind.
    exact: usize,
    fields: usize,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.wrong) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / (self.found + self.missed) as f64
    }

    fn kinds(&self) -> f64 {
        self.exact as f64 / self.found as f64
    }
}

/// What a hit says: codes of organisations are recognised too, and are nothing that stands against opening.
fn said(hits: &[Hit]) -> Option<Kind> {
    hits.first().filter(|hit| hit.score >= PROPOSES).map(|hit| hit.kind)
}

fn measure(file: &str) -> Counts {
    let mut counts = Counts::default();
    for table in tables(file) {
        let fields: Vec<Field<'_>> = table
            .iter()
            .map(|labelled| Field {
                name: Some(labelled.names.0.as_str()).filter(|name| !name.is_empty()),
                field_name: Some(labelled.names.1.as_str()).filter(|name| !name.is_empty()),
                samples: Vec::new(),
            })
            .collect();
        for (labelled, hits) in table.iter().zip(recognise(&fields)) {
            let said = said(&hits);
            counts.fields += 1;
            match (labelled.kinds.first(), said) {
                (None, _) => counts.fields -= 1,
                (Some(_), said) if labelled.kinds.contains(&said) => {
                    if said.is_some() {
                        counts.found += 1;
                        counts.exact += 1;
                    }
                }
                (Some(_), None) => {
                    counts.missed += 1;
                    eprintln!("{file}: missed {:?}, {:?}", labelled.names, labelled.kinds);
                }
                (Some(None), Some(kind)) => {
                    counts.wrong += 1;
                    eprintln!("{file}: {:?} is no {kind:?}", labelled.names);
                }
                (Some(Some(_)), Some(kind)) => {
                    counts.found += 1;
                    eprintln!("{file}: {:?} is said to be {kind:?}, {:?}", labelled.names, labelled.kinds);
                }
            }
        }
    }
    eprintln!(
        "{file}: {} fields, precision {:.3}, recall {:.3}, right kind {:.3} ({counts:?})",
        counts.fields,
        counts.precision(),
        counts.recall(),
        counts.kinds()
    );
    counts
}

#[test]
fn floors_on_the_names_that_the_words_were_chosen_by() {
    let counts = measure("tuning.txt");
    assert!(counts.precision() >= 0.97 && counts.recall() >= 0.97 && counts.kinds() >= 0.97);
}

#[test]
fn floors_on_names_that_were_held_out() {
    let counts = measure("holdout.txt");
    assert!(counts.precision() >= 0.95 && counts.recall() >= 0.93 && counts.kinds() >= 0.93);
}
