//! One story from end to end: an application through one window, its materials by sharing and by electronic certificate,
//! the sealed decision, the archive package, an objection later.
//!
//! ```text
//! cargo run -p ywtb-demo --bin story -- [--json] [examples/data/story]
//! ```
//! `steps.tsv` says what is asked at each step, and through which door. With `--json` each report is a line.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ywtb::archive::ArchiveOptions;
use ywtb::certificate::Inquiry;
use ywtb::report::{Lang, Report};
use ywtb::{
    CertificateOptions, Options, Role, TrustStore, VerifyOptions, date, evaluate, verify, verify_archive,
    verify_certificate,
};

/// How documents are verified at a moment: whom we trust, and the lists of revoked certificates.
fn options(folder: &Path, time: &str) -> Result<VerifyOptions, Box<dyn Error>> {
    let mut trust = TrustStore::new();
    let root = fs::read(folder.join("root.pem"))?;
    trust.add(Role::Signer, &root)?;
    trust.add(Role::Maker, &root)?;
    trust.add_intermediates(&fs::read(folder.join("ca.pem"))?)?;
    let crls = vec![fs::read(folder.join("root.crl"))?, fs::read(folder.join("ca.crl"))?];
    Ok(VerifyOptions { trust, crls, ..VerifyOptions::new(time.parse()?) })
}

/// Facts, with the report of the step before as one of them where the step takes it.
fn with_report(facts: String, field: &str, report: &str) -> String {
    match facts.trim_end().strip_suffix('}') {
        Some(open) if field != "-" => format!("{open},\"{field}\":{report}}}"),
        _ => facts,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut json, mut folder) = (false, PathBuf::from("examples/data/story"));
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--json" => json = true,
            path => folder = PathBuf::from(path),
        }
    }
    let mut last = String::new();
    for step in fs::read_to_string(folder.join("steps.tsv"))?.lines().skip(1) {
        let fields: Vec<&str> = step.split('\t').collect();
        let [door, topic, at, about, known, takes, zh, en] = fields[..] else {
            return Err("a step has eight fields".into());
        };
        let data = fs::read(folder.join(about))?;
        let known = if known == "-" { Vec::new() } else { fs::read(folder.join(known))? };
        let report: Report = match door {
            "evaluate" => {
                let facts = with_report(String::from_utf8(data)?, takes, &last);
                evaluate(topic, facts.as_bytes(), date(at)?, &Options::default())?
            }
            "verify" => verify(&data, &options(&folder, at)?)?,
            "certificate" => {
                let inquiry = Inquiry::from_json(&known)?;
                verify_certificate(&data, &CertificateOptions { verify: options(&folder, at)?, inquiry })?
            }
            "archive" => verify_archive(&data, &ArchiveOptions::from_json(&known, date(at)?)?)?,
            _ => return Err("a step names a door".into()),
        };
        last = report.to_json()?;
        if json {
            println!("{last}");
        } else {
            println!("# {zh} · {en}\n{}", report.to_text(Lang::En));
        }
    }
    Ok(())
}
