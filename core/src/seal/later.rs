//! What the signatures of one package do to each other: which came later, what it changed, what it added.
//!
//! *Basis*: GB/T 33190-2016 (References). Earlier signatures cannot cover later ones; a later one that covers an earlier
//! one says so in its references, and else the order of the list counts.

use std::collections::BTreeSet;

use super::facts::{PackageFacts, SignatureFacts};

/// A file that a signature covers and that was changed when a later one was put.
pub(super) struct Change<'a> {
    pub(super) file: &'a str,
    /// Id of the later signature.
    pub(super) by: &'a str,
}

/// Everything that `signature` names, whatever came of it.
fn named(signature: &SignatureFacts) -> impl Iterator<Item = &String> {
    let references = signature.references.iter();
    references.flat_map(|one| one.fitting.iter().chain(&one.differing).chain(&one.not_computed))
}

/// Whether `one` covers the description of `other`.
fn covers(one: &SignatureFacts, other: &SignatureFacts) -> bool {
    other.file.as_ref().is_some_and(|file| named(one).any(|named| named == file))
}

/// The signatures that were put after the one at `at`.
fn later(all: &[SignatureFacts], at: usize) -> impl Iterator<Item = &SignatureFacts> {
    (0..all.len()).filter(move |&other| follows(all, other, at)).filter_map(|other| all.get(other))
}

/// Positions of the signatures that were there before the one at `at`.
pub(super) fn earlier(all: &[SignatureFacts], at: usize) -> impl Iterator<Item = usize> {
    (0..all.len()).filter(move |&other| follows(all, at, other))
}

/// Whether the signature at `one` was put after the one at `other`; signers of one value signed together.
fn follows(all: &[SignatureFacts], one: usize, other: usize) -> bool {
    let (Some(first), Some(second)) = (all.get(one), all.get(other)) else { return false };
    if one == other || first.file == second.file {
        return false;
    }
    match (covers(first, second), covers(second, first)) {
        (true, false) => true,
        (false, true) => false,
        _ => one > other,
    }
}

/// What the signature at `at` covers and a later one vouches for in another form, or what a later one had to change in
/// order to be listed.
pub(super) fn changed<'a>(
    package: &PackageFacts,
    all: &'a [SignatureFacts],
    at: usize,
) -> impl Iterator<Item = Change<'a>> {
    let differing = all.get(at).and_then(|one| one.references.as_ref()).map_or(&[][..], |one| &one.differing);
    differing.iter().filter_map(move |file| {
        let is_list = package.lists.contains(file);
        let by = later(all, at).find(|one| {
            is_list || one.references.as_ref().is_some_and(|references| references.fitting.contains(file))
        })?;
        Some(Change { file, by: &by.id })
    })
}

/// What can be shown, is not named by the signature at `at`, and is covered by a later one.
pub(super) fn added<'a>(
    package: &'a PackageFacts,
    all: &'a [SignatureFacts],
    at: usize,
) -> impl Iterator<Item = Change<'a>> {
    let own: BTreeSet<&String> = all.get(at).into_iter().flat_map(named).collect();
    package.shown.iter().filter(move |file| !own.contains(file)).filter_map(move |file| {
        let by = later(all, at).find(|one| {
            one.references.as_ref().is_some_and(|references| references.fitting.contains(file))
        })?;
        Some(Change { file, by: &by.id })
    })
}
