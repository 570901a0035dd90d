//! Data messages and what certifiers keep: ESIG-3 (original, kept document) and ESIG-4 (five years).

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Chapter, Code, Date, Law, Parameter, Rule, RuleId, Unit, art, by, codes, number, parameter, rule, since,
    years_after,
};
use crate::record::{AllOf, Fact, Moment};
use crate::report::Findings;

/// ESIG-3.
static ESIG_3: Rule = rule(
    RuleId(Chapter::Signature, 3),
    since(Law::BASE),
    "数据电文作为原件：可供随时调取查用，自最终形成时起完整、未被更改；作为保存的文件：可供随时调取查用，格式相同或者准确，能识别收发件人和时间",
    "a data message as original: accessible, intact since its final form; as kept document: accessible, of the same or an accurate format, with sender, receiver and time",
    &[by(art("ESL", 5), Confirmed), by(art("ESL", 6), Confirmed)],
)
.when("数据电文作为原件或者保存的文件", "a data message serves as original or as kept document")
.then(
    "原件：可调取查用、自最终形成起完整未改；保存：可调取查用、格式相同或者准确、能识别收发人和时间",
    "original: accessible, intact since its final form; kept: accessible, same or accurate format, sender, receiver and time identifiable",
);
/// ESIG-4.
static ESIG_4: Rule = rule(
    RuleId(Chapter::Signature, 4),
    since(Law::BASE),
    "电子认证服务机构保存与认证相关的信息至证书失效后至少五年",
    "a certification body keeps its data for at least five years after the certificate lapses",
    &[by(art("ESL", 24), Confirmed)],
)
.when("证书失效后，认证机构保存信息", "a certificate lapsed, and the certification body keeps its data")
.then("至少五年", "at least 5 years");

