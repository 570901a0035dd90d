//! The files of `examples/data`.

use crate::documents::documents;
use crate::pki::Pki;
use crate::seal::{Layout, SealBuilder};

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
    let mut files = Vec::new();
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
    files
}
