//! What a fault of an input comes to in our words, English and Chinese: the place and what was expected, never the value.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};

use crate::error::Detail;
use crate::json::push_segment;

/// A fault at a place: what was expected there, or what is wrong.
struct Fault {
    path: String,
    expected: bool,
    en: String,
    zh: String,
}

impl Fault {
    fn expected(path: &str, en: impl Into<String>, zh: impl Into<String>) -> Vec<Self> {
        vec![Self { path: path.to_owned(), expected: true, en: en.into(), zh: zh.into() }]
    }

    fn wrong(path: String, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { path, expected: false, en: en.into(), zh: zh.into() }
    }

    fn told(self) -> Detail {
        let Self { path, expected, en, zh } = self;
        let message =
            if expected { format!("expected {en}（应为{zh}）") } else { format!("{en}（{zh}）") };
        Detail { path, message }
    }
}

/// The faults that an error of the validator stands for.
pub(super) fn details(error: &ValidationError<'_>) -> Vec<Detail> {
    faults(error).into_iter().map(Fault::told).collect()
}

fn faults(error: &ValidationError<'_>) -> Vec<Fault> {
    let at = error.instance_path().as_str();
    let expected = |en: String, zh: String| Fault::expected(at, en, zh);
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let mut path = at.to_owned();
                push_segment(&mut path, name);
                Fault::wrong(path, "unknown field", "没有这个字段")
            })
            .collect(),
        Kind::Required { property } => vec![Fault::wrong(
            at.to_owned(),
            format!("required field {property} is missing"),
            format!("缺少必填字段 {property}"),
        )],
        Kind::Type { kind } => expected(types(kind, " or ", |name| name), types(kind, "或者", chinese)),
        Kind::Enum { options } => expected(format!("one of {options}"), "所列之一".to_owned()),
        Kind::Constant { expected_value } => expected(expected_value.to_string(), expected_value.to_string()),
        Kind::Format { format } => match format.as_str() {
            "date" => expected("a date (YYYY-MM-DD)".to_owned(), "日期（YYYY-MM-DD）".to_owned()),
            "date-time" => expected(
                "a time with zone (2025-08-01T09:00:00+08:00)".to_owned(),
                "带时区的时间（2025-08-01T09:00:00+08:00）".to_owned(),
            ),
            other => expected(format!("a {other}"), format!("{other} 格式")),
        },
        Kind::Pattern { pattern } => {
            expected(format!("text of the form {pattern}"), format!("形如 {pattern} 的文本"))
        }
        Kind::MinItems { limit } => {
            expected(format!("at least {limit} elements"), format!("至少 {limit} 个元素"))
        }
        Kind::MaxItems { limit } => {
            expected(format!("at most {limit} elements"), format!("至多 {limit} 个元素"))
        }
        Kind::MinLength { limit } => {
            expected(format!("at least {limit} characters"), format!("至少 {limit} 个字符"))
        }
        Kind::MaxLength { limit } => {
            expected(format!("at most {limit} characters"), format!("至多 {limit} 个字符"))
        }
        Kind::Minimum { limit } => expected(format!("at least {limit}"), format!("不小于 {limit}")),
        Kind::Maximum { limit } => expected(format!("at most {limit}"), format!("不大于 {limit}")),
        // The one keyword of our own is about the order of two fields.
        Kind::Custom { message, .. } => vec![Fault::wrong(at.to_owned(), message.clone(), "结束早于开始")],
        Kind::UniqueItems => expected("elements that differ".to_owned(), "互不相同的元素".to_owned()),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => best(context, at),
        other => vec![Fault::wrong(
            at.to_owned(),
            format!("does not fit the schema: {}", other.keyword()),
            format!("不符合模式：{}", other.keyword()),
        )],
    }
}

/// Of the branches that failed, the faults of the one that came furthest into the value.
fn best(branches: &[Vec<ValidationError<'static>>], at: &str) -> Vec<Fault> {
    let depth = |branch: &&Vec<ValidationError<'static>>| {
        branch.iter().map(|error| error.instance_path().as_str().len()).max().unwrap_or(0)
    };
    let deepest = branches.iter().max_by_key(depth);
    match deepest {
        Some(branch) if branch.iter().any(|error| error.instance_path().as_str().len() > at.len()) => {
            branch.iter().flat_map(faults).collect()
        }
        _ => {
            let (mut en, mut zh): (Vec<_>, Vec<_>) =
                branches.iter().flatten().flat_map(faults).map(|fault| (fault.en, fault.zh)).unzip();
            en.dedup();
            zh.dedup();
            Fault::expected(at, en.join(", or "), zh.join("，或者"))
        }
    }
}

/// The types that were expected, by their `word`.
fn types(kind: &TypeKind, or: &str, word: fn(&str) -> &str) -> String {
    let names: Vec<String> = match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(several) => several.iter().map(|one| one.to_string()).collect(),
    };
    names.iter().map(|name| word(name)).collect::<Vec<_>>().join(or)
}

/// A type of JSON in Chinese.
fn chinese(name: &str) -> &str {
    match name {
        "object" => "对象",
        "array" => "数组",
        "string" => "文本",
        "integer" => "整数",
        "number" => "数",
        "boolean" => "true 或者 false",
        other => other,
    }
}