/// How long a certification body keeps its data after the certificate lapses.
static KEPT_YEARS: Parameter = parameter(
    "signature.certification_record_years",
    &[ESIG_4.id],
    Unit::Years,
    "电子认证信息在证书失效后的最短保存期限",
    "how long a certification body keeps its data after the certificate lapses",
    &[number(5, by(art("ESL", 24), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESIG_3, &ESIG_4];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&KEPT_YEARS];

codes! {
    ORIGINAL: ESIG_3, "esig.message.original", Fail, Met, "符合原件形式要求", "it serves as an original";
    KEPT: ESIG_3, "esig.message.kept", Fail, Met, "符合文件保存要求", "it serves as a kept document";
    NOT_ACCESSIBLE: ESIG_3, "esig.message.not_accessible", Fail, NotMet, "不能有效表现所载内容或者不可随时调取查用", "it cannot be shown or called up";
    NOT_INTACT: ESIG_3, "esig.message.not_intact", Fail, NotMet, "自最终形成时起不完整或者已被更改", "it is incomplete or was altered since its final form";
    FORMAT_OTHER: ESIG_3, "esig.message.format", Fail, NotMet, "格式不同，且不能准确表现原内容", "its format is another and does not render the content accurately";
    SENDER_UNKNOWN: ESIG_3, "esig.message.no_sender", Fail, NotMet, "不能识别发件人", "the sender cannot be identified";
    RECEIVER_UNKNOWN: ESIG_3, "esig.message.no_receiver", Fail, NotMet, "不能识别收件人", "the receiver cannot be identified";
    TIME_UNKNOWN: ESIG_3, "esig.message.no_time", Fail, NotMet, "不能识别发送、接收时间", "the times of sending and receiving cannot be identified";
    MESSAGE_UNKNOWN: ESIG_3, "esig.message.unknown", Fail, Undetermined, "缺少判断数据电文是否符合要求的事实", "facts that decide what the data message serves as are missing";
    RETAINED: ESIG_4, "esig.retention.kept", Fail, Met, "认证信息的保存期限足够", "the certifier's data are kept long enough";
    RETAINED_SHORT: ESIG_4, "esig.retention.short", Fail, NotMet, "认证信息的保存不足证书失效后五年", "the certifier's data are kept for less than five years after the certificate lapsed";
    RETENTION_UNKNOWN: ESIG_4, "esig.retention.unknown", Fail, Undetermined, "缺少证书失效日或者保存期限", "the day the certificate lapsed, or how long the data are kept, is missing";
    NOT_LAPSED: ESIG_4, "esig.retention.running", Fail, Met, "证书尚未失效", "the certificate has not lapsed";
}

/// A data message (数据电文).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct DataMessage {
    #[serde(rename = "as")]
    serves_as: Fact<ServesAs>,
    accessible: Fact<bool>,
    intact: Fact<bool>,
    format_accurate: Fact<bool>,
    sender_known: Fact<bool>,
    receiver_known: Fact<bool>,
    time_known: Fact<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ServesAs {
    Original,
    KeptDocument,
}

/// How long a certifier keeps its data (认证信息保存).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Retention {
    certificate_lapsed_on: Fact<Moment>,
    kept_until: Fact<Moment>,
}

/// ESIG-3: two different tests; the word of the answer.
pub(super) fn data_message(
    message: &DataMessage,
    failed: &mut Vec<&'static str>,
    out: &mut Findings,
) -> Option<&'static str> {
    type Condition = (Fact<bool>, &'static str, &'static str, &'static Code);
    let accessible: Condition =
        (message.accessible, "/data_message/accessible", "accessible", &NOT_ACCESSIBLE);
    let original = [accessible, (message.intact, "/data_message/intact", "intact", &NOT_INTACT)];
    let kept = [
        accessible,
        (message.format_accurate, "/data_message/format_accurate", "format_accurate", &FORMAT_OTHER),
        (message.sender_known, "/data_message/sender_known", "sender_known", &SENDER_UNKNOWN),
        (message.receiver_known, "/data_message/receiver_known", "receiver_known", &RECEIVER_UNKNOWN),
        (message.time_known, "/data_message/time_known", "time_known", &TIME_UNKNOWN),
    ];
    let (conditions, met, words): (&[Condition], _, _) = match message.serves_as {
        Fact::Known(ServesAs::Original) => (&original, &ORIGINAL, ("original", "not_original")),
        Fact::Known(ServesAs::KeptDocument) => (&kept, &KEPT, ("kept_document", "not_kept_document")),
        Fact::None => return None,
        Fact::Unknown => {
            out.missing(&MESSAGE_UNKNOWN, vec!["/data_message/as".into()]);
            return None;
        }
    };
    let mut all = AllOf::new();
    for (fact, path, name, code) in conditions {
        if all.ask(*fact, *path, code, out) {
            failed.push(name);
        }
    }
    all.say("/data_message", met, &MESSAGE_UNKNOWN, out).map(|yes| if yes { words.0 } else { words.1 })
}

/// ESIG-4; the word of the answer.
pub(super) fn retention(retention: &Retention, as_of: Date, out: &mut Findings) -> Option<&'static str> {
    const KEPT: &str = "/retention/kept_until";
    let lapsed = match retention.certificate_lapsed_on {
        Fact::Known(lapsed) if lapsed.day() <= as_of => lapsed.day(),
        Fact::Unknown => {
            out.missing(&RETENTION_UNKNOWN, vec!["/retention/certificate_lapsed_on".into()]);
            return None;
        }
        _ => {
            out.add(&NOT_LAPSED, "/retention/certificate_lapsed_on");
            return Some("ok");
        }
    };
    match (retention.kept_until, years_after(lapsed, out.law().number(&KEPT_YEARS))) {
        (Fact::Unknown, _) => {
            out.missing(&RETENTION_UNKNOWN, vec![KEPT.into()]);
            None
        }
        (Fact::Known(until), Some(least)) if until.day() < least => {
            out.add(&RETAINED_SHORT, KEPT);
            Some("breach")
        }
        _ => {
            out.add(&RETAINED, KEPT);
            Some("ok")
        }
    }
}
