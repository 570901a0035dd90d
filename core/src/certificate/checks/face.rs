//! The face (照面): what is shown on the pages is what the metadata say, where the rule of the type tells how to find it.
//!
//! *Basis*: GB/T 36905-2018 (appearance by type); the comparison of face items (照面信息) of a sharing service.

use super::items::pointer;
use super::{Asks, Case, Check, Found};
use crate::certificate::day;
use crate::certificate::face::Shown;
use crate::certificate::validity::ECERT_4;
use crate::law::{Text, codes};

/// Items that are compared as days, however they are written.
const DAYS: [&str; 3] = ["ZZBFRQ", "ZZYXQQSRQ", "ZZYXQJZRQ"];

codes! {
    FACE_AGREES: ECERT_4, "ecert.face.agrees", Fail, Met, "照面所示与元数据一致", "what the face shows is what the metadata say";
    FACE_DIFFERS: ECERT_4, "ecert.face.differs", Fail, NotMet, "照面所示与元数据不一致", "what the face shows is not what the metadata say";
    FACE_UNCLEAR: ECERT_4, "ecert.face.unclear", Fail, Undetermined, "照面上未找到该项，或者所示不能与元数据比对", "the face does not show the item, or shows what cannot be compared with the metadata";
}

pub(super) static AGREES: Check = Check {
    name: "face_agrees",
    question: Text {
        zh: "照面所示是否与元数据一致？", en: "Does the face show what the metadata say?"
    },
    basis: "GB/T 36905-2018; rules by type",
    asks: Asks::Data,
    codes: &[&FACE_AGREES, &FACE_DIFFERS, &FACE_UNCLEAR],
    run: agrees,
};

fn agrees(case: &Case<'_>) -> Vec<Found> {
    let Some(file) = case.file else { return Vec::new() };
    let compare = |item: &(String, Shown)| {
        let (name, shown) = item;
        let (code, detail) = match (shown, case.metadata.text(name)) {
            (Shown::Nothing, _) => (&FACE_UNCLEAR, "face.absent"),
            (Shown::Several, _) => (&FACE_UNCLEAR, "face.several"),
            (Shown::Text(_), None) => (&FACE_UNCLEAR, "face.no_metadata"),
            (Shown::Text(shown), Some(stated)) => against(name, shown, stated),
        };
        Found::at(code, pointer(name)).detail(detail)
    };
    file.face.iter().map(compare).collect()
}

/// How what is shown compares with what is stated. White space is the layout's.
fn against(name: &str, shown: &str, stated: &str) -> (&'static crate::law::Code, &'static str) {
    let plain = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
    let (shown, stated) = (plain(shown), plain(stated));
    if shown == stated {
        return (&FACE_AGREES, "");
    }
    if DAYS.contains(&name) {
        if day::is_without_end(&shown) && day::is_without_end(&stated) {
            return (&FACE_AGREES, "");
        }
        return match (day::day(&shown), day::day(&stated)) {
            (Some(shown), Some(stated)) if shown == stated => (&FACE_AGREES, ""),
            (None, _) if !day::is_without_end(&shown) => (&FACE_UNCLEAR, "face.no_day"),
            _ => (&FACE_DIFFERS, ""),
        };
    }
    if super::holder::is_masked(&shown) || super::holder::is_masked(&stated) {
        return (&FACE_UNCLEAR, "face.masked");
    }
    // A value that goes on in the next line.
    if stated.starts_with(&shown) { (&FACE_UNCLEAR, "face.cut") } else { (&FACE_DIFFERS, "") }
}
