//! What the name of a field says about what the field holds.

use unicode_normalization::UnicodeNormalization;

use super::kind::Kind;
use super::words::{Certainty, Meaning, TABLE, Words};

/// Tails that leave the meaning as it is: 性别代码 is about sex.
const KEPT: &str = "代码 编码 名称 拼音 中文 信息 描述 明细 情况 内容 值 号 号码 code cd no num number id cn zh en name \
    nm desc text value str";
/// What stands before a word when an organisation is meant.
const OF_ORGANISATION: &str = "单位 企业 公司 机构 机关 部门 学校 医院 法院 组织 社区 街道 门店 商户 经营 生产 注册 办公 服务 举报 \
    咨询 投诉 监督 客服 值班 热线 项目 产品 设备 网站 场所 站点 税务 主体 文件 行政 接待 报警 应急 救援 \
    景区 场馆 药店 发货 退货 窗口 主管 业务 对公 市场 店铺 工程 建设 评价 公开 预约 订餐 购票 company \
    comp com org organization organisation unit corp enterprise service hotline office school hospital \
    tip admin court project product file site web shop store dept department station support complaint \
    business reg registered opt deli return public agency bureau building house room";
/// What stands before a word when a person is meant.
const OF_PERSON: &str = "人 者 员 主 学生 老人 儿童 患者 居民 配偶 父亲 母亲 子女 监护 法人 本人 家属 成员 产妇 职工 村民 \
    业主 教师 医生 律师 person peron people applicant guardian student member user owner contact legal \
    customer resident patient employee teacher doctor child children father mother spouse relative \
    suspect driver citizen holder contractor householder personnel staff worker kin voter donor visitor \
    passenger tenant landlord zrr lxr fddbr sqr";
/// Kinds that organisations have as well.
const SHARED: &[Kind] = &[
    Kind::Phone,
    Kind::Mobile,
    Kind::Email,
    Kind::Address,
    Kind::Account,
    Kind::BankAccount,
    Kind::Photo,
    Kind::CertificateNo,
    Kind::Wealth,
    Kind::Conviction,
];
/// Initials of two letters are shared by too many words to say much alone.
const SHORT: usize = 2;
/// From this length on the tail of a run of letters is no accident.
const LONG_INITIALS: usize = 4;
const LONG_PINYIN: usize = 7;

/// What a field's two names say: the Chinese one, else the column's. `None` when they say nothing.
pub(super) fn meaning(name: Option<&str>, field_name: Option<&str>) -> Option<Meaning> {
    [name, field_name].into_iter().flatten().find_map(one)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

fn one(name: &str) -> Option<Meaning> {
    let plain: String = name.nfkc().map(|c| if c == '帐' { '账' } else { c }).collect();
    let (head, aside) = apart(&plain);
    let found = part(&head);
    // What stands in brackets says more than a mere 代码 before them.
    match found {
        Some(meaning) if meaning.kind.is_some() || !is_in(KEPT, meaning.word) => found,
        _ => part(&aside).filter(|meaning| meaning.kind.is_some()).or(found),
    }
}

fn part(text: &str) -> Option<Meaning> {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if text.contains(is_han) {
        let plain = |text: &str| {
            let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
            chinese(text.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase().as_str(), &TABLE)
        };
        plain(text).or_else(|| plain(text.split_whitespace().next()?))
    } else {
        latin(&tokens(text), &TABLE)
    }
}

/// The name without what stands in brackets or follows a colon or a comma, and what stands in brackets.
fn apart(name: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut head, mut aside) = (String::with_capacity(name.len()), String::new());
    for c in name.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '<' => depth = depth.saturating_add(1),
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            ':' | ',' | ';' | '、' | '。' if depth == 0 => break,
            _ if depth == 0 => head.push(c),
            _ => aside.push(c),
        }
    }
    (head.trim().to_owned(), aside)
}

/// The longest word at the end, after what stands before it. A tail that is kept gives way to a sure word before it.
fn chinese(name: &str, words: &Words) -> Option<Meaning> {
    let word =
        name.char_indices().find_map(|(at, _)| Some((name.get(..at)?, *words.chinese.get(name.get(at..)?)?)));
    let Some((before, found)) = word else {
        return KEPT.split_whitespace().find_map(|tail| chinese(name.strip_suffix(tail)?, words));
    };
    if is_in(KEPT, found.word)
        && let Some(rest) = chinese(before, words).filter(is_certain)
    {
        return Some(rest);
    }
    let person = OF_PERSON.split_whitespace().any(|word| before.ends_with(word));
    let organisation = OF_ORGANISATION.split_whitespace().any(|word| before.contains(word));
    Some(weigh(found, before.is_empty(), person, organisation))
}

