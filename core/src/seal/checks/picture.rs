//! The seal has a picture with a size.
//!
//! *Basis*: GM/T 0031-2014 (SES_ESPictrueInfo).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "picture",
    question: Text { zh: "印章是否有印模图像？", en: "Has the seal a picture with a size?" },
    basis: "GM/T 0031-2014 (SES_ESPictrueInfo)",
    level: Level::Warn,
    failures: &[&EMPTY],
    run,
};

static EMPTY: Failure = Failure::open("seal.picture_empty", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.seal.as_ref().map(|seal| &seal.picture) {
        None => Found::not_applicable(),
        Some(picture) if picture.size == 0 || picture.width <= 0 || picture.height <= 0 => {
            Found::not_met(&EMPTY, String::new())
        }
        Some(_) => Found::met(),
    }
}
