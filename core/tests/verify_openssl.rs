//! OpenSSL as an independent opinion on paths: the same chains, good and each bad in one way, are put to
//! `openssl verify` and to this library, at the same moment, and both must say what the standard says.
//!
//! Where the command is absent the test says so and passes. SM2 needs OpenSSL 3, whose early versions give the id of SM2
//! to the last link alone and take the empty one for the others: there the authorities sign under that.

mod trust;

use std::path::{Path, PathBuf};
use std::process::Command;

use trust::*;
use ywtb_testkit::der::{explicit, null, oid, sequence, tlv};
use ywtb_testkit::{CertificateBuilder, CrlBuilder, Identity, Key, KeyUsage, Name, Period, Pki, Reason};

/// 2026-11-23T12:00:00+08:00, the moment of `trust::options`.
const TIME: &str = "1795406400";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    Sm2,
    /// SM2, authorities under the empty id.
    Sm2Empty,
    Ecdsa,
    /// One key throughout, as the testkit has one.
    Rsa,
}

impl Family {
    fn key(self, label: &str) -> Key {
        match self {
            Self::Sm2Empty if label != "leaf" => Key::derive_as("", 5, label),
            Self::Sm2 | Self::Sm2Empty => Key::derive(5, label),
            Self::Ecdsa => Key::ecdsa(5, label),
            Self::Rsa => Key::rsa(),
        }
    }
}

struct Case {
    name: &'static str,
    root: Identity,
    above: Vec<Identity>,
    leaf: Identity,
    lists: Option<Vec<Vec<u8>>>,
    /// What RFC 5280 says.
    holds: bool,
}

fn cases(family: Family) -> Vec<Case> {
    let pki = pki();
    let begin = |label: &'static str| {
        pki.certificate(label, Name::new("机关", label)).key(&family.key(label)).period(long())
    };
    let authority = |label: &'static str| begin(label).usage(KeyUsage::Issuing);
    let root = authority("root").self_signed();
    let ca = authority("ca").issued_by(&root);
    let leaf = |issuer: &Identity| begin("leaf").issued_by(issuer);
    let past = Period::new("2019-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let future = Period::new("2027-01-01T00:00:00+08:00", "2035-01-01T00:00:00+08:00");
    let mut cases = Vec::new();
    let mut add = |name, above: Vec<&Identity>, leaf: Identity, holds| {
        let above = above.into_iter().cloned().collect();
        cases.push(Case { name, root: root.clone(), above, leaf, lists: None, holds });
    };
    let one = |change: &dyn Fn(CertificateBuilder) -> CertificateBuilder| {
        change(authority("other")).issued_by(&root)
    };

    add("good", vec![&ca], leaf(&ca), true);
    add("issued by the root", vec![], leaf(&root), true);
    add("holder ended", vec![&ca], begin("leaf").period(past).issued_by(&ca), false);
    add("holder not begun", vec![&ca], begin("leaf").period(future).issued_by(&ca), false);
    add(
        "holder for encipherment",
        vec![&ca],
        begin("leaf").usage(KeyUsage::Encipherment).issued_by(&ca),
        false,
    );
    add(
        "holder with an unknown critical extension",
        vec![&ca],
        begin("leaf").extension("1.2.3.4", true, &null()).issued_by(&ca),
        false,
    );
    add(
        "holder with an unknown extension",
        vec![&ca],
        begin("leaf").extension("1.2.3.4", false, &null()).issued_by(&ca),
        true,
    );
    for (name, authority, holds) in [
        ("authority ended", one(&|ca| ca.period(past)), false),
        ("authority not begun", one(&|ca| ca.period(future)), false),
        ("no authority", one(&|ca| ca.authority(false)), false),
        ("authority that may not issue", one(&|ca| ca.usage(KeyUsage::Signing).authority(true)), false),
        ("authority without usage", one(&|ca| ca.usage(KeyUsage::Absent).authority(true)), true),
        ("critical in an authority", one(&|ca| ca.extension("1.2.3.4", true, &null())), false),
        ("path length kept", one(&|ca| ca.path_length(0)), true),
        ("names permitted", one(&|ca| ca.extension("2.5.29.30", true, &names(0, "机关"))), true),
        ("names not permitted", one(&|ca| ca.extension("2.5.29.30", true, &names(0, "企业"))), false),
        ("names excluded", one(&|ca| ca.extension("2.5.29.30", true, &names(1, "机关"))), false),
        ("names not excluded", one(&|ca| ca.extension("2.5.29.30", true, &names(1, "企业"))), true),
    ] {
        add(name, vec![&authority], leaf(&authority), holds);
    }
    let short = one(&|ca| ca.path_length(0));
    let below = authority("below").issued_by(&short);
    add("path length exceeded", vec![&short, &below], leaf(&below), false);
    let roomy = one(&|ca| ca.path_length(1));
    let below = authority("below").issued_by(&roomy);
    add("path length of one", vec![&roomy, &below], leaf(&below), true);
    add("authority missing", vec![], leaf(&ca), false);
    let stranger = Pki::new(6);
    let namesake =
        stranger.certificate("ca", Name::new("机关", "ca")).usage(KeyUsage::Issuing).period(long());
    let elsewhere = namesake.key(&Key::ecdsa(77, "x")).self_signed();
    add("signed by a namesake", vec![&ca], leaf(&elsewhere), false);
    add("its own issuer", vec![&ca], begin("leaf").self_signed(), false);
    add("under another root", vec![&stranger.ca], leaf(&stranger.ca), false);

    let ended = authority("root").period(past).self_signed();
    let of_ended = authority("ca").issued_by(&ended);
    let bare = |name, root: &Identity, ca: &Identity, holds| Case {
        name,
        root: root.clone(),
        above: vec![ca.clone()],
        leaf: leaf(ca),
        lists: None,
        holds,
    };
    cases.push(bare("root ended", &ended, &of_ended, false));
    for (name, list, holds) in [
        ("not on the list", CrlBuilder::new(&ca), true),
        (
            "on the list",
            CrlBuilder::new(&ca).revoke(
                &leaf(&ca).certificate,
                "2025-03-01T00:00:00+08:00",
                Reason::KeyCompromise,
            ),
            false,
        ),
        (
            "list ended",
            CrlBuilder::new(&ca).period("2026-10-01T00:00:00Z", Some("2026-10-08T00:00:00Z")),
            false,
        ),
        (
            "list not begun",
            CrlBuilder::new(&ca).period("2026-11-24T00:00:00Z", Some("2026-12-08T00:00:00Z")),
            false,
        ),
        (
            "list with an unknown critical extension",
            CrlBuilder::new(&ca).extension("1.2.3.4", true, &null()),
            false,
        ),
        ("list of another authority", CrlBuilder::new(&elsewhere), false),
    ] {
        let lists = Some(vec![CrlBuilder::new(&root).build(), list.build()]);
        cases.push(Case { lists, ..bare(name, &root, &ca, holds) });
    }
    cases
}

