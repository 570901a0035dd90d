//! The identifier (证照标识): its form, its check character, and that its parts say what the metadata say.
//!
//! *Basis*: GB/T 36904-2018; GB/T 17710-2008, MOD 37,36.

use super::items::pointer;
use super::{Asks, Case, Check, Found};
use crate::certificate::validity::ECERT_4;
use crate::ident::{self, Identifier};
use crate::law::{Text, codes};

codes! {
    FORMED: ECERT_4, "ecert.identifier.formed", Fail, Met, "证照标识结构正确", "the identifier is formed as the standard says";
    MALFORMED: ECERT_4, "ecert.identifier.malformed", Fail, NotMet, "证照标识结构错误", "the identifier is not formed as the standard says";
    OTHER_ARM: ECERT_4, "ecert.identifier.other_arm", Fail, NotMet, "是另一分支的标识，不是GB/T 36904的证照标识", "it is an identifier of another arm, and none of GB/T 36904";
    CHECKED: ECERT_4, "ecert.identifier.checked", Fail, Met, "证照标识校验位正确", "the check character of the identifier is right";
    CHECK_WRONG: ECERT_4, "ecert.identifier.check", Fail, NotMet, "证照标识校验位错误", "the check character of the identifier is wrong";
    NONSTANDARD: ECERT_4, "ecert.identifier.nonstandard_check", Fail, NotMet, "校验位按已知的非标准算法得出，不符合GB/T 17710", "the check character is that of a known wrong computation, not that of the standard";
    NONSTANDARD_TAKEN: ECERT_4, "ecert.identifier.nonstandard_check_accepted", Warn, NotMet, "校验位按已知的非标准算法得出，调用方予以接受", "the check character is that of a known wrong computation, which the caller accepts";
    TYPE_FITS: ECERT_4, "ecert.identifier.type_fits", Fail, Met, "标识所含类型代码与证照类型代码一致", "the type code in the identifier is that of the metadata";
    TYPE_DIFFERS: ECERT_4, "ecert.identifier.type_differs", Fail, NotMet, "标识所含类型代码与证照类型代码不一致", "the type code in the identifier is not that of the metadata";
    AUTHORITY_FITS: ECERT_4, "ecert.identifier.authority_fits", Fail, Met, "标识所含机构代码与证照颁发机构代码一致", "the authority in the identifier is the issuer of the metadata";
    AUTHORITY_DIFFERS: ECERT_4, "ecert.identifier.authority_differs", Fail, NotMet, "标识所含机构代码与证照颁发机构代码不一致", "the authority in the identifier is not the issuer of the metadata";
    AUTHORITY_DIVISION: ECERT_4, "ecert.identifier.authority_division", Warn, Undetermined, "标识以行政区划代码代替机构代码，无法比较", "the identifier names a division in the place of the authority, which cannot be compared";
}

pub(super) static FORM: Check = Check {
    name: "identifier_form",
    question: Text {
        zh: "证照标识的结构是否正确？", en: "Is the identifier formed as the standard says?"
    },
    basis: "GB/T 36904-2018",
    asks: Asks::Data,
    codes: &[&FORMED, &MALFORMED, &OTHER_ARM],
    run: form,
};

pub(super) static CHARACTER: Check = Check {
    name: "identifier_check",
    question: Text { zh: "证照标识的校验位是否正确？", en: "Is the check character right?" },
    basis: "GB/T 36904-2018; GB/T 17710-2008, MOD 37,36",
    asks: Asks::Data,
    codes: &[&CHECKED, &CHECK_WRONG, &NONSTANDARD, &NONSTANDARD_TAKEN],
    run: character,
};

pub(super) static TYPE: Check = Check {
    name: "identifier_type",
    question: Text {
        zh: "标识所含类型代码是否与证照类型代码一致？",
        en: "Is the type code in the identifier that of the metadata?",
    },
    basis: "GB/T 36904-2018; GB/T 36903-2018",
    asks: Asks::Data,
    codes: &[&TYPE_FITS, &TYPE_DIFFERS],
    run: type_code,
};

pub(super) static AUTHORITY: Check = Check {
    name: "identifier_authority",
    question: Text {
        zh: "标识所含机构代码是否与证照颁发机构代码一致？",
        en: "Is the authority in the identifier the issuer of the metadata?",
    },
    basis: "GB/T 36904-2018; GB/T 36903-2018",
    asks: Asks::Data,
    codes: &[&AUTHORITY_FITS, &AUTHORITY_DIFFERS, &AUTHORITY_DIVISION],
    run: authority,
};

/// What came of checking the identifier.
pub(crate) fn identifier(case: &Case<'_>) -> Option<Identifier> {
    case.metadata.text("ZZBS").and_then(|text| ident::check("cert_id", text).ok())
}

/// The identifier, when its parts can be told.
pub(in crate::certificate) fn formed(case: &Case<'_>) -> Option<Identifier> {
    identifier(case).filter(|found| matches!(found.code, "ok" | "check" | "nonstandard_variant"))
}

fn form(case: &Case<'_>) -> Vec<Found> {
    let Some(found) = identifier(case) else { return Vec::new() };
    let code = match found.code {
        "ok" | "check" | "nonstandard_variant" => &FORMED,
        "root" if !found.notes.is_empty() => &OTHER_ARM,
        _ => &MALFORMED,
    };
    vec![Found::at(code, pointer("ZZBS")).detail(if code.code == FORMED.code { "" } else { found.code })]
}

fn character(case: &Case<'_>) -> Vec<Found> {
    let Some(found) = formed(case) else { return Vec::new() };
    let code = match found.code {
        "ok" => &CHECKED,
        "nonstandard_variant" if case.inquiry.accept_nonstandard_check => &NONSTANDARD_TAKEN,
        "nonstandard_variant" => &NONSTANDARD,
        _ => &CHECK_WRONG,
    };
    vec![Found::at(code, pointer("ZZBS"))]
}

fn type_code(case: &Case<'_>) -> Vec<Found> {
    let (Some(found), Some(stated)) = (formed(case), case.metadata.text("ZZLXDM")) else { return Vec::new() };
    let fits = found.parts.get("type_code").is_some_and(|part| part == stated);
    vec![Found::at(if fits { &TYPE_FITS } else { &TYPE_DIFFERS }, pointer("ZZLXDM"))]
}

fn authority(case: &Case<'_>) -> Vec<Found> {
    let (Some(found), Some(stated)) = (formed(case), case.metadata.text("ZZBFJGDM")) else {
        return Vec::new();
    };
    let part = found.parts.get("authority").map_or("", String::as_str);
    let is_division = part.len() == 6 && part.bytes().all(|b| b.is_ascii_digit());
    let code = if part == stated {
        &AUTHORITY_FITS
    } else if is_division {
        &AUTHORITY_DIVISION
    } else {
        &AUTHORITY_DIFFERS
    };
    vec![Found::at(code, pointer("ZZBFJGDM"))]
}
