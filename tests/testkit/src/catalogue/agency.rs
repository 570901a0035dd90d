//! The bodies: one a department for the city and, for some, one a district.

use super::identifier::{Register, uscc};
use super::table::{Department, departments};
use crate::random::Random;
use serde_json::{Value, json};

/// The districts in force with their division codes (GB/T 2260).
const DISTRICTS: [(&str, &str); 16] = [
    ("黄浦区", "310101"),
    ("徐汇区", "310104"),
    ("长宁区", "310105"),
    ("静安区", "310106"),
    ("普陀区", "310107"),
    ("虹口区", "310109"),
    ("杨浦区", "310110"),
    ("闵行区", "310112"),
    ("宝山区", "310113"),
    ("嘉定区", "310114"),
    ("浦东新区", "310115"),
    ("金山区", "310116"),
    ("松江区", "310117"),
    ("青浦区", "310118"),
    ("奉贤区", "310120"),
    ("崇明区", "310151"),
];

/// A body that provides and asks for data.
#[derive(Debug, Clone)]
pub(crate) struct Agency {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) department: Department,
    /// Its district; `None` for the city.
    pub(crate) district: Option<(&'static str, &'static str)>,
}

impl Agency {
    /// The division in which it works.
    pub(crate) fn division(&self) -> &'static str {
        self.district.map_or("310000", |(_, code)| code)
    }

    /// The name of the place in which it works.
    pub(crate) fn place(&self) -> &'static str {
        self.district.map_or("上海市", |(name, _)| name)
    }

    /// Whether the regulation binds it, so that it may ask for shared data.
    pub(crate) fn is_subject(&self) -> bool {
        self.department.kind != "enterprise"
    }

    /// The record as the facts' schemas want it.
    pub(crate) fn record(&self) -> Value {
        json!({
            "code": self.code,
            "name": self.name,
            "kind": self.department.kind,
            "utility_kind": self.department.utility,
            "performs_public_function": self.is_subject(),
            "funding": match (self.department.kind, self.district) {
                ("utility" | "enterprise", _) => "own",
                (_, None) => "city",
                (_, Some(_)) => "district",
            },
            "level": if self.district.is_some() { "district" } else { "city" },
            "district_code": self.division(),
        })
    }

    /// The name of a kind of body rather than of a real one: its place and department.
    fn kind_name(&self) -> String {
        let suffix = match self.department.kind {
            "utility" | "enterprise" => "企业",
            "institution" => "机构",
            "funded_body" => "团体",
            _ => "部门",
        };
        format!("{}{}{suffix}", self.place(), self.department.name)
    }

    fn register(&self) -> Register {
        match self.department.kind {
            "utility" | "enterprise" => Register::Enterprise,
            "funded_body" => Register::Group,
            "institution" => Register::Institution,
            _ => Register::Organ,
        }
    }
}

/// All bodies, the city's first.
pub(crate) fn agencies(random: &mut Random) -> Vec<Agency> {
    let first = random.below(1_000_000);
    let mut out: Vec<Agency> = Vec::new();
    for district in std::iter::once(None).chain(DISTRICTS.map(Some)) {
        for department in departments() {
            if district.is_none() || department.in_districts {
                let mut agency = Agency { code: String::new(), name: String::new(), department, district };
                agency.name = agency.kind_name();
                // A step without a common factor with a million: no serial number twice.
                let serial = first + out.len() * 610_007;
                agency.code = uscc(agency.register(), agency.division(), serial);
                out.push(agency);
            }
        }
    }
    out
}
