//! Who leads on which date: AUTH-10, the dated table of the leading authority.

use crate::law::Confidence::Secondary;
use crate::law::{Chapter, Date, Rule, RuleId, art, by, codes, on, rule, since};
use crate::record::{Fact, Moment, Role};
use crate::report::Findings;

use super::Answer;

/// The reform took place in 2024; on which day is not confirmed (open question Q8).
const REFORM: Date = on(2024, 1, 1);
/// From this day on the reform is over, whatever its day was.
const REFORMED: Date = on(2025, 1, 1);

/// AUTH-10.
static AUTH_10: Rule = rule(
    RuleId(Chapter::Authority, 10),
    since(REFORM),
    "2024年机构改革后，公共数据管理职权由市、区数据局行使；移交日期未见确认",
    "since the reform of 2024 the data bureaus of city and districts exercise the management of data; the day is not confirmed",
    &[by(art("SDR", 5), Secondary)],
)
.when("行为发生在2024年机构改革之后", "the act falls after the reform of 2024")
.then(
    "市、区数据局行使数据管理职权；移交日期由调用方给出",
    "the data bureaus of city and districts exercise the competence; the day is the caller's to give",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AUTH_10];

codes! {
    SUCCEEDED: AUTH_10, "auth.data_bureau", Fail, Met, "机构改革后由数据局行使该项职权", "since the reform the data bureau exercises this competence";
    MOVED_ON: AUTH_10, "auth.office_succeeded", Inform, NotMet, "《上海市数据条例》文本仍列市政府办公厅，但职权已由数据局行使", "the Data Regulation's text still names the General Office; the data bureau exercises the competence";
    OPEN: AUTH_10, "gap.auth.transfer_day", Fail, Undetermined, "2024年职权移交的日期未见确认，市政府办公厅和数据局均可能有权；以 transferred_on 给出日期", "the day of the transfer in 2024 is not confirmed, either authority may be competent; transferred_on gives the day";
    DAY_GIVEN: AUTH_10, "auth.transfer_day_given", Inform, Met, "按所给的移交日期判断", "judged by the day of transfer that was given";
}

/// Who leads the management of public data on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// The General Office of the city government.
    Office,
    /// The data bureau; whether the caller gave the day of the transfer.
    Bureau { day_given: bool },
    /// The one or the other: the reform is under way.
    Either,
}

/// AUTH-10: who leads on `date`, where the caller may know the day of the transfer.
pub(super) fn leads(transferred_on: Fact<Moment>, date: Date) -> Lead {
    match transferred_on {
        _ if date < REFORM => Lead::Office,
        Fact::Known(day) if date < day.day() => Lead::Office,
        Fact::Known(_) => Lead::Bureau { day_given: true },
        _ if date >= REFORMED => Lead::Bureau { day_given: false },
        _ => Lead::Either,
    }
}

impl Lead {
    /// The roles that may lead.
    pub(super) fn roles(self) -> &'static [Role] {
        match self {
            Self::Office => &[Role::CompetentAuthority],
            Self::Bureau { .. } => &[Role::DataBureau],
            Self::Either => &[Role::CompetentAuthority, Role::DataBureau],
        }
    }

    /// The body is the data bureau, and it leads.
    pub(super) fn succeeded(self, out: &mut Findings) -> Answer {
        self.say_day(out);
        Answer::competent(&SUCCEEDED, "/actor/roles", out)
    }

    /// The body is one of the two that may lead.
    pub(super) fn open(self, out: &mut Findings) -> Answer {
        out.missing(&OPEN, vec!["/transferred_on".into()]);
        Answer { route_to: self.roles().to_vec(), ..Answer::default() }
    }

    /// The body led before.
    pub(super) fn moved_on(self, out: &mut Findings) {
        self.say_day(out);
        out.add(&MOVED_ON, "/actor/roles");
    }

    fn say_day(self, out: &mut Findings) {
        if self == (Self::Bureau { day_given: true }) {
            out.add(&DAY_GIVEN, "/transferred_on");
        }
    }
}
