//! The items of the test of four properties, by their numbers at the stage of filing, and what came of each.
//!
//! *Basis*: DA/T 70-2018, as vendors configure it; items whose meaning could not be confirmed are listed and not tested.

use std::collections::BTreeMap;

use crate::archive::properties::{EARCH_5, EARCH_6, EARCH_7, EARCH_8};
use crate::evidence::Flaw;
use crate::law::{Code, codes};
use crate::report::Outcome;

codes! {
    FIXITY: EARCH_5, "earch.item.1-1", Fail, Met, "1-1 固化信息有效性（数字摘要、电子签名）", "1-1 what fixes the contents is valid: digests, signatures";
    LENGTH: EARCH_5, "earch.item.1-2", Fail, Met, "1-2 元数据项数据长度", "1-2 length of metadata";
    TYPE: EARCH_5, "earch.item.1-3", Fail, Met, "1-3 元数据项数据类型、格式", "1-3 type and form of metadata";
    RANGE: EARCH_5, "earch.item.1-4", Fail, Met, "1-4 设定值域的元数据项值域符合度", "1-4 metadata within its range";
    PLAUSIBLE: EARCH_5, "earch.item.1-5", Fail, Met, "1-5 元数据项数据值合理性", "1-5 plausible values of metadata";
    CHARACTERS: EARCH_5, "earch.item.1-6", Fail, Met, "1-6 元数据项数据包含特殊字符情况", "1-6 no special characters in metadata";
    NUMBER: EARCH_5, "earch.item.1-7", Fail, Met, "1-7 档号规范性", "1-7 the archive number is regular";
    REPEATED: EARCH_5, "earch.item.1-8", Fail, Met, "1-8 元数据项数据重复性", "1-8 nothing stands twice";
    ITEM_1_9: EARCH_5, "earch.item.1-9", Inform, Met, "1-9（检测内容未能确认）", "1-9 (its meaning could not be confirmed)";
    ATTRIBUTES: EARCH_5, "earch.item.1-10", Fail, Met, "1-10 内容数据的电子属性一致性", "1-10 name, size and format of contents as the metadata says";
    LINK: EARCH_5, "earch.item.1-11", Fail, Met, "1-11 元数据是否关联内容数据", "1-11 metadata leads to the contents";
    LISTING: EARCH_5, "earch.item.1-12", Fail, Met, "1-12 说明文件和目录文件规范性", "1-12 description and list are regular";
    STRUCTURE: EARCH_5, "earch.item.1-13", Fail, Met, "1-13 信息包目录结构规范性", "1-13 the structure of the package is regular";
    SAME_PACKAGE: EARCH_5, "earch.item.1-14", Fail, Met, "1-14 信息包一致性", "1-14 the package has the registered digest";
    TOTAL_FILES: EARCH_6, "earch.item.2-1", Fail, Met, "2-1 总件数相符性", "2-1 the number of files fits";
    TOTAL_BYTES: EARCH_6, "earch.item.2-2", Fail, Met, "2-2 总字节数相符性", "2-2 the number of bytes fits";
    GROUPS: EARCH_6, "earch.item.2-3", Fail, Met, "2-3 元数据项完整性", "2-3 metadata of every kind";
    REQUIRED: EARCH_6, "earch.item.2-4", Fail, Met, "2-4 元数据必填著录项目完整性", "2-4 required fields of metadata";
    PROCESS: EARCH_6, "earch.item.2-5", Fail, Met, "2-5 过程信息完整性", "2-5 information on the process";
    CONTINUOUS: EARCH_6, "earch.item.2-6", Fail, Met, "2-6 连续性元数据项", "2-6 numbers without a gap";
    CONTENT: EARCH_6, "earch.item.2-7", Fail, Met, "2-7 内容数据完整性", "2-7 the contents are there";
    ATTACHMENTS: EARCH_6, "earch.item.2-8", Fail, Met, "2-8 附件数据完整性", "2-8 the attachments are there" => Inferred;
    SCOPE: EARCH_6, "earch.item.2-9", Fail, Met, "2-9 归档范围", "2-9 all that the filing range asks for";
    PACKAGE_METADATA: EARCH_6, "earch.item.2-10", Fail, Met, "2-10 信息包元数据完整性", "2-10 the package holds its metadata";
    PACKAGE_CONTENT: EARCH_6, "earch.item.2-11", Fail, Met, "2-11 信息包内容数据完整性", "2-11 the package holds its contents unbroken";
    READABLE: EARCH_7, "earch.item.3-1", Fail, Met, "3-1 信息包中元数据的可读性", "3-1 the metadata can be read";
    DATABASE: EARCH_7, "earch.item.3-2", Inform, Met, "3-2 目标数据库中元数据的可访问性", "3-2 the metadata in the target database can be reached";
    FORMAT: EARCH_7, "earch.item.3-3", Fail, Met, "3-3 内容数据格式", "3-3 the contents have an admitted format";
    OPENS: EARCH_7, "earch.item.3-4", Fail, Met, "3-4 内容数据的可读性", "3-4 the contents can be read";
    ITEM_3_5: EARCH_7, "earch.item.3-5", Inform, Met, "3-5（检测内容未能确认）", "3-5 (its meaning could not be confirmed)";
    ENVIRONMENT: EARCH_7, "earch.item.3-6", Inform, Met, "3-6 软硬件环境", "3-6 software and hardware" => Inferred;
    ITEM_3_7: EARCH_7, "earch.item.3-7", Inform, Met, "3-7（检测内容未能确认）", "3-7 (its meaning could not be confirmed)";
    PACKING: EARCH_7, "earch.item.3-8", Fail, Met, "3-8 信息包中包含的内容数据格式合规性（无加密、无非公开压缩）", "3-8 no encryption and no closed compression";
    SCANNER: EARCH_8, "earch.item.4-1", Inform, Met, "4-1 杀毒软件", "4-1 a malware scanner is in use";
    MALWARE: EARCH_8, "earch.item.4-2", Inform, Met, "4-2 病毒感染", "4-2 no malware";
    FOREIGN: EARCH_8, "earch.item.4-3", Fail, Met, "4-3 载体中多余文件", "4-3 no foreign file";
    SPEED: EARCH_8, "earch.item.4-4", Inform, Met, "4-4 载体读取速度", "4-4 the carrier reads fast enough";
    LOOKS: EARCH_8, "earch.item.4-5", Inform, Met, "4-5 载体外观", "4-5 the carrier's looks";
    DISC: EARCH_8, "earch.item.4-6", Inform, Met, "4-6 光盘合格性", "4-6 the disc is fit";
    OPERATION: EARCH_8, "earch.item.4-7", Inform, Met, "4-7 操作过程安全性", "4-7 the handling is safe";
}

