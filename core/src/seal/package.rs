//! Questions about the package as a whole: is it sound, is what it shows what was signed, is all of that covered?
//!
//! *Basis*: GB/T 33190-2016; threats to packages are listed with the checks that meet them.

use std::collections::BTreeSet;

use super::checks::Failure;
use super::facts::{Facts, IntegrityFacts, PackageFacts, SignatureFacts};
use super::later::Relations;
use super::rule;
use super::stamp::{PageFacts, StampAnnotationFacts};
use super::verdict::{SignatureVerdict, Verdict};
use crate::law::{Code, Level};
use crate::policy::Policy;
use crate::report::{Coverage, Indication, Ternary};

/// One question asked of a package.
#[derive(Debug)]
pub struct PackageCheck {
    /// Stable name; policies weigh it by this.
    pub name: &'static str,
    /// What is found when it is met; absent where that is not worth a word.
    pub met: Option<&'static Code>,
    /// What is found when it is not.
    pub not_met: &'static Code,
    /// What that makes of the document where the policy lets it decide.
    pub failure: Failure,
}

static SOUND: PackageCheck = PackageCheck {
    name: "package",
    met: Some(&rule::PACKAGE_SOUND),
    not_met: &rule::PACKAGE_BROKEN,
    failure: Failure::failed("eseal.package.broken", "format_failure"),
};
static USUAL: PackageCheck = PackageCheck {
    name: "package_form",
    met: None,
    not_met: &rule::PACKAGE_UNUSUAL,
    failure: Failure::open("eseal.package.unusual", "sig_constraints_failure"),
};
static LIST: PackageCheck = PackageCheck {
    name: "integrity_list",
    met: Some(&rule::INTEGRITY_SOUND),
    not_met: &rule::INTEGRITY_BROKEN,
    failure: Failure::failed("eseal.integrity.broken", "ofd.integrity_list_broken"),
};
static LISTED: PackageCheck = PackageCheck {
    name: "integrity_files",
    met: Some(&rule::INTEGRITY_COMPLETE),
    not_met: &rule::INTEGRITY_DIFFERS,
    failure: Failure::failed("eseal.integrity.differs", "ofd.unlisted_file"),
};
static LIST_ESTABLISHED: PackageCheck = PackageCheck {
    name: "integrity_signature",
    met: Some(&rule::INTEGRITY_ESTABLISHED),
    not_met: &rule::INTEGRITY_OPEN,
    failure: Failure::open("eseal.integrity.open", "ofd.integrity_list_open"),
};
static SHOWN: PackageCheck = PackageCheck {
    name: "package_shown",
    met: Some(&rule::SHOWN_SIGNED),
    not_met: &rule::SHOWN_NOT_SIGNED,
    failure: Failure::failed("eseal.shown.not_signed", "ofd.shown_document_not_signed"),
};
static COVERED: PackageCheck = PackageCheck {
    name: "package_coverage",
    met: Some(&rule::CONTENT_COVERED),
    not_met: &rule::CONTENT_NOT_COVERED,
    failure: Failure::open("eseal.content.not_covered", "ofd.not_covered"),
};
static NO_EXTRA: PackageCheck = PackageCheck {
    name: "package_extra",
    met: Some(&rule::EXTRA_NONE),
    not_met: &rule::EXTRA_FILE,
    failure: Failure::open("eseal.extra.file", "ofd.not_covered"),
};

static SIGNATURES_LISTED: PackageCheck = PackageCheck {
    name: "package_signatures",
    met: None,
    not_met: &rule::SIGNATURE_NOT_LISTED,
    failure: Failure::open("eseal.signature.not_listed", "ofd.signature_not_listed"),
};
static SIGNATURES_KEPT: PackageCheck = PackageCheck {
    name: "later_signatures",
    met: Some(&rule::SIGNATURES_KEPT),
    not_met: &rule::SIGNATURES_CHANGED,
    failure: Failure::failed("eseal.signatures.changed", "hash_failure"),
};
static NOTHING_LATER: PackageCheck = PackageCheck {
    name: "later_content",
    met: None,
    not_met: &rule::CONTENT_LATER,
    failure: Failure::open("eseal.content.later", "ofd.not_covered"),
};
static STAMPS_STATED: PackageCheck = PackageCheck {
    name: "package_stamps",
    met: None,
    not_met: &rule::STAMP_NOT_STATED,
    failure: Failure::open("eseal.stamp.not_stated", "sig_constraints_failure"),
};
static NOT_DRAWN: PackageCheck = PackageCheck {
    name: "package_seal_pictures",
    met: None,
    not_met: &rule::STAMP_DRAWN,
    failure: Failure::open("eseal.stamp.drawn", "sig_constraints_failure"),
};

/// Every question asked of a package, in the order in which they count.
pub static PACKAGE_CHECKS: [&PackageCheck; 13] = [
    &SOUND,
    &USUAL,
    &LIST,
    &LISTED,
    &LIST_ESTABLISHED,
    &SHOWN,
    &COVERED,
    &NO_EXTRA,
    &SIGNATURES_LISTED,
    &SIGNATURES_KEPT,
    &NOTHING_LATER,
    &STAMPS_STATED,
    &NOT_DRAWN,
];

