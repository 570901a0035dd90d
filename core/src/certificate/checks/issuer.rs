//! The bodies: who defines the type, who issues, and that the issuer is who sealed.
//!
//! *Basis*: GB 32100-2015; GB 11714-1997; GM/T 0031-2014. Names are compared whole: a seal of 某局 is not a seal of 某局分局.

use super::items::pointer;
use super::{Asks, Case, Check, Found, Sealer};
use crate::certificate::metadata::normal;
use crate::certificate::validity::ECERT_4;
use crate::ident;
use crate::law::{Text, codes};

codes! {
    DEFINER_VALID: ECERT_4, "ecert.definer.code_valid", Fail, Met, "类型代码所含定义机构代码校验正确", "the code of the body that defines the type is a valid one";
    DEFINER_WRONG: ECERT_4, "ecert.definer.code_invalid", Fail, NotMet, "类型代码所含定义机构代码不是有效的统一社会信用代码", "the code of the body that defines the type is no valid unified social credit code";
    ISSUER_VALID: ECERT_4, "ecert.issuer.code_valid", Fail, Met, "颁发机构代码校验正确", "the issuer's code is a valid one";
    ISSUER_WRONG: ECERT_4, "ecert.issuer.code_invalid", Fail, NotMet, "颁发机构代码不是有效的统一社会信用代码", "the issuer's code is no valid unified social credit code";
    ISSUER_DIVISION: ECERT_4, "ecert.issuer.code_division", Warn, Undetermined, "颁发机构代码是行政区划代码，无法校验", "the issuer's code is that of a division, which has no check";
    SEALED: ECERT_4, "ecert.issuer.sealed", Fail, Met, "颁发机构就是印章所有者", "the issuer is the owner of the seal";
    SEALED_BY_OTHER: ECERT_4, "ecert.issuer.other_seal", Fail, NotMet, "印章所有者不是颁发机构", "the owner of the seal is not the issuer";
    UNSEALED: ECERT_4, "ecert.issuer.no_seal", Fail, NotMet, "文件未加盖有效的颁发机构电子印章", "the file bears no valid seal of the issuer";
    SEAL_OPEN: ECERT_4, "ecert.issuer.seal_open", Fail, Undetermined, "颁发机构的签章尚有未能确认之处", "something about the issuer's seal could not be established";
    ISSUER_UNKNOWN: ECERT_4, "ecert.issuer.unknown", Fail, Undetermined, "元数据未载明颁发机构，无法与印章所有者比较", "the metadata name no issuer whom the owner of the seal could be compared with";
    CONFIRMED: ECERT_4, "ecert.issuer.confirmed", Fail, Met, "数据来源确认这些元数据与其记录一致", "the source confirms that these metadata are those of its record";
    UNCONFIRMED: ECERT_4, "ecert.issuer.unconfirmed", Fail, Undetermined, "没有颁发机构印章，其真实性只能由数据来源确认", "there is no seal of the issuer, so only the source can confirm that it is genuine";
}

pub(super) static DEFINER_CODE: Check = Check {
    name: "definer_code",
    question: Text {
        zh: "定义机构代码是否有效？",
        en: "Is the code of the body that defines the type valid?",
    },
    basis: "GB 32100-2015; GB 11714-1997",
    asks: Asks::Data,
    codes: &[&DEFINER_VALID, &DEFINER_WRONG],
    run: definer,
};

pub(super) static ISSUER_CODE: Check = Check {
    name: "issuer_code",
    question: Text { zh: "颁发机构代码是否有效？", en: "Is the issuer's code valid?" },
    basis: "GB 32100-2015; GB 11714-1997",
    asks: Asks::Data,
    codes: &[&ISSUER_VALID, &ISSUER_WRONG, &ISSUER_DIVISION],
    run: issuer,
};