/// Items that no program can test on bytes, with what they need.
pub(super) static NEEDS_PERSON: &[(&Code, &str)] = &[
    (&DATABASE, "archive.needs_database"),
    (&ENVIRONMENT, "archive.needs_environment"),
    (&SCANNER, "archive.needs_scanner"),
    (&MALWARE, "archive.needs_scanner"),
    (&SPEED, "archive.needs_carrier"),
    (&LOOKS, "archive.needs_carrier"),
    (&DISC, "archive.needs_carrier"),
    (&OPERATION, "archive.needs_witness"),
];

/// Items whose meaning no source confirms.
pub(super) static UNCONFIRMED: &[&Code] = &[&ITEM_1_9, &ITEM_3_5, &ITEM_3_7];

/// An item: the code that stands for it.
pub(crate) type Item = &'static Code;

/// The number of an item, such as `1-14`.
pub(super) fn number(item: Item) -> &'static str {
    item.code.trim_start_matches("earch.item.")
}

/// The name by which policies weigh an item, such as `archive_1_14`.
pub(crate) fn policy_name(item: Item) -> String {
    format!("archive_{}", number(item).replace('-', "_"))
}

/// The items that a program tests, by the names by which policies weigh them.
#[cfg(test)]
pub(crate) fn policy_names() -> impl Iterator<Item = String> {
    let others: Vec<Item> =
        NEEDS_PERSON.iter().map(|(item, _)| *item).chain(UNCONFIRMED.iter().copied()).collect();
    let is_tested = move |item: &&Item| !others.iter().any(|other| other.code == item.code);
    CODES.iter().filter(is_tested).map(|item| policy_name(item)).collect::<Vec<_>>().into_iter()
}

/// What came of one item.
#[derive(Debug, Default)]
pub(super) struct Tested {
    /// Why it is not met.
    pub(super) faults: Vec<Flaw>,
    /// What could not be told, though the package should tell it.
    pub(super) open: Vec<Flaw>,
    /// What the caller would have had to give.
    pub(super) not_given: Option<&'static str>,
}

impl Tested {
    pub(super) fn outcome(&self) -> Outcome {
        if !self.faults.is_empty() {
            Outcome::NotMet
        } else if !self.open.is_empty() || self.not_given.is_some() {
            Outcome::Undetermined
        } else {
            Outcome::Met
        }
    }

    /// Whether it decides the answer: what only the caller could have given does not.
    pub(super) fn decides(&self) -> bool {
        self.not_given.is_none() || !self.faults.is_empty() || !self.open.is_empty()
    }
}

/// The items that were asked, with what came of them. One that was not asked is not applicable.
#[derive(Debug, Default)]
pub(super) struct Tests(BTreeMap<&'static str, Tested>);

impl Tests {
    /// The item is asked: met, unless something is found.
    pub(super) fn ask(&mut self, item: Item) -> &mut Tested {
        self.0.entry(item.code).or_default()
    }

    pub(super) fn fault(&mut self, item: Item, code: &'static str, at: impl Into<String>) {
        self.ask(item).faults.push(Flaw::new(code, at));
    }

    pub(super) fn open(&mut self, item: Item, code: &'static str, at: impl Into<String>) {
        self.ask(item).open.push(Flaw::new(code, at));
    }

    pub(super) fn not_given(&mut self, item: Item, what: &'static str) {
        self.ask(item).not_given = Some(what);
    }

    pub(super) fn of(&self, item: Item) -> Option<&Tested> {
        self.0.get(item.code)
    }
}