/// What was found about the package.
pub(crate) struct PackageFound {
    check: &'static PackageCheck,
    pub(crate) code: &'static Code,
    /// The file that it is about, or a place in one.
    pub(crate) path: String,
}

impl PackageFound {
    fn not_met(check: &'static PackageCheck, path: &str) -> Self {
        Self { check, code: check.not_met, path: path.to_owned() }
    }

    /// That a check is met, or not for the sake of `fault`.
    fn of(check: &'static PackageCheck, fault: Option<&String>) -> Option<Self> {
        match fault {
            Some(fault) => Some(Self::not_met(check, fault)),
            None => check.met.map(|code| Self { check, code, path: String::new() }),
        }
    }

    pub(crate) fn level(&self, policy: &Policy) -> Level {
        policy.weigh(self.check.name, self.check.not_met.level)
    }

    /// Whether the package itself is broken.
    pub(crate) fn is_broken(&self) -> bool {
        self.code.code == SOUND.not_met.code
    }

    /// What it makes of the document, when it decides.
    pub(crate) fn failure(&self, policy: &Policy) -> Option<&'static Failure> {
        let fails = self.code.code == self.check.not_met.code;
        (fails && self.level(policy) == Level::Fail).then_some(&self.check.failure)
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

    /// Files that valid signatures cover.
    pub(crate) fn files(&self) -> Vec<String> {
        self.valid.iter().map(|&file| file.to_owned()).collect()
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
        package.flaws.iter().map(|flaw| PackageFound::not_met(&SOUND, &flaw.at)).collect();
    if found.is_empty() {
        found.extend(PackageFound::of(&SOUND, None));
    }
    found.extend(package.notes.iter().map(|note| PackageFound::not_met(&USUAL, &note.at)));
    found
}

/// Descriptions of signatures that no list names.
pub(crate) fn unlisted(package: &PackageFacts, signatures: &[SignatureFacts]) -> Vec<PackageFound> {
    let listed: BTreeSet<&String> = signatures.iter().filter_map(|one| one.file.as_ref()).collect();
    let lost = package.descriptions.iter().filter(|file| !listed.contains(file));
    lost.map(|file| PackageFound::not_met(&SIGNATURES_LISTED, file)).collect()
}

/// What the integrity list comes to, whose signature has `verdict`.
pub(crate) fn integrity(list: &IntegrityFacts, verdict: Option<&Verdict>) -> Vec<PackageFound> {
    let indication = verdict.and_then(|verdict| verdict.indication);
    let broken = !list.flaws.is_empty() || matches!(indication, None | Some(Indication::TotalFailed));
    let open = indication == Some(Indication::Indeterminate);
    let strange = list.unlisted.first().or(list.missing.first());
    let mut found = vec![(&LIST, broken.then_some(&list.file)), (&LISTED, strange)];
    if !broken {
        found.push((&LIST_ESTABLISHED, open.then_some(&list.file)));
    }
    found.into_iter().filter_map(|(check, fault)| PackageFound::of(check, fault)).collect()
}

/// Whether what is shown is what was signed, and all of it; of a package with signatures only.
pub(crate) fn content(
    package: &PackageFacts,
    signatures: &[SignatureFacts],
    relations: &Relations<'_>,
    covered: &Covered<'_>,
) -> Vec<PackageFound> {
    // A file that was signed as something else was not signed as a document.
    let is_signed =
        |root: &&String| covered.named.contains(root.as_str()) && package.documents.contains(root);
    let strange = package.effective_roots.iter().find(|root| !is_signed(root));
    let (uncovered, extra) = (covered.uncovered(package), covered.extra(package));
    let mut found = vec![(&SHOWN, strange), (&COVERED, uncovered.first()), (&NO_EXTRA, extra.first())];
    let changed = relations.iter().find_map(|one| one.changed.first());
    let changed = changed.map(|change| change.file.to_owned());
    if signatures.len() > 1 {
        found.push((&SIGNATURES_KEPT, changed.as_ref()));
    }
    let added = relations.iter().find_map(|one| one.added.first());
    let added = added.map(|added| added.file.to_owned());
    found.extend([(&NOTHING_LATER, added.as_ref()), (&NOT_DRAWN, package.seal_pictures.first())]);
    found.push((&STAMPS_STATED, not_stated(package, signatures)));
    found.into_iter().filter_map(|(check, fault)| PackageFound::of(check, fault)).collect()
}

/// The first annotation that calls itself a stamp on a page where no signature says that its seal appears.
fn not_stated<'a>(package: &'a PackageFacts, signatures: &[SignatureFacts]) -> Option<&'a String> {
    let stamps = signatures.iter().flat_map(|signature| &signature.stamps);
    let stated: BTreeSet<&PageFacts> = stamps.filter_map(|stamp| stamp.page.as_ref()).collect();
    // Two versions of a document may share a page.
    let files: BTreeSet<&String> = stated.iter().filter_map(|page| page.file.as_ref()).collect();
    let is_stated = |annotation: &&StampAnnotationFacts| {
        let is_in = |page: &PageFacts| {
            stated.contains(page) || page.file.as_ref().is_some_and(|file| files.contains(file))
        };
        annotation.page.as_ref().is_some_and(is_in)
    };
    package.stamp_annotations.iter().find(|one| !is_stated(one)).map(|one| &one.file)
}