pub(super) static SEAL: Check = Check {
    name: "issuer_seal",
    question: Text {
        zh: "颁发机构是否就是印章所有者？", en: "Is the issuer the owner of the seal?"
    },
    basis: "GB/T 36905-2018; GM/T 0031-2014; rules by type",
    asks: Asks::File,
    codes: &[&SEALED, &SEALED_BY_OTHER, &UNSEALED, &SEAL_OPEN, &ISSUER_UNKNOWN, &CONFIRMED, &UNCONFIRMED],
    run: seal,
};

fn definer(case: &Case<'_>) -> Vec<Found> {
    let Some(code) = case.metadata.text("ZZLXDM").and_then(|code| code.get(..18)) else { return Vec::new() };
    vec![match fault(code) {
        None => Found::at(&DEFINER_VALID, pointer("ZZLXDM")),
        Some(fault) => Found::at(&DEFINER_WRONG, pointer("ZZLXDM")).detail(fault),
    }]
}

fn issuer(case: &Case<'_>) -> Vec<Found> {
    let Some(code) = case.metadata.text("ZZBFJGDM") else { return Vec::new() };
    let path = pointer("ZZBFJGDM");
    vec![match fault(code) {
        None => Found::at(&ISSUER_VALID, path),
        Some(_) if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) => {
            Found::at(&ISSUER_DIVISION, path)
        }
        Some(fault) => Found::at(&ISSUER_WRONG, path).detail(fault),
    }]
}

/// The rule of unified social credit codes that `code` breaks.
fn fault(code: &str) -> Option<&'static str> {
    let found = ident::check("uscc", code).ok()?;
    (!found.valid).then_some(found.code)
}

fn seal(case: &Case<'_>) -> Vec<Found> {
    let Some(file) = case.file.filter(|_| case.rule.issuer_seal) else {
        let is_confirmed = case.inquiry.status.as_ref().is_some_and(|answer| answer.confirms(case));
        return vec![if is_confirmed {
            Found::at(&CONFIRMED, "/status/matches")
        } else {
            Found::lacking(&UNCONFIRMED, "/status/matches")
        }];
    };
    let (name, code) = (case.metadata.text("ZZBFJG"), case.metadata.text("ZZBFJGDM"));
    if file.sealers.is_empty() {
        return vec![Found::at(&UNSEALED, pointer("ZZBFJG"))];
    }
    if name.is_none() && code.is_none() {
        return vec![Found::lacking(&ISSUER_UNKNOWN, pointer("ZZBFJG"))];
    }
    let of_issuer = file.sealers.iter().filter(|sealer| is_issuer(sealer, name, code));
    let code = match of_issuer.map(|sealer| sealer.holds).fold(None, best) {
        Some(Some(true)) => &SEALED,
        Some(None) => &SEAL_OPEN,
        Some(Some(false)) => &UNSEALED,
        None => &SEALED_BY_OTHER,
    };
    vec![Found::at(code, pointer("ZZBFJG"))]
}

/// Whether a sealer is the body of this name or code. Where the certificate states a code of its own, that decides: a
/// name can be had twice.
fn is_issuer(sealer: &Sealer, name: Option<&str>, code: Option<&str>) -> bool {
    let names: Vec<String> = sealer.names.iter().map(|name| normal(name)).collect();
    let is_one = |wanted: Option<&str>| wanted.is_some_and(|wanted| names.iter().any(|name| name == wanted));
    let states_code = names.iter().any(|name| fault(name).is_none());
    is_one(code) || is_one(name) && !(states_code && code.is_some())
}

/// The better of two signatures: one that passed, then one that is open, then one that failed.
fn best(found: Option<Option<bool>>, one: Option<bool>) -> Option<Option<bool>> {
    let rank = |holds: Option<bool>| match holds {
        Some(true) => 2,
        None => 1,
        Some(false) => 0,
    };
    match found {
        Some(found) if rank(found) >= rank(one) => Some(found),
        _ => Some(one),
    }
}
