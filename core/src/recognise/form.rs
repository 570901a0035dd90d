//! Forms of values: numbers with check digits, plates, addresses. Each test looks at one value.

use super::kind::Kind;
use super::surnames;
use crate::ident;

/// Provinces as they begin resident numbers (GB/T 2260).
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    "83",
];
const PLATES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The ethnic groups of GB/T 3304.
const ETHNIC_GROUPS: &[&str] = &[
    "汉族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
];

type Form = fn(&str) -> bool;

/// What a whole value may be, the surest form first.
static FORMS: &[(Kind, Form)] = &[
    (Kind::ResidentId, is_resident_id),
    (Kind::Uscc, is_uscc),
    (Kind::Mobile, is_mobile),
    (Kind::Plate, is_plate),
    (Kind::Passport, is_passport),
    (Kind::BankAccount, is_bank_card),
    (Kind::Sex, |value| matches!(value, "男" | "女" | "男性" | "女性")),
    (Kind::Ethnicity, |value| ETHNIC_GROUPS.contains(&value)),
    (Kind::Address, is_address),
    (Kind::PersonName, surnames::is_name),
];

/// What a value is, or what stands within it.
pub(super) fn kind_of(value: &str) -> Option<(Kind, bool)> {
    let compact: String = value.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{3000}')).collect();
    if is_email(value) {
        return Some((Kind::Email, false));
    }
    if is_landline(value) {
        return Some((Kind::Phone, false));
    }
    if let Some((kind, _)) = FORMS.iter().find(|(_, fits)| fits(&compact)) {
        return Some((*kind, false));
    }
    within(value).map(|kind| (kind, true))
}

/// Struck out: a run of stars or crosses among what is left.
pub(super) fn is_masked(value: &str) -> bool {
    ["**", "＊＊", "××"].iter().any(|stars| value.contains(stars))
        || (value.contains('*') && value.chars().count() <= 4)
}

fn is_resident_id(value: &str) -> bool {
    let upper = value.to_ascii_uppercase();
    let valid = |scheme| ident::check(scheme, &upper).is_ok_and(|found| found.valid);
    let somewhere = upper.get(..2).is_some_and(|province| PROVINCES.contains(&province));
    somewhere && (valid("resident_id") || valid("resident_id_15"))
}

fn is_uscc(value: &str) -> bool {
    ident::check("uscc", &value.to_ascii_uppercase()).is_ok_and(|found| found.valid)
}

fn digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Eleven digits of a mobile number, with or without the country's prefix.
fn is_mobile(value: &str) -> bool {
    let number = value.strip_prefix("+86").or_else(|| value.strip_prefix("0086")).unwrap_or(value);
    let number = if number.len() == 13 { number.strip_prefix("86").unwrap_or(number) } else { number };
    let mut bytes = number.bytes();
    number.len() == 11
        && digits(number)
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

/// Area code and number, set apart or in brackets.
fn is_landline(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !matches!(c, '(' | ')' | '（' | '）' | ' ')).collect();
    let (area, number) =
        plain.split_once('-').unwrap_or_else(|| plain.split_at_checked(3).unwrap_or_default());
    let number = number.split('-').next().unwrap_or_default();
    area.starts_with('0')
        && (3..=4).contains(&area.len())
        && (7..=8).contains(&number.len())
        && digits(area)
        && digits(number)
}

fn is_email(value: &str) -> bool {
    let Some((name, host)) = value.split_once('@') else { return false };
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b));
    let Some((label, top)) = host.rsplit_once('.') else { return false };
    !name.is_empty() && plain(name) && !label.is_empty() && plain(label) && top.len() >= 2 && plain(top)
}

/// Province, letter, five or six letters and digits without I and O (GA 36).
fn is_plate(value: &str) -> bool {
    let mut chars = value.chars().filter(|c| *c != '·');
    let province = chars.next().is_some_and(|c| PLATES.contains(c));
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest: Vec<char> = chars.collect();
    let plain = |c: &char| {
        c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O')) || "挂学警港澳".contains(*c)
    };
    province && letter && (5..=6).contains(&rest.len()) && rest.iter().all(plain)
}

/// Passports (E, G, D, S, P, K and H, M permits) as the exit and entry administration numbers them.
fn is_passport(value: &str) -> bool {
    let Some((letter, rest)) = value.split_at_checked(1) else { return false };
    match letter {
        "E" | "G" => {
            rest.len() == 8
                && (digits(rest)
                    || (rest.starts_with(|c: char| c.is_ascii_uppercase())
                        && rest.get(1..).is_some_and(digits)))
        }
        "H" | "M" => (rest.len() == 8 || rest.len() == 10) && digits(rest),
        "K" | "D" | "S" | "P" => (7..=8).contains(&rest.len()) && digits(rest),
        _ => false,
    }
}

/// A card of the banks' association: 16 to 19 digits beginning with 62 or as the networks' cards do, and the Luhn digit.
fn is_bank_card(value: &str) -> bool {
    let begins = ["62", "4", "5", "60", "9"].iter().any(|begin| value.starts_with(begin));
    (16..=19).contains(&value.len()) && digits(value) && begins && luhn(value)
}

fn luhn(value: &str) -> bool {
    let sum = value.bytes().rev().enumerate().fold(0_u32, |sum, (place, byte)| {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        let doubled = if place % 2 == 1 { digit.saturating_mul(2) } else { digit };
        sum.saturating_add(if doubled > 9 { doubled.saturating_sub(9) } else { doubled })
    });
    sum % 10 == 0
}

/// Words of an address in their order, ending in a number.
fn is_address(value: &str) -> bool {
    const AREAS: &[char] = &['省', '市', '区', '县', '镇', '乡', '村'];
    const WAYS: &[&str] = &["路", "街", "弄", "巷", "道", "里", "小区", "新村", "公寓", "村"];
    const DOORS: &[char] = &['号', '室', '楼', '幢', '栋'];
    let long = (6..=100).contains(&value.chars().count());
    let area = value.contains(AREAS);
    let way = WAYS.iter().any(|way| value.contains(way));
    let door = value.char_indices().any(|(at, c)| {
        DOORS.contains(&c) && value.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_numeric()))
    });
    long && door && (area || way)
}

/// A resident number or a mobile number within longer text: a run of digits of just that length.
fn within(value: &str) -> Option<Kind> {
    let mut runs = value.split(|c: char| !c.is_ascii_alphanumeric());
    runs.find_map(|run| {
        if run.len() == value.len() {
            None
        } else if is_resident_id(run) && run.len() == 18 {
            Some(Kind::ResidentId)
        } else if is_mobile(run) {
            Some(Kind::Mobile)
        } else {
            None
        }
    })
}
