//! Competence by designation: AUTH-5 (district matters) and AUTH-6 (a sector's data), and who designates.

use std::collections::BTreeSet;

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Code, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Held, Role, in_force};
use crate::report::{Findings, Obligation, Party};

use super::signoff::{SHARING_DESIGNATED, SHARING_NOT_DESIGNATED};
use super::succession::{Lead, leads};
use super::{Answer, Facts};

/// AUTH-5.
static AUTH_5: Rule = rule(
    RuleId(Chapter::Authority, 5),
    since(Law::BASE),
    "区公共数据和一网通办工作由区政府指定的部门负责",
    "in a district the department that the district government designates is competent",
    &[by(section("SEED", "二(二)"), Seed), by(art_para("SDR", 26, 2), Confirmed)],
)
.when("属于区的事项", "the matter is a district's")
.then(
    "区政府指定的部门有权；未指定的，提示缺少指定",
    "the department that the district government designated is competent; without designation, that is said",
);
/// AUTH-6.
static AUTH_6: Rule = rule(
    RuleId(Chapter::Authority, 6),
    since(Law::BASE),
    "行业、系统的公共数据由市级责任部门负责；涉及多个部门或者责任不明的，由市政府办公厅指定",
    "a sector's data are the municipal responsible department's; where there are several, or none is clear, one is designated",
    &[by(section("SEED", "二(三)"), Seed), by(art_para("SDR", 26, 1), Confirmed)],
)
.when("涉及行业、系统的公共数据", "data of a sector or system are concerned")
.then(
    "市级责任部门负责；涉及多个部门或者责任不明的，由市政府办公厅指定",
    "the municipal responsible department is in charge; where there are several or responsibility is unclear, the General Office designates one",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AUTH_5, &AUTH_6];

const DESIGNATING: &[Basis] = &[
    by(section("SEED", "二(三)"), Inferred).until(Law::DATA_REGULATION),
    by(art_para("SDR", 26, 1), Confirmed),
];

codes! {
    DISTRICT: AUTH_5, "auth.district", Fail, Met, "区政府指定的主管部门", "the department designated by the district government";
    DISTRICT_MISSING: AUTH_5, "auth.missing_designation", Fail, Undetermined, "没有区主管部门的指定，不能认定职权", "no department is designated in the district: competence cannot be found";
    DESIGNATE_DISTRICT: AUTH_5, "auth.duty.designate_district", Inform, Met, "由区政府指定主管部门", "the district government designates a department";
    RESPONSIBLE: AUTH_6, "auth.responsible", Fail, Met, "该行业、系统的市级责任部门", "the municipal responsible department of the sector";
    NEEDS_DESIGNATION: AUTH_6, "auth.needs_designation", Fail, Undetermined, "责任部门有多个或者不明，须先指定", "there are several responsible departments, or none is clear: one is to be designated first" on DESIGNATING;
    DESIGNATE_SECTOR: AUTH_6, "auth.duty.designate_sector", Inform, Met, "由主管部门指定市级责任部门", "the leading authority designates the responsible department" on DESIGNATING;
}

/// AUTH-5: whether the body is the one that the district government designated.
pub(super) fn district(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    let date = out.law().date();
    // AUTH-10: in the districts too the bureaus came after the reform.
    let bureau = facts.actor.holds(Role::DataBureau, None, date) == Held::Yes;
    match leads(facts.transferred_on, date) {
        lead @ Lead::Bureau { .. } if bureau => lead.succeeded(out),
        lead @ Lead::Either
            if bureau && facts.actor.designated(Role::DistrictAuthority, None, date) != Held::Yes =>
        {
            lead.open(out)
        }
        _ => by_designation(
            facts,
            Role::DistrictAuthority,
            &DISTRICT,
            &DISTRICT_MISSING,
            &DESIGNATE_DISTRICT,
            out,
        ),
    }
}

/// AUTH-11: whether the body is the authority for sharing that its government named.
pub(super) fn sharing_authority(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    by_designation(
        facts,
        Role::SharingAuthority,
        &SHARING_DESIGNATED,
        &SHARING_NOT_DESIGNATED,
        &super::signoff::NAME_AUTHORITY,
        out,
    )
}

