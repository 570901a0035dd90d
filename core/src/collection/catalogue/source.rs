//! One datum, one source: CAT-9. What two sector entries of different owners hold needs a designation.

use std::collections::HashMap;

use super::facts::{Body, IdentifierKind, Listed, SourceKind};
use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::Fact;

/// CAT-9.
static CAT_9: Rule = rule(
    RuleId(Chapter::Catalogue, 9),
    since(Law::BASE),
    "一数一源：同一数据项由两个以上部门编入目录的，由主管部门指定数源部门",
    "one datum, one source: where several departments list the same item, the authority designates the source",
    &[
        by(section("SEED", "二(三)"), Inferred).until(Law::DATA_REGULATION),
        by(art_para("SDR", 26, 1), Confirmed),
        by(art_para("GDS", 19, 2), Confirmed),
    ],
)
.when("同一数据项在两个条目中由不同部门提供", "one item stands in two entries under different owners")
.then("是冲突，由主管部门指定数源部门", "a conflict; the authority designates the source department");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_9];

codes! {
    ONE_SOURCE: CAT_9, "catalogue.source.one", Fail, Met, "每一数据项只有一个数源部门", "every item has one source";
    DESIGNATED: CAT_9, "catalogue.source.designated", Inform, Met, "已指定数源部门", "the source was designated";
    CONFLICT: CAT_9, "catalogue.source.conflict", Fail, NotMet, "同一数据项由不同部门编入目录而未指定数源部门", "different bodies list the same item and no source was designated" => Inferred;
    DESIGNATION_UNKNOWN: CAT_9, "catalogue.source.designation_unknown", Fail, Undetermined, "不知道数源部门由谁指定或者指定为谁", "who designated the source, or whom, is unknown";
    OWNER_UNKNOWN: CAT_9, "catalogue.source.owner_unknown", Fail, Undetermined, "不知道数据项由谁提供，无法判断是否一数一源", "it is unknown who provides the item, hence whether it has one source";
    ITEM_UNKNOWN: CAT_9, "catalogue.source.item_unknown", Fail, Undetermined, "不知道信息项的名称，无法判断是否一数一源", "the name of an item is unknown, hence whether it has one source";
    DESIGNATE: CAT_9, "catalogue.source.designate", Inform, Met, "指定数源部门", "designate the source department" => Inferred;
}

/// The items of a catalogue, with who claims to be their source and which district supplements list them.
///
/// Items are one datum when their names are the same; items that identify the object (such as a number by which records
/// are joined) stand in every entry and are no datum of their own. Both are constructions of ours.
#[derive(Debug, Default)]
pub(super) struct Sources {
    items: HashMap<Box<str>, Item>,
    owners: HashMap<Box<str>, u32>,
}

/// Most items stand in one entry: what else there is takes room only where it is.
#[derive(Debug, Default)]
struct Item {
    first: Option<Claim>,
    more: Option<Box<More>>,
}

#[derive(Debug, Default)]
struct More {
    /// For each further owner the first sector entry that lists the item.
    claims: Vec<Claim>,
    /// The sector entries that list it for an owner who is unknown.
    unknown: Vec<u32>,
    /// The district supplements that list it.
    supplements: Vec<u32>,
}

impl Item {
    fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.first.iter().chain(self.more.iter().flat_map(|more| &more.claims))
    }

    fn unknown(&self) -> &[u32] {
        self.more.as_ref().map_or(&[], |more| &more.unknown)
    }

    fn more(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }
}

/// A claim to be the source.
#[derive(Debug, Clone, Copy)]
struct Claim {
    owner: u32,
    entry: u32,
    department: bool,
}

/// An item that bodies of different owners list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Disputed {
    pub(super) item: String,
    /// The first entry of each owner.
    pub(super) entries: Vec<u32>,
    /// Whether all of them are of government departments.
    pub(super) departments: bool,
}