fn is_certain(found: &Meaning) -> bool {
    found.kind.is_some() && found.sure == Certainty::Sure
}

/// What a word means after what stands before it.
fn weigh(found: Meaning, alone: bool, of_person: bool, of_organisation: bool) -> Meaning {
    let Some(kind) = found.kind else { return found };
    let else_ = Meaning { kind: None, ..found };
    if found.sure == Certainty::Maybe && !alone {
        return if of_person { Meaning { sure: Certainty::Likely, ..found } } else { else_ };
    }
    if of_organisation && !of_person && SHARED.contains(&kind) && !found.word.contains('人') {
        return else_;
    }
    found
}

/// Words of a column name: split where it is not a letter or digit, and where lower case turns into upper.
fn tokens(name: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![String::new()];
    let mut last = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && last.is_lowercase()) {
            out.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(token) = out.last_mut()
        {
            token.extend(c.to_lowercase());
        }
        last = c;
    }
    out.retain(|token| !token.is_empty());
    out
}

fn latin(tokens: &[String], words: &Words) -> Option<Meaning> {
    let word = (0..tokens.len()).find_map(|at| {
        let (before, phrase) = tokens.split_at_checked(at)?;
        Some((before, *words.latin.get(phrase.join(" ").as_str())?))
    });
    if let Some((before, found)) = word {
        if is_in(KEPT, found.word)
            && let Some(rest) = latin(before, words).filter(is_certain)
        {
            return Some(rest);
        }
        let person = before.last().is_some_and(|token| is_in(OF_PERSON, token));
        let organisation = before.iter().any(|token| is_in(OF_ORGANISATION, token));
        return Some(weigh(found, before.is_empty(), person, organisation));
    }
    let (last, before) = tokens.split_last()?;
    let pinyin = last
        .char_indices()
        .filter(|(at, _)| last.len().saturating_sub(*at) >= LONG_PINYIN)
        .find_map(|(at, _)| words.latin.get(last.get(at..)?).copied());
    pinyin.or_else(|| before.is_empty().then(|| initials(last, words)).flatten())
}

/// Initials of the pinyin: the whole, a long tail, or a short one after the initials of a person (…r, 人).
fn initials(run: &str, words: &Words) -> Option<Meaning> {
    let less = |found: &Meaning| {
        let sure = if found.word.len() <= SHORT && found.word != "xm" {
            Certainty::Maybe
        } else {
            found.sure.min(Certainty::Likely)
        };
        Meaning { sure, ..*found }
    };
    if let Some(found) = words.initials.get(run) {
        return Some(less(found));
    }
    run.char_indices().skip(1).find_map(|(at, _)| {
        let (before, tail) = run.split_at_checked(at)?;
        let found = words.initials.get(tail)?;
        let of_person = before.ends_with('r');
        match found.kind {
            None => Some(*found),
            Some(_) if tail.len() >= LONG_INITIALS => Some(less(found)),
            Some(_) if of_person => Some(Meaning { sure: Certainty::Likely, ..*found }),
            Some(_) => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> Option<Option<Kind>> {
        one(name).map(|found| found.kind)
    }

    #[test]
    fn a_word_inside_another_is_none() {
        let others = "单位名称 身份证件类型 死亡人数 file_name 民族学校 登记日期 服务电话 project_name idcard_type 经营地址 \
                      tip_tel dwmc sex_ratio companyName 企业联系电话 sfzjlx";
        for other in others.split_whitespace() {
            assert_eq!(kind(other).flatten(), None, "{other}");
        }
    }

    #[test]
    fn the_same_thing_in_every_spelling() {
        for (names, expected) in [
            ("姓名 法定代表人姓名 xm xingming fddbrxm full_name guardianName", Kind::PersonName),
            (
                "公民身份号码 身份证号码 gmsfhm bgsfzjhm id_card_no idCard IDNUMBER shenfenzhenghao 户主身份证号 代码（身份证号）",
                Kind::ResidentId,
            ),
            ("手机号码 联系人手机 sjhm mobile mobile_phone lxrsj", Kind::Mobile),
            ("性别 性别代码 xb gender sex_code", Kind::Sex),
            ("家庭住址 申请人地址 current_address hjdz", Kind::Address),
        ] {
            for name in names.split_whitespace() {
                assert_eq!(kind(name).flatten(), Some(expected), "{name}");
            }
        }
    }
}