/// The body's designation decides; its roles do where none is told. Another body's designation takes the act away.
fn by_designation(
    facts: &Facts<'_>,
    role: Role,
    designated: &'static Code,
    missing: &'static Code,
    duty: &'static Code,
    out: &mut Findings,
) -> Answer {
    let date = out.law().date();
    let own = facts.actor.designated(role, None, date);
    if own != Held::Yes
        && let Some(answer) = by_overlay(facts, role, None, designated, out)
    {
        return answer;
    }
    match own {
        Held::Yes => return Answer::competent(designated, "/actor/designations", out),
        Held::Unknown(path) => {
            return match facts.actor.holds(role, None, date) {
                Held::Yes if facts.actor.designations.is_unknown() => {
                    Answer::competent(designated, "/actor/roles", out)
                }
                _ => Answer::actor_unknown(&path, out),
            };
        }
        Held::No => {}
    }
    let others = facts.designations.list().unwrap_or_default();
    match in_force(others, "/designations", role, None, date) {
        Held::Yes => Answer::not_competent(vec![role], out),
        Held::Unknown(path) => {
            out.missing(missing, vec![path.into()]);
            Answer::default()
        }
        Held::No => {
            // The record that is missing would stand behind the last one.
            out.missing(missing, vec!["/actor/designations/-".into()]);
            let by = if role == Role::DistrictAuthority { "district_government" } else { "government" };
            Answer {
                designated_by: Some(by),
                obligations: vec![Obligation::new(out.law(), duty, Party::Government)],
                ..Answer::decided("missing_designation")
            }
        }
    }
}

/// What an overlay's designation comes to for a body whose own record tells none; `None` where no overlay designates any,
/// or the body is not told.
fn by_overlay(
    facts: &Facts<'_>,
    role: Role,
    sector: Option<&str>,
    designated: &'static Code,
    out: &mut Findings,
) -> Option<Answer> {
    let district = facts.actor.district_code.known().copied();
    let code = facts.actor.code.known()?;
    let (is_actor, source, confidence) = out.law().designates(role.as_str(), sector, district, code)?;
    let answer = if is_actor {
        Answer::competent(designated, "/actor/code", out)
    } else {
        Answer::not_competent(vec![role], out)
    };
    out.also(source, confidence);
    Some(answer)
}

/// AUTH-6: whether the body is the responsible department of the sector.
pub(super) fn sector(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    let date = out.law().date();
    let Some(sector) = facts.act.sector.known() else { return Answer::act_unknown("/act/sector", out) };
    if facts.actor.designated(Role::ResponsibleDept, Some(sector), date) == Held::Yes {
        return Answer::competent(&RESPONSIBLE, "/actor/designations", out);
    }
    if let Some(answer) = by_overlay(facts, Role::ResponsibleDept, Some(sector), &RESPONSIBLE, out) {
        return answer;
    }
    // One that is named twice is one.
    let responsible: Option<BTreeSet<&str>> =
        facts.act.responsible_depts.list().map(|codes| codes.iter().copied().collect());
    match responsible.map(|codes| codes.into_iter().collect::<Vec<_>>()).as_deref() {
        Some([one]) => match facts.actor.code.known() {
            Some(code) if code == one => Answer::competent(&RESPONSIBLE, "/act/responsible_depts", out),
            Some(_) => Answer::not_competent(vec![Role::ResponsibleDept], out),
            None => Answer::actor_unknown("/code", out),
        },
        Some(_) => {
            let path = if facts.actor.designations.is_unknown() { "" } else { "/-" };
            out.missing(&NEEDS_DESIGNATION, vec![format!("/actor/designations{path}").into()]);
            Answer {
                designated_by: Some("competent_authority"),
                route_to: leads(facts.transferred_on, date).roles().to_vec(),
                obligations: vec![Obligation::new(out.law(), &DESIGNATE_SECTOR, Party::Authority)],
                ..Answer::decided("needs_designation")
            }
        }
        None => match facts.actor.holds(Role::ResponsibleDept, Some(sector), date) {
            Held::Yes => Answer::competent(&RESPONSIBLE, "/actor/roles", out),
            Held::No => Answer::not_competent(vec![Role::ResponsibleDept], out),
            Held::Unknown(path) => Answer::actor_unknown(&path, out),
        },
    }
}