impl Sources {
    /// Takes the items of a sector entry. Whoever got the data by sharing claims nothing.
    pub(super) fn claim(&mut self, entry: u32, listed: &Listed<'_>, body: &Body<'_>, department: bool) {
        let shared = listed.source_kind.is(SourceKind::Shared) == Some(true);
        let provider = body.code.stated().or_else(|| listed.provider_code.stated());
        for item in listed.items.list().unwrap_or_default() {
            let owner = item.source_dept.stated().or(if shared { None } else { provider });
            let Some(known) = name(item).and_then(|name| item_of(&mut self.items, name)) else {
                continue;
            };
            match owner.map(|owner| number(&mut self.owners, owner)) {
                Some(owner) if known.claims().all(|claim| claim.owner != owner) => {
                    let claim = Claim { owner, entry, department };
                    match known.first {
                        None => known.first = Some(claim),
                        Some(_) => known.more().claims.push(claim),
                    }
                }
                None if !shared => known.more().unknown.push(entry),
                _ => {}
            }
        }
    }

    /// Takes the items of a district's supplement.
    pub(super) fn supplement(&mut self, entry: u32, listed: &Listed<'_>) {
        for name in listed.items.list().unwrap_or_default().iter().filter_map(name) {
            if let Some(item) = item_of(&mut self.items, name) {
                item.more().supplements.push(entry);
            }
        }
    }

    /// The items that several owners claim, in the order of the entries that did first.
    pub(super) fn disputed(&self) -> Vec<Disputed> {
        let mut disputed: Vec<Disputed> = self
            .items
            .iter()
            .filter(|(_, item)| item.claims().count() > 1)
            .map(|(name, item)| Disputed {
                item: name.to_string(),
                entries: item.claims().map(|claim| claim.entry).collect(),
                departments: item.claims().all(|claim| claim.department),
            })
            .collect();
        disputed.sort_unstable_by(|a, b| (&a.entries, &a.item).cmp(&(&b.entries, &b.item)));
        disputed
    }

    /// The entries whose owner is unknown, where that decides.
    pub(super) fn doubtful(&self) -> Vec<u32> {
        let mut doubtful: Vec<u32> = self
            .items
            .values()
            .filter(|item| item.unknown().len() > 1 || item.first.is_some())
            .flat_map(|item| item.unknown().iter().copied())
            .collect();
        doubtful.sort_unstable();
        doubtful.dedup();
        doubtful
    }

    /// Each supplement that lists an item of a sector entry, with the first such entry, in the order of the supplements.
    pub(super) fn duplicates(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = self
            .items
            .values()
            .filter_map(|item| Some((item.first?.entry, &item.more.as_ref()?.supplements)))
            .flat_map(|(sector, supplements)| supplements.iter().map(move |entry| (*entry, sector)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup_by_key(|(entry, _)| *entry);
        pairs
    }
}

/// The indexes of the items whose name is unknown.
pub(super) fn unnamed(listed: &Listed<'_>) -> Vec<usize> {
    let items = listed.items.list().unwrap_or_default().iter();
    items.enumerate().filter(|(_, item)| item.name.is_unknown()).map(|(index, _)| index).collect()
}

fn name<'i>(item: &'i super::facts::ListedItem<'_>) -> Option<&'i str> {
    match item.identifier_kind {
        Fact::Known(IdentifierKind::Direct) => None,
        _ => item.name.stated(),
    }
}

fn item_of<'m>(items: &'m mut HashMap<Box<str>, Item>, name: &str) -> Option<&'m mut Item> {
    // Names come again and again: only a new one is copied.
    if !items.contains_key(name) {
        items.insert(name.into(), Item::default());
    }
    items.get_mut(name)
}

fn number(owners: &mut HashMap<Box<str>, u32>, owner: &str) -> u32 {
    if let Some(number) = owners.get(owner) {
        return *number;
    }
    let number = u32::try_from(owners.len()).unwrap_or(u32::MAX);
    owners.insert(owner.into(), number);
    number
}
