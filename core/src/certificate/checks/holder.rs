//! The holder: a code that can be right, of a kind that the type has, and the person or body whom the caller means.
//!
//! *Basis*: GB/T 36903-2018 (持证主体代码类型代码); GB 32100-2015; GB 11643-1999. Only two kinds have a check digit.

use std::borrow::Cow;

use super::items::pointer;
use super::{Asks, Case, Check, Found};
use crate::certificate::metadata::normal;
use crate::certificate::names::HOLDER_KINDS;
use crate::certificate::validity::ECERT_4;
use crate::ident;
use crate::law::{Text, codes};

codes! {
    CODE_VALID: ECERT_4, "ecert.holder.code_valid", Fail, Met, "持证主体代码校验正确", "the holder's code is a valid one of its kind";
    CODE_WRONG: ECERT_4, "ecert.holder.code_invalid", Fail, NotMet, "持证主体代码不符合其类型的编码规则", "the holder's code is no valid one of its kind";
    CODE_MASKED: ECERT_4, "ecert.holder.code_masked", Warn, Undetermined, "持证主体代码已脱敏，无法校验", "the holder's code is masked and cannot be checked";
    KIND_FITS: ECERT_4, "ecert.holder.kind_fits", Fail, Met, "持证主体代码类型符合该类证照的规则", "the kind of the holder's code is one that the type has";
    KIND_WRONG: ECERT_4, "ecert.holder.kind_wrong", Fail, NotMet, "持证主体代码类型不符合该类证照的规则", "the kind of the holder's code is none that the type has";
    KIND_UNKNOWN: ECERT_4, "ecert.holder.kind_unknown", Fail, Undetermined, "未载明持证主体代码类型", "the kind of the holder's code is not stated";
    HOLDER_MATCHES: ECERT_4, "ecert.holder.matches", Fail, Met, "持证主体相符", "the holder is whom the caller means";
    HOLDER_DIFFERS: ECERT_4, "ecert.holder.differs", Fail, NotMet, "持证主体不符", "the holder is not whom the caller means";
    HOLDER_MASKED: ECERT_4, "ecert.holder.masked", Fail, Undetermined, "持证主体信息已脱敏，无法比对", "the holder is masked and cannot be compared";
    HOLDER_UNKNOWN: ECERT_4, "ecert.holder.unknown", Fail, Undetermined, "缺少比对持证主体所需的信息", "what the holder is to be compared by is missing";
}

pub(super) static CODE: Check = Check {
    name: "holder_code",
    question: Text {
        zh: "持证主体代码是否有效？", en: "Is the holder's code a valid one of its kind?"
    },
    basis: "GB/T 36903-2018; GB 32100-2015; GB 11643-1999",
    asks: Asks::Data,
    codes: &[&CODE_VALID, &CODE_WRONG, &CODE_MASKED],
    run: code,
};

pub(super) static KIND: Check = Check {
    name: "holder_kind",
    question: Text {
        zh: "持证主体代码类型是否符合该类证照的规则？",
        en: "Is the kind of the holder's code one that the type has?",
    },
    basis: "rules by type",
    asks: Asks::Data,
    codes: &[&KIND_FITS, &KIND_WRONG, &KIND_UNKNOWN],
    run: kind,
};

pub(super) static MATCH: Check = Check {
    name: "holder_match",
    question: Text { zh: "持证主体是否相符？", en: "Is the holder whom the caller means?" },
    basis: "GB/T 36903-2018",
    asks: Asks::Data,
    codes: &[&HOLDER_MATCHES, &HOLDER_DIFFERS, &HOLDER_MASKED, &HOLDER_UNKNOWN],
    run: matches,
};

/// Characters that stand in the place of others in a masked value.
pub(super) fn is_masked(text: &str) -> bool {
    text.contains(['*', '＊', '×', '●', '█'])
}

/// The code of the kind, stated or told from its name.
fn kind_of<'a>(case: &'a Case<'_>) -> Option<&'a str> {
    case.metadata.text("CZZTDMLXDM").or_else(|| {
        let name = case.metadata.text("CZZTDMLX")?;
        HOLDER_KINDS.iter().find(|(code, known)| *known == name || *code == name).map(|(code, _)| *code)
    })
}

fn code(case: &Case<'_>) -> Vec<Found> {
    let Some(text) = case.metadata.text("CZZTDM") else { return Vec::new() };
    let scheme = match kind_of(case) {
        Some("001") => "uscc",
        Some("111") => "resident_id",
        _ => return Vec::new(),
    };
    let path = pointer("CZZTDM");
    if is_masked(text) {
        return vec![Found::at(&CODE_MASKED, path)];
    }
    let Ok(found) = ident::check(scheme, text) else { return Vec::new() };
    vec![if found.valid {
        Found::at(&CODE_VALID, path)
    } else {
        Found::at(&CODE_WRONG, path).detail(found.code)
    }]
}

fn kind(case: &Case<'_>) -> Vec<Found> {
    let kinds = &case.rule.holder_kinds;
    if kinds.is_empty() {
        return Vec::new();
    }
    let path = pointer("CZZTDMLXDM");
    vec![match kind_of(case) {
        None => Found::lacking(&KIND_UNKNOWN, path),
        Some(kind) if kinds.iter().any(|known| known == kind) => Found::at(&KIND_FITS, path),
        Some(_) => Found::at(&KIND_WRONG, path),
    }]
}

fn matches(case: &Case<'_>) -> Vec<Found> {
    let Some(holder) = &case.inquiry.holder else { return Vec::new() };
    let stated = |name: &'static str| case.metadata.text(name);
    let items = [
        ("/holder/kind", "CZZTDMLXDM", &holder.kind, kind_of(case)),
        ("/holder/code", "CZZTDM", &holder.code, stated("CZZTDM")),
        ("/holder/name", "CZZT", &holder.name, stated("CZZT")),
    ];
    let mut found: Vec<Found> = Vec::new();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    for (asked_at, item, asked, stated) in items {
        let Some(asked) = asked.as_deref().map(normal) else { continue };
        match stated {
            None => missing.push(pointer(item)),
            Some(stated) if is_masked(stated) => found.push(Found::at(&HOLDER_MASKED, pointer(item))),
            Some(_) if is_masked(&asked) => found.push(Found::at(&HOLDER_MASKED, asked_at)),
            Some(stated) if stated == asked => {}
            Some(_) => found.push(Found::at(&HOLDER_DIFFERS, pointer(item))),
        }
    }
    // A name alone is had by many, and a kind alone by more.
    if holder.code.is_none() && holder.name.is_none() {
        missing.push("/holder/code".into());
    }
    if let Some(first) = missing.first() {
        found.push(Found { code: &HOLDER_UNKNOWN, path: first.clone(), missing, detail: "" });
    }
    if found.is_empty() {
        found.push(Found::at(&HOLDER_MATCHES, "/holder"));
    }
    found
}
