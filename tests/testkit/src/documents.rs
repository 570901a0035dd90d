//! The six documents of the demo: one genuine, five each wrong in one way.

use crate::document::DocumentBuilder;
use crate::paper::{AMOUNT, PAGES};
use crate::pki::Pki;
use crate::seal::SealBuilder;
use crate::stamp::Stamp;
use crate::time::Period;

/// A document with a name that says what it is.
#[derive(Debug, Clone)]
pub struct NamedDocument {
    /// `genuine`, `altered_page`, `forged_seal`, `seal_out_of_period`, `uncovered_page` or `unsigned`.
    pub name: &'static str,
    /// The OFD file.
    pub bytes: Vec<u8>,
}

/// The six documents of a seed.
pub fn documents(seed: u64) -> Vec<NamedDocument> {
    let pki = Pki::new(seed);
    let seal = SealBuilder::new(&pki);
    let good = Stamp::new(&pki, &seal.build());
    let sealed = |stamp: Stamp| DocumentBuilder::new(seed).stamp(stamp).build();

    let mut altered = sealed(good.clone());
    altered.edit(PAGES[0], AMOUNT, "人民币捌佰陆拾元整");
    let forged = seal.clone().signed_by(&pki.signer).build();
    let ended = seal.period(Period::new("2023-01-01T00:00:00+08:00", "2023-12-31T23:59:59+08:00")).build();

    [
        ("genuine", sealed(good.clone())),
        ("altered_page", altered),
        ("forged_seal", sealed(Stamp::new(&pki, &forged))),
        ("seal_out_of_period", sealed(Stamp::new(&pki, &ended))),
        ("uncovered_page", sealed(good.leave_out(PAGES[1]))),
        ("unsigned", DocumentBuilder::new(seed).build()),
    ]
    .map(|(name, package)| NamedDocument { name, bytes: package.to_zip() })
    .into()
}
