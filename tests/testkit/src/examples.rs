//! The files of `examples/data`.

use crate::catalogue::Catalogue;
use crate::documents::documents;
use crate::pki::Pki;
use crate::seal::{Layout, SealBuilder};
use crate::story::story;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// What to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Everything follows from it.
    pub seed: u64,
    /// Entries of the catalogue.
    pub entries: usize,
    /// Sharing requests.
    pub requests: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { seed: 9, entries: 360, requests: 1000 }
    }
}

/// Every file with its path below the folder of the examples.
pub fn example_files(plan: Plan) -> Vec<(String, Vec<u8>)> {
    let catalogue = Catalogue::generate(plan.seed, plan.entries, plan.requests);
    let mut files = vec![
        ("README.md".to_owned(), readme(plan, &catalogue).into_bytes()),
        ("catalogue.json".to_owned(), catalogue.to_json().into_bytes()),
        ("requests.ndjson".to_owned(), catalogue.requests_ndjson().into_bytes()),
    ];
    for document in documents(plan.seed) {
        files.push((format!("documents/{}.ofd", document.name), document.bytes));
    }
    let pki = Pki::new(plan.seed);
    for (name, layout) in [("v1", Layout::V1), ("v4", Layout::V4)] {
        let seal = SealBuilder::new(&pki).layout(layout).build();
        files.push((format!("documents/seal_{name}.esl"), seal.der));
    }
    for (name, identity) in
        [("root", &pki.root), ("ca", &pki.ca), ("maker", &pki.maker), ("signer", &pki.signer)]
    {
        files.push((format!("trust/{name}.pem"), identity.certificate.pem().into_bytes()));
    }
    for (name, bytes) in story(plan.seed) {
        files.push((format!("story/{name}"), bytes));
    }
    files
}

/// What is in the folder, and what was planted.
fn readme(plan: Plan, catalogue: &Catalogue) -> String {
    let Plan { seed, entries, requests } = plan;
    let mut out = format!(
        "# Example data\n\n\
         Everything here is invented and made by one command; do not edit, make it again:\n\n\
         ```\ncargo run -p ywtb-testkit -- examples/data --seed {seed} --entries {entries} --requests {requests}\n```\n\n\
         Names are those of kinds of bodies, with codes whose check digits are right and that belong to nobody.\n\n\
         | file | content |\n|---|---|\n\
         | `catalogue.json` | {} agencies, {} scenarios, {} entries, a record a line |\n\
         | `requests.ndjson` | {} sharing requests; `requester` and `entry` are codes of the catalogue |\n\
         | `documents/*.ofd` | one genuine sealed document, four that are wrong in one way each, one unsigned |\n\
         | `documents/*.esl` | the seal in layouts v1 and v4 |\n\
         | `trust/*.pem` | root, CA, seal maker and signer of the test PKI |\n\
         | `story/*` | one story from end to end: its steps (`steps.tsv`), their facts and documents, whom they trust |\n",
        catalogue.agencies.len(),
        catalogue.scenarios.len(),
        catalogue.entries.len(),
        catalogue.requests.len(),
    );
    out.push_str(
        "\nAn entry's `entry` and `provider` are facts of `sharing.classification`; its `entry`, `demands`, `high_value`, \
         `treatment` and\n`holder_consents` are facts of `opening.classification`; its `scenarios` are ids. A request becomes facts of \
         `sharing.request` when the\nrecords of its agency and its entry, with that entry's provider and scenarios, take the place of \
         their codes.\n\nWhether a defect counts depends on the law of the date: the sharing classes count until 2021 and again from \
         2025-08-01 between\ngovernment departments, the negative list from 2022.\n",
    );
    table(&mut out, "Planted defects of entries, one an entry", catalogue.defects.values());
    table(&mut out, "What is particular about the requests", catalogue.patterns.values());
    out
}

fn table<'a, T: Ord + Display + 'a>(out: &mut String, title: &str, planted: impl Iterator<Item = &'a T>) {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    planted.for_each(|one| *counts.entry(one).or_default() += 1);
    let _ = write!(out, "\n{title}:\n\n| kind | count |\n|---|---|\n");
    for (kind, count) in counts {
        let _ = writeln!(out, "| `{kind}` | {count} |");
    }
}
