//! The grammar of an encapsulated package: which elements stand in which, how often, and what their texts are.
//!
//! *Basis*: the schema of DA/T 48-2009, as implementations carry it.

use chrono::{DateTime, NaiveDateTime};

use super::items::{self, Item, Tests};
use crate::evidence::xml::{self, Element};

/// How often an element stands in its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    One,
    Optional,
    Some,
    Any,
}
use Count::{Any, One, Optional, Some as Several};

/// What an element holds.
enum Shape {
    /// Elements, in this order.
    Of(&'static [(&'static str, Count)]),
    Text,
    Year,
    DateTime,
    Positive,
    /// Read elsewhere, with its cost.
    Data,
    /// One of these texts.
    Values(&'static [&'static str]),
}

const LAYER: &[(&str, Count)] = &[("文件实体块", One), ("业务实体块", One), ("机构人员实体块", One)];

fn shape(name: &str) -> Shape {
    Shape::Of(match name {
        "电子文件封装包" => &[
            ("封装包格式描述", One),
            ("版本", One),
            ("被签名对象", One),
            ("电子签名块", Optional),
            ("锁定签名", Any),
        ],
        "被签名对象" => &[
            ("封装包类型", One),
            ("封装包类型描述", One),
            ("封装包创建时间", One),
            ("封装包创建单位", One),
            ("封装内容", Optional),
            ("修改封装内容", Optional),
        ],
        "封装内容" | "修订内容" => LAYER,
        "修改封装内容" => &[("修改标识符", One), ("原封装包", One), ("修订内容", One)],
        "原封装包" => &[("被签名对象", One), ("电子签名块", Optional)],
        "文件实体块" => &[("文件实体", Several), ("文件实体关系", Any)],
        "文件实体" => &[
            ("聚合层次", One),
            ("来源", One),
            ("电子文件号", One),
            ("档号", One),
            ("内容描述", One),
            ("形式特征", One),
            ("存储位置", One),
            ("权限管理", One),
            ("信息系统描述", Any),
            ("附注", Any),
            ("文件数据", One),
        ],
        "来源" => &[
            ("档案馆名称", Optional),
            ("档案馆代码", Optional),
            ("全宗名称", Optional),
            ("立档单位名称", One),
        ],
        "档号" => &[
            ("全宗号", Optional),
            ("目录号", Optional),
            ("年度", One),
            ("保管期限", One),
            ("机构或问题", Optional),
            ("类别号", Optional),
            ("室编案卷号", Optional),
            ("馆编案卷号", Optional),
            ("室编件号", Optional),
            ("馆编件号", Optional),
            ("页号", Optional),
        ],
        "内容描述" => &[
            ("题名", One),
            ("并列题名", Optional),
            ("副题名", Optional),
            ("说明题名文字", Optional),
            ("主题词", Any),
            ("关键词", Any),
            ("人名", Any),
            ("摘要", Optional),
            ("分类号", Optional),
            ("文件编号", Optional),
            ("责任者", One),
            ("日期", One),
            ("文种", Optional),
            ("紧急程度", Optional),
            ("主送", Optional),
            ("抄送", Optional),
            ("密级", One),
            ("保密期限", Optional),
        ],
        "形式特征" => {
            &[("文件组合类型", One), ("页数", Optional), ("语种", Optional), ("稿本", Optional)]
        }
        "存储位置" => {
            &[("当前位置", Optional), ("脱机载体编号", Any), ("脱机载体存址", Any), ("缩微号", Optional)]
        }
        "权限管理" => &[("知识产权说明", Optional), ("授权", Any), ("控制标识", Optional)],
        "授权" => &[("授权对象", One), ("授权行为", One)],
        "文件数据" => &[("文档", Several)],
        "文档" => &[
            ("文档标识符", One),
            ("文档序号", Optional),
            ("文档主从声明", Optional),
            ("题名", Optional),
            ("文档数据", Several),
        ],
        "文档数据" => &[("编码", Several)],
        "编码" => &[
            ("电子属性", One),
            ("数字化属性", Optional),
            ("编码描述", One),
            ("反编码关键字", One),
            // That it is missing the contents say.
            ("编码数据", Optional),
        ],
        "电子属性" => &[
            ("格式信息", Optional),
            ("计算机文件名", One),
            ("计算机文件大小", One),
            ("文档创建程序", Optional),
        ],
        "数字化属性" => &[
            ("数字化对象形态", Optional),
            ("扫描分辨率", One),
            ("扫描色彩模式", One),
            ("图像压缩方案", Optional),
        ],
        "文件实体关系" => &[
            ("文件标识符", One),
            ("被关联文件标识符", One),
            ("关系类型", Optional),
            ("关系", Optional),
            ("关系描述", Optional),
        ],
        "业务实体块" => &[("业务实体", Several)],
        "业务实体" => &[
            ("业务标识符", One),
            ("机构人员标识符", One),
            ("文件标识符", One),
            ("业务状态", One),
            ("业务行为", One),
            ("行为时间", One),
            ("行为依据", Optional),
            ("行为描述", Optional),
        ],
        "机构人员实体块" => &[("机构人员实体", Several), ("机构人员实体关系", Any)],
        "机构人员实体" => &[
            ("机构人员标识符", One),
            ("机构人员类型", Optional),
            ("机构人员名称", One),
            ("组织机构代码", Optional),
            ("个人职位", Optional),
        ],
        "机构人员实体关系" => &[
            ("机构人员标识符", One),
            ("被关联机构人员标识符", One),
            ("关系类型", Optional),
            ("关系", Optional),
            ("关系描述", Optional),
        ],
        "电子签名块" => &[("电子签名", Several)],
        "电子签名" => &[
            ("签名标识符", One),
            ("签名规则", One),
            ("签名时间", Optional),
            ("签名人", Optional),
            ("签名结果", One),
            ("证书块", Several),
            ("签名算法标识", One),
        ],
        "锁定签名" => &[
            ("被锁定签名标识符", One),
            ("签名规则", One),
            ("签名时间", Optional),
            ("签名人", Optional),
            ("签名结果", One),
            ("证书块", Several),
            ("签名算法标识", One),
        ],
        "证书块" => &[("证书", Several), ("证书引证", Optional)],
        other => return leaf(other),
    })
}

