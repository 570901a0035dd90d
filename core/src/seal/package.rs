//! Questions about the package as a whole: is it sound, is what it shows what was signed, is all of that covered?
//!
//! *Basis*: GB/T 33190-2016; threats to packages are listed with the checks that meet them.

use std::collections::BTreeSet;

use super::facts::{Facts, PackageFacts};
use super::rule;
use super::verdict::SignatureVerdict;
use crate::law::{Code, Level};
use crate::report::{Coverage, Indication, Outcome, Ternary};

/// What was found about the package, in the order in which it counts.
pub(crate) struct PackageFound {
    pub(crate) code: &'static Code,
    /// The file that it is about, or a place in one.
    pub(crate) path: String,
}

impl PackageFound {
    fn new(code: &'static Code, path: &str) -> Self {
        Self { code, path: path.to_owned() }
    }

    /// What it makes of the document, when it decides.
    pub(crate) fn failure(&self) -> Option<(Indication, &'static str)> {
        if self.code.level != Level::Fail {
            return None;
        }
        let sub_indication = match self.code.code {
            "eseal.package.broken" => "format_failure",
            "eseal.shown.not_signed" => "ofd.shown_document_not_signed",
            _ => "ofd.not_covered",
        };
        match self.code.result {
            Outcome::NotMet => Some((Indication::TotalFailed, sub_indication)),
            Outcome::Undetermined => Some((Indication::Indeterminate, sub_indication)),
            _ => None,
        }
    }
}

/// Which files of the package whom covers.
pub(crate) struct Covered<'a> {
    /// Files that valid signatures vouch for.
    valid: BTreeSet<&'a str>,
    /// Files that signatures vouch for whose value could not be verified.
    open: BTreeSet<&'a str>,
    /// Files that any signature names, whatever came of it.
    named: BTreeSet<&'a str>,
}

impl<'a> Covered<'a> {
    pub(crate) fn by(facts: &'a Facts, verdicts: &[SignatureVerdict]) -> Self {
        let mut covered = Self { valid: BTreeSet::new(), open: BTreeSet::new(), named: BTreeSet::new() };
        for (signature, verdict) in facts.signatures.iter().zip(verdicts) {
            let Some(references) = &signature.references else { continue };
            let fitting = references.fitting.iter().map(String::as_str);
            covered.named.extend(fitting.clone());
            covered
                .named
                .extend(references.differing.iter().chain(&references.not_computed).map(String::as_str));
            match (verdict.indication, verdict.answers.intact, verdict.answers.signed) {
                (Indication::TotalFailed, _, _) => {}
                (_, Ternary::Yes, Ternary::Yes) => covered.valid.extend(fitting),
                _ => {
                    covered.open.extend(fitting);
                    covered.open.extend(references.not_computed.iter().map(String::as_str));
                }
            }
        }
        covered
    }

    /// How much of the package valid signatures cover together.
    pub(crate) fn extent(&self, package: &PackageFacts) -> Coverage {
        match extent(package, &self.valid) {
            Coverage::Part | Coverage::None if !self.open.is_empty() => Coverage::Unknown,
            extent => extent,
        }
    }

    /// Files that can be shown and that no valid signature covers.
    pub(crate) fn uncovered(&self, package: &PackageFacts) -> Vec<String> {
        package.shown.iter().filter(|file| !self.valid.contains(file.as_str())).cloned().collect()
    }

    /// Files that cannot be shown and that no valid signature covers.
    pub(crate) fn extra(&self, package: &PackageFacts) -> Vec<String> {
        package.extra.iter().filter(|file| !self.valid.contains(file.as_str())).cloned().collect()
    }
}

/// How much of `package` the files in `covered` are; the whole only with OFD.xml, which says what is shown.
pub(crate) fn extent(package: &PackageFacts, covered: &BTreeSet<&str>) -> Coverage {
    let is_covered = |file: &String| covered.contains(file.as_str());
    if package.shown.iter().all(is_covered) {
        let is_whole = package.root_file.iter().chain(&package.extra).all(is_covered);
        if is_whole { Coverage::Whole } else { Coverage::Content }
    } else if package.shown.iter().any(|file| covered.contains(file.as_str())) {
        Coverage::Part
    } else {
        Coverage::None
    }
}

/// What is broken or unusual in the package itself.
pub(crate) fn form(package: &PackageFacts) -> Vec<PackageFound> {
    let mut found: Vec<PackageFound> =
        package.flaws.iter().map(|flaw| PackageFound::new(&rule::PACKAGE_BROKEN, &flaw.at)).collect();
    if found.is_empty() {
        found.push(PackageFound::new(&rule::PACKAGE_SOUND, ""));
    }
    found.extend(package.notes.iter().map(|note| PackageFound::new(&rule::PACKAGE_UNUSUAL, &note.at)));
    found
}

/// Whether what is shown is what was signed, and all of it; of a package with signatures only.
pub(crate) fn content(package: &PackageFacts, covered: &Covered<'_>) -> Vec<PackageFound> {
    let mut found = Vec::new();
    // A file that was signed as something else was not signed as a document.
    let is_signed =
        |root: &&String| covered.named.contains(root.as_str()) && package.documents.contains(root);
    let strange = package.effective_roots.iter().find(|root| !is_signed(root));
    found.push(match strange {
        Some(root) => PackageFound::new(&rule::SHOWN_NOT_SIGNED, root),
        None => PackageFound::new(&rule::SHOWN_SIGNED, ""),
    });
    found.push(match covered.uncovered(package).first() {
        Some(file) => PackageFound::new(&rule::CONTENT_NOT_COVERED, file),
        None => PackageFound::new(&rule::CONTENT_COVERED, ""),
    });
    found.push(match covered.extra(package).first() {
        Some(file) => PackageFound::new(&rule::EXTRA_FILE, file),
        None => PackageFound::new(&rule::EXTRA_NONE, ""),
    });
    found
}
