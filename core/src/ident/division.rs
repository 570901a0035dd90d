//! Codes of administrative divisions (行政区划代码), GB/T 2260 with its amendments: the table is Shanghai's.
//!
//! Codes that have ended stay in identity numbers and in older codes: they are `historic`, which a caller may accept there.

use super::Identifier;

const SCHEME: &str = "division";

/// Checks a code: format, then whether the table has it and still has it. A code outside Shanghai is `unknown`.
pub(super) fn check(value: &str) -> Identifier {
    if value.len() != 6 || !value.bytes().all(|b| b.is_ascii_digit()) {
        return Identifier::bad(SCHEME, "format");
    }
    let Some((_, name, from, to)) = SHANGHAI.iter().find(|(code, ..)| *code == value) else {
        return Identifier::bad(SCHEME, "unknown");
    };
    let years = [("from", from.as_ref()), ("to", to.as_ref())];
    let parts = years.into_iter().filter_map(|(part, year)| Some((part, year?.to_string())));
    let found = Identifier::ok(SCHEME, parts.chain([("name", (*name).to_owned())]));
    match to {
        None => found,
        Some(_) => Identifier { code: "historic", valid: false, ..found },
    }
}

/// Code, name, first year where one is known, last year where the code has ended.
#[rustfmt::skip]
const SHANGHAI: &[(&str, &str, Option<u16>, Option<u16>)] = &[
    ("310000", "上海市", None, None),
    ("310100", "市辖区", None, None),
    ("310101", "黄浦区", None, None),
    ("310102", "南市区", None, Some(2000)),
    ("310103", "卢湾区", None, Some(2011)),
    ("310104", "徐汇区", None, None),
    ("310105", "长宁区", None, None),
    ("310106", "静安区", None, None),
    ("310107", "普陀区", None, None),
    ("310108", "闸北区", None, Some(2015)),
    ("310109", "虹口区", None, None),
    ("310110", "杨浦区", None, None),
    ("310111", "吴淞区", None, Some(1988)),
    ("310112", "闵行区", Some(1981), None),
    ("310113", "宝山区", Some(1988), None),
    ("310114", "嘉定区", Some(1992), None),
    ("310115", "浦东新区", Some(1992), None),
    ("310116", "金山区", Some(1997), None),
    ("310117", "松江区", Some(1998), None),
    ("310118", "青浦区", Some(1999), None),
    ("310119", "南汇区", Some(2001), Some(2009)),
    ("310120", "奉贤区", Some(2001), None),
    ("310151", "崇明区", Some(2016), None),
    ("310200", "县", None, Some(2016)),
    ("310201", "上海县", None, Some(1982)),
    ("310202", "嘉定县", None, Some(1982)),
    ("310203", "宝山县", None, Some(1982)),
    ("310204", "川沙县", None, Some(1982)),
    ("310205", "南汇县", None, Some(1982)),
    ("310206", "奉贤县", None, Some(1982)),
    ("310207", "松江县", None, Some(1982)),
    ("310208", "金山县", None, Some(1982)),
    ("310209", "青浦县", None, Some(1982)),
    ("310210", "崇明县", None, Some(1982)),
    ("310221", "上海县", Some(1982), Some(1992)),
    ("310222", "嘉定县", Some(1982), Some(1992)),
    ("310223", "宝山县", Some(1982), Some(1988)),
    ("310224", "川沙县", Some(1982), Some(1992)),
    ("310225", "南汇县", Some(1982), Some(2001)),
    ("310226", "奉贤县", Some(1982), Some(2001)),
    ("310227", "松江县", Some(1982), Some(1998)),
    ("310228", "金山县", Some(1982), Some(1997)),
    ("310229", "青浦县", Some(1982), Some(1999)),
    ("310230", "崇明县", Some(1982), Some(2016)),
];