fn leaf(name: &str) -> Shape {
    match name {
        "版本" => Shape::Values(&["2009", "2018"]),
        "年度" => Shape::Year,
        "封装包创建时间" | "签名时间" => Shape::DateTime,
        "室编件号" | "馆编件号" | "页数" => Shape::Positive,
        "编码数据" | "签名结果" | "证书" => Shape::Data,
        "封装包类型" => Shape::Values(&["原始型", "修改型"]),
        "封装包类型描述" => Shape::Values(&[
            "本封装包包含电子文件数据及其元数据，原始封装，未经修改",
            "本封装包包含电子文件数据及其元数据，系修改封装，在保留原封装包的基础上，添加了修改层",
        ]),
        "聚合层次" => Shape::Values(&["文件"]),
        "文件组合类型" => Shape::Values(&["单件", "组合文件"]),
        "文档主从声明" => Shape::Values(&["主文档", "附属文档"]),
        "扫描色彩模式" => Shape::Values(&["黑白二值", "灰度", "彩色"]),
        "业务状态" => Shape::Values(&["历史行为", "计划任务"]),
        "机构人员类型" => Shape::Values(&["单位", "内设机构", "个人"]),
        _ => Shape::Text,
    }
}

/// The names of what stands in the element called `name`, in their order.
pub(super) fn members(name: &str) -> Vec<&'static str> {
    match shape(name) {
        Shape::Of(rule) => rule.iter().map(|(name, _)| *name).collect(),
        _ => Vec::new(),
    }
}

