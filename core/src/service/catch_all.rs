//! Catch-all clauses (兜底条款), told by their words.

/// Words that leave open what is asked, wherever they stand.
const ALWAYS: &[&str] = &[
    "视情况",
    "视具体情况",
    "视情形",
    "根据情况",
    "根据实际需要",
    "根据需要",
    "按需提供",
    "认为必要",
    "认为需要",
    "认为应当",
    "认为有必要",
    "认为确有必要",
    "兜底",
    "包括但不限于",
    "以窗口要求为准",
    "以窗口告知为准",
    "以受理人员要求为准",
    "including but not limited to",
    "deem necessary",
    "deems necessary",
    "deemed necessary",
    "considers necessary",
    "as required by the window",
    "if necessary",
    "as needed",
    "where necessary",
];

/// Words that point at something without naming it, wherever they stand.
const OTHER: &[&str] = &["其他", "其它", "其余", "other", "any further", "any additional"];

/// Words that do so only where they begin what is asked; elsewhere they are everyday speech (与投资有关的证明).
const RELEVANT: &[&str] = &["有关", "相关", "等", "relevant", "related"];

/// What stands before those words where they begin.
const BEGINNINGS: &[&str] = &["等", "提供", "提交", "出具", "及", "和", "、", "，", "；", "：", ":", ","];

/// What makes another word of 等 than “and so on”: equal (同等), reciprocal (对等), higher (高等).
const RANKS: &[&str] = &["同", "平", "对", "高", "中", "初"];

/// What may be asked.
const THINGS: &[&str] = &[
    "材料",
    "资料",
    "文件",
    "证明",
    "证件",
    "条件",
    "要求",
    "手续",
    "情形",
    "事项",
    "信息",
    "凭证",
    "material",
    "document",
    "paper",
    "proof",
    "certificate",
    "condition",
    "requirement",
    "information",
    "evidence",
];

/// What may stand between the two without naming anything.
const QUALIFIERS: &[&str] = &[
    "需要",
    "应当",
    "要求",
    "规定",
    "必要",
    "必须",
    "有关",
    "相关",
    "补充",
    "提供",
    "提交",
    "认为",
    "supporting",
    "necessary",
    "required",
    "relevant",
    "related",
    "such",
    "appropriate",
];

/// Whether the words are those of a catch-all clause. Words can show one; that they show none proves nothing.
pub(super) fn is_catch_all(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    ALWAYS.iter().any(|words| text.contains(words))
        || OTHER.iter().any(|words| points_nowhere(&text, words, |before| !ends_in_a_letter(before)))
        || RELEVANT.iter().any(|words| {
            points_nowhere(&text, words, |before| {
                let ends = |words: &[&str]| words.iter().any(|end| before.ends_with(end));
                (*words == "等" && !ends(RANKS)) || before.is_empty() || ends(BEGINNINGS)
            })
        })
}

/// Whether `words` stand where `may_stand` allows it by what is before them, and a thing without a name of its own follows.
fn points_nowhere(text: &str, words: &str, may_stand: impl Fn(&str) -> bool) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let rest = text.get(at..).and_then(|rest| rest.strip_prefix(words)).unwrap_or_default();
        let thing = THINGS.iter().filter_map(|thing| rest.find(thing)).min();
        let between = thing.and_then(|thing| rest.get(..thing)).map(str::trim);
        may_stand(before.trim_end())
            && between.is_some_and(|between| {
                between.is_empty() || QUALIFIERS.iter().any(|words| between.contains(words))
            })
    })
}

fn ends_in_a_letter(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::is_catch_all;

    /// Case 73 of the domain collection, and clauses of its kind.
    #[test]
    fn the_words_of_a_catch_all_are_known() {
        for text in [
            "other materials the office deems necessary",
            "其他材料",
            "办理机关认为必要的其他材料",
            "法律、法规规定的其他条件",
            "其它需要提供的证明文件",
            "根据需要提交的资料",
            "相关材料",
            "有关证明文件",
            "身份证、户口簿等材料",
            "符合规定的其他情形",
            "Any additional documents",
            "受理部门要求提供的其他资料",
            "身份证等相关证明",
            "Other supporting documents",
        ] {
            assert!(is_catch_all(text), "{text}");
        }
        for text in [
            "年满十八周岁",
            "营业执照副本复印件",
            "与申请内容相关的技术人员不少于三名",
            "无其他国家国籍",
            "a valid identity card",
            "申请人身份证明",
            "经营场所的产权证明",
            "申请人与其他股东的关系证明",
            "没有其他违法情形",
            "与投资有关的证明材料",
            "中等职业学校毕业证明",
            "mother's birth certificate",
            "birth mother documents",
            "同等条件的申请人",
        ] {
            assert!(!is_catch_all(text), "{text}");
        }
    }
}
