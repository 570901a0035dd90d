//! What the signatures of one package do to each other: which came later, what it changed, what it added.
//!
//! *Basis*: GB/T 33190-2016 (References). Earlier signatures cannot cover later ones; a later one that covers an earlier
//! one says so in its references, and else the order of the list counts.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, SignatureFacts};

/// Additions that are kept of one signature; nobody reads more.
const KEPT: usize = 16;

/// A file and the later signature that vouches for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    pub(super) file: &'a str,
    /// Id of the later signature.
    pub(super) by: &'a str,
}

/// How one signature stands to the others.
#[derive(Debug, Default)]
pub(crate) struct Relation<'a> {
    /// What it covers and a later one vouches for in another form, or what a later one had to change to be listed.
    pub(super) changed: Vec<Change<'a>>,
    /// What can be shown, is not named by it, and is covered by a later one; the first of them.
    pub(super) added: Vec<Change<'a>>,
    /// What it changed of earlier ones.
    pub(super) broke: BTreeSet<&'a str>,
    /// What it names as the description of a signature and no list does.
    pub(super) lost: Vec<&'a str>,
    /// Whether there are earlier ones, and the ids of those that it vouches for.
    pub(super) is_later: bool,
    pub(super) vouches: Vec<&'a str>,
}

/// How each signature of a document stands to the others; worked out once, in one pass over what they name.
#[derive(Debug, Default)]
pub(crate) struct Relations<'a>(Vec<Relation<'a>>);

impl<'a> Relations<'a> {
    pub(crate) fn of(facts: &'a Facts) -> Self {
        let Some(package) = &facts.package else { return Self::default() };
        let all = &facts.signatures;
        let named: Vec<BTreeSet<&str>> = all.iter().map(|one| named(one).collect()).collect();
        let mut vouchers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            for file in one.references.iter().flat_map(|references| &references.fitting) {
                vouchers.entry(file).or_default().push(at);
            }
        }
        let lists: BTreeSet<&String> = package.lists.iter().collect();
        let listed: BTreeSet<&String> = all.iter().filter_map(|one| one.file.as_ref()).collect();
        let unlisted: Vec<&String> =
            package.descriptions.iter().filter(|file| !listed.contains(file)).collect();
        let order = Order { all, named: &named };
        let mut relations: Vec<Relation<'a>> = Vec::with_capacity(all.len());
        let mut broke: Vec<(usize, &str)> = Vec::new();
        for (at, one) in all.iter().enumerate() {
            let mut relation = Relation::default();
            let own = named.get(at);
            let later: Vec<usize> = (0..all.len()).filter(|&other| order.follows(other, at)).collect();
            let voucher = |file: &str| {
                vouchers.get(file).into_iter().flatten().copied().find(|by| later.binary_search(by).is_ok())
            };
            let change = |file: &'a String, by: usize| {
                Some(Change { file: file.as_str(), by: all.get(by)?.id.as_str() })
            };
            for file in one.references.iter().flat_map(|references| &references.differing) {
                let by = if lists.contains(file) { later.first().copied() } else { voucher(file) };
                let Some(by) = by else { continue };
                relation.changed.extend(change(file, by));
                broke.push((by, file));
            }
            let others =
                package.shown.iter().filter(|file| !own.is_some_and(|own| own.contains(file.as_str())));
            let added = others.filter_map(|file| change(file, voucher(file)?));
            // Without references nothing is known of what it covers.
            relation.added.extend(added.take(if one.references.is_some() && !later.is_empty() {
                KEPT
            } else {
                0
            }));
            let names = |file: &&&String| own.is_some_and(|own| own.contains(file.as_str()));
            relation.lost.extend(unlisted.iter().filter(names).map(|file| file.as_str()));
            for other in (0..all.len()).filter(|&other| order.follows(at, other)) {
                relation.is_later = true;
                let Some(earlier) = all.get(other) else { continue };
                let of_file = earlier.file.as_deref().and_then(|file| vouchers.get(file));
                if of_file.is_some_and(|by| by.contains(&at)) {
                    relation.vouches.push(&earlier.id);
                }
            }
            relations.push(relation);
        }
        for (by, file) in broke {
            if let Some(relation) = relations.get_mut(by) {
                relation.broke.insert(file);
            }
        }
        Self(relations)
    }

    /// How the signature at `at` stands to the others; of a document that is no package nothing.
    pub(super) fn get(&self, at: usize) -> Option<&Relation<'a>> {
        self.0.get(at)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Relation<'a>> {
        self.0.iter()
    }
}

/// Everything that `signature` names, whatever came of it.
fn named(signature: &SignatureFacts) -> impl Iterator<Item = &str> {
    let references = signature.references.iter();
    let files = references.flat_map(|one| one.fitting.iter().chain(&one.differing).chain(&one.not_computed));
    files.map(String::as_str)
}

/// Which signature was put after which.
struct Order<'o> {
    all: &'o [SignatureFacts],
    named: &'o [BTreeSet<&'o str>],
}

impl Order<'_> {
    /// Whether the signature at `one` was put after the one at `other`; signers of one value signed together.
    fn follows(&self, one: usize, other: usize) -> bool {
        let (Some(first), Some(second)) = (self.all.get(one), self.all.get(other)) else { return false };
        if one == other || first.file == second.file {
            return false;
        }
        match (self.covers(one, second), self.covers(other, first)) {
            (true, false) => true,
            (false, true) => false,
            _ => one > other,
        }
    }

    /// Whether the signature at `one` covers the description of `other`.
    fn covers(&self, one: usize, other: &SignatureFacts) -> bool {
        let files = self.named.get(one);
        files.is_some_and(|files| other.file.as_deref().is_some_and(|file| files.contains(file)))
    }
}