/// Checks `element` and all below it; `path` leads to it.
pub(super) fn check(element: &Element, path: &str, tests: &mut Tests) {
    let text = xml::trim(&element.text);
    match shape(&element.name) {
        Shape::Of(rule) => {
            // Only an archive number may be written as text, beside its parts or without them.
            if !text.is_empty() && element.name != "档号" {
                tests.fault(&items::STRUCTURE, "archive.text_between", path);
            }
            if element.name != "档号" || !element.children.is_empty() || text.is_empty() {
                children(element, rule, path, tests);
            }
        }
        _ if !element.children.is_empty() => tests.fault(&items::STRUCTURE, "archive.element_unknown", path),
        Shape::Text | Shape::Data => {}
        Shape::Year => typed(text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()), path, tests),
        Shape::DateTime => typed(moment(text).is_some(), path, tests),
        Shape::Positive => typed(text.parse::<u64>().is_ok_and(|number| number > 0), path, tests),
        Shape::Values(values) if values.contains(&text) || text.is_empty() => {}
        Shape::Values(_) => {
            let describes = matches!(element.name.as_str(), "版本" | "封装包类型" | "封装包类型描述");
            let item: Item = if describes { &items::LISTING } else { &items::RANGE };
            tests.fault(item, "archive.range", path);
        }
    }
}

fn typed(fits: bool, path: &str, tests: &mut Tests) {
    if !fits {
        tests.fault(&items::TYPE, "archive.type", path);
    }
}

/// A time of XML Schema as UTC; one without a zone is China's.
pub(super) fn moment(text: &str) -> Option<DateTime<chrono::Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    naive.and_utc().checked_sub_signed(chrono::TimeDelta::hours(8))
}

fn children(element: &Element, rule: &[(&str, Count)], path: &str, tests: &mut Tests) {
    let mut at = 0usize;
    let mut met = vec![0usize; rule.len()];
    for child in &element.children {
        let place = rule.iter().position(|(name, _)| *name == child.name);
        let place = place.filter(|_| child.namespace == element.namespace);
        let Some(place) = place else {
            tests.fault(&items::STRUCTURE, "archive.element_unknown", path);
            continue;
        };
        let Some(times) = met.get_mut(place) else { continue };
        *times = times.saturating_add(1);
        let below = if *times > 1 {
            format!("{path}/{}[{times}]", child.name)
        } else {
            format!("{path}/{}", child.name)
        };
        let count = rule.get(place).map(|(_, count)| *count);
        if *times > 1 && matches!(count, Some(One | Optional)) {
            tests.fault(&items::STRUCTURE, "archive.element_repeated", &below);
        }
        if place < at {
            tests.fault(&items::STRUCTURE, "archive.element_order", &below);
        }
        at = at.max(place);
        let is_empty = child.children.is_empty() && xml::trim(&child.text).is_empty();
        // An empty data element the contents and the signatures tell of.
        if is_empty && !matches!(shape(&child.name), Shape::Data) {
            // What may be left out may be left empty; a group that asks for nothing is complete.
            let asks = match shape(&child.name) {
                Shape::Of(rule) => rule.iter().any(|(_, count)| matches!(count, One | Several)),
                _ => true,
            };
            if asks && matches!(count, Some(One | Several)) {
                tests.fault(&items::REQUIRED, "archive.required", &below);
            }
            continue;
        }
        check(child, &below, tests);
    }
    // The frame is the package's own metadata; what stands in it is the record's.
    let is_frame =
        matches!(element.name.as_str(), "电子文件封装包" | "被签名对象" | "原封装包" | "修改封装内容");
    let item: Item = if is_frame { &items::PACKAGE_METADATA } else { &items::GROUPS };
    for ((name, count), times) in rule.iter().zip(met) {
        if times == 0 && matches!(count, One | Several) {
            tests.fault(item, "archive.element_missing", format!("{path}/{name}"));
        }
    }
}
