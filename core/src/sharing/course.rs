//! What followed a request: the facts of the duties beside the decision, and the order in which they are looked at.
//!
//! None of them changes the decision. A breach warns, a duty that is open becomes an obligation, and `value` says how it
//! stands.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::{Date, Law, codes};
use crate::record::{Entry, Fact, Fee, Moment, ShareClass, SharingRequest, Term};
use crate::report::{Findings, Obligation};
use crate::topic::Question;

use super::breach::{self, Breach};
use super::completeness::Completeness;
use super::conditions;
use super::decision::{Decision, Grant};
use super::delivery::{self, Channel};
use super::departments::SHARE_17;
use super::dispute::{self, Dispute};
use super::personal::{self, Handling};
use super::records::{self, End, KeptRecord};
use super::reply_term;
use super::running::{self, ServiceChange};
use super::suspension::{self, Suspension};
use super::uncatalogued::Cataloguing;

codes! {
    PARTIES_UNKNOWN: SHARE_17, "share.department.parties_unknown", Inform, Undetermined, "不知道双方是否为政府部门，无法确定是否受《政务数据共享条例》约束", "it is unknown whether the parties are government departments, hence whether the regulation of 2025 binds them";
}

/// The facts of the duties beside the decision.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Course<'a> {
    #[serde(borrow)]
    pub(super) scope: Fact<&'a str>,
    pub(super) method: Fact<&'a str>,
    pub(super) term: Fact<Term>,
    pub(super) signed_by_head: Fact<bool>,
    pub(super) completeness: Fact<Completeness<'a>>,
    pub(super) class_at_receipt: Fact<ShareClass>,
    pub(super) cataloguing: Fact<Cataloguing>,
    pub(super) delivered_at: Fact<Moment>,
    pub(super) delivered_via: Fact<Channel>,
    pub(super) breach: Fact<Vec<Breach>>,
    pub(super) suspension: Fact<Suspension>,
    pub(super) end: Fact<End>,
    pub(super) records: Fact<Vec<KeptRecord>>,
    pub(super) dispute: Fact<Dispute>,
    pub(super) service_change: Fact<ServiceChange<'a>>,
    #[serde(borrow)]
    pub(super) fee: Fact<Fee<'a>>,
    pub(super) personal_information: Fact<Handling>,
}

/// A request with everything that its duties are judged by.
pub(super) struct Case<'a> {
    pub(super) request: &'a SharingRequest<'a>,
    pub(super) entry: &'a Entry<'a>,
    pub(super) course: &'a Course<'a>,
    pub(super) question: &'a Question<'a>,
    pub(super) grant: &'a Grant<'a>,
    /// Whether both parties are government departments; `None` when unknown.
    pub(super) departments: Option<bool>,
    /// Whether the use log shows a misuse under the regulation of 2025.
    pub(super) misused: bool,
}

/// What is told of the duties, beside findings.
#[derive(Default)]
pub(super) struct Told {
    pub(super) value: BTreeMap<&'static str, Value>,
    pub(super) obligations: Vec<Obligation>,
}

impl Case<'_> {
    /// The day on which the question is asked: states are judged by its law.
    pub(super) fn today(&self) -> Date {
        self.question.as_of
    }

    /// Whether the Government Data Sharing Regulation binds the parties on `day`; says so when that is unknown.
    pub(super) fn between_departments(&self, day: Date, out: &mut Findings) -> bool {
        if day < Law::SHARING_REGULATION {
            return false;
        }
        if self.departments.is_none() {
            let parties =
                [(&self.request.requester, "/requester/kind"), (&self.request.provider, "/provider/kind")];
            let missing: Vec<Cow<'static, str>> = parties
                .into_iter()
                .filter(|(party, _)| party.is_government_department().is_none())
                .map(|(_, path)| path.into())
                .collect();
            let law = out.law();
            out.under(law.on(day));
            out.missing(&PARTIES_UNKNOWN, missing);
            out.under(law);
        }
        self.departments == Some(true)
    }

    /// Whether something is granted.
    pub(super) fn granted(&self) -> bool {
        self.grant.decision().is_some_and(Decision::grants)
    }
}

/// Asks under the law of another day.
pub(super) fn on_day<T>(day: Date, out: &mut Findings, ask: impl FnOnce(&mut Findings) -> T) -> T {
    let law = out.law();
    out.under(law.on(day));
    let answer = ask(out);
    out.under(law);
    answer
}

/// Looks at every duty beside the decision, in the order of the rules.
pub(super) fn follow(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    breach::stopped(case, told, out);
    suspension::rights(case, told, out);
    delivery::force(case, out);
    conditions::added(case, out);
    reply_term::replied(case, told, out);
    delivery::delivered(case, told, out);
    dispute::next(case, told, out);
    records::kept(case, told, out);
    records::disposed(case, told, out);
    running::changed(case, out);
    running::free(case, out);
    personal::handled(case, told, out);
}