fn long() -> Period {
    Period::new("2018-01-01T00:00:00+08:00", "2041-12-31T00:00:00+08:00")
}

/// nameConstraints with one directory name, permitted (0) or excluded (1).
fn names(which: u8, organisation: &str) -> Vec<u8> {
    let name = sequence(&[
        tlv(0x31, &sequence(&[oid("2.5.4.6"), tlv(0x13, b"CN")])),
        tlv(0x31, &sequence(&[oid("2.5.4.10"), tlv(0x0c, organisation.as_bytes())])),
    ]);
    sequence(&[explicit(which, &sequence(&[explicit(4, &name)]))])
}

/// Everything that this library asks of a holder's certificate.
fn ours(family: Family, case: &Case) -> (bool, String) {
    let above: Vec<&[u8]> = case.above.iter().map(|one| one.certificate.der.as_slice()).collect();
    let report = asked(&sealed_by(&case.leaf), |options| {
        options.trust = trusting(BOTH, &[&case.root.certificate.der], &above);
        if family == Family::Sm2Empty {
            options.trust.add_sm2_id("");
        }
        options.crls = case.lists.clone().unwrap_or_default();
    });
    let mut names =
        vec!["signer_trust", "signer_key_usage", "signer_period", "signer_period_now", "signer_path_period"];
    names.extend(case.lists.as_ref().map(|_| "signer_revocation"));
    let said: Vec<String> =
        names.iter().map(|name| check(&report, name)).filter(|word| word != "met").collect();
    (said.is_empty(), said.join(", "))
}

fn theirs(openssl: &Path, folder: &Path, family: Family, case: &Case) -> (bool, String) {
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let pem = |many: &[Identity]| many.iter().map(|one| one.certificate.pem()).collect::<String>();
    let mut command = Command::new(openssl);
    command.args(["verify", "-attime", TIME, "-auth_level", "2", "-purpose", "smimesign"]);
    if family == Family::Sm2 {
        command.args(["-vfyopt", "distid:1234567812345678"]);
    }
    command.arg("-CAfile").arg(write("root.pem", case.root.certificate.pem()));
    if !case.above.is_empty() {
        command.arg("-untrusted").arg(write("above.pem", pem(&case.above)));
    }
    if let Some(lists) = &case.lists {
        let text: String = lists.iter().map(|der| crl_pem(der)).collect();
        command.arg("-crl_check_all").arg("-CRLfile").arg(write("lists.pem", text));
    }
    let said = command.arg(write("leaf.pem", case.leaf.certificate.pem())).output().unwrap();
    (said.status.success(), String::from_utf8_lossy(&said.stderr).trim().replace('\n', " "))
}

fn crl_pem(der: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len()).step_by(64).map(|at| &text[at..text.len().min(at + 64)]).collect();
    format!("-----BEGIN X509 CRL-----\n{}\n-----END X509 CRL-----\n", lines.join("\n"))
}

/// The command and its major version, if it is there.
fn openssl() -> Option<(PathBuf, u32)> {
    let said = Command::new("openssl").arg("version").output().ok()?;
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let version = text.strip_prefix("OpenSSL ")?.split('.').next()?.parse().ok()?;
    Some((PathBuf::from("openssl"), version))
}

#[test]
fn openssl_says_the_same_of_every_chain() {
    let Some((openssl, version)) = openssl() else {
        println!("skipped: there is no openssl command");
        return;
    };
    let folder = std::env::temp_dir().join(format!("ywtb-openssl-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut wrong = Vec::new();
    let knows = |family: Family| {
        let good = cases(family).into_iter().next().unwrap();
        version >= 3 && theirs(&openssl, &folder, family, &good).0
    };
    let sm2 = [Family::Sm2, Family::Sm2Empty].into_iter().find(|family| knows(*family));
    if sm2.is_none() {
        println!("skipped: this OpenSSL follows no chains of SM2");
    }
    for family in sm2.into_iter().chain([Family::Ecdsa, Family::Rsa]) {
        for case in cases(family) {
            // A key that is everybody's signs for every namesake too.
            if family == Family::Rsa && case.name == "its own issuer" {
                continue;
            }
            let (ours, why) = ours(family, &case);
            let (theirs, error) = theirs(&openssl, &folder, family, &case);
            if (ours, theirs) != (case.holds, case.holds) {
                let (name, holds) = (case.name, case.holds);
                wrong.push(format!(
                    "{family:?} {name}: should hold {holds}; ours {ours} ({why}), openssl {theirs} ({error})"
                ));
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
