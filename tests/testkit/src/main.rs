//! Writes the example data: `ywtb-testkit FOLDER [--seed N] [--entries N] [--requests N]`; or one file of any size:
//! `ywtb-testkit FILE.ndjson|FILE.csv|FILE.parquet [--of catalogue|requests] [--seed N] [--entries N] [--requests N]`, and
//! `ywtb-testkit FILE.json --of registry`, to which the requests of the same seed and number of entries are made.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};
use ywtb_testkit::{Catalogue, ENTRY, Format, Large, Plan, REQUEST, RequestLog, example_files};

const USAGE: &str = "usage: ywtb-testkit FOLDER|FILE.ndjson|FILE.csv|FILE.parquet|FILE.json [--of catalogue|requests|registry] \
                     [--seed N] [--entries N] [--requests N]";

/// What a file holds.
#[derive(Clone, Copy)]
enum Content {
    Catalogue,
    Requests,
    Registry,
}

fn main() -> ExitCode {
    let Some((name, content, plan)) = arguments(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let target = Path::new(&name);
    let end = target.extension().and_then(|end| end.to_str());
    let written = match (content, end.and_then(Format::of)) {
        (Content::Registry, _) => registry(target, plan),
        (Content::Catalogue, Some(format)) => file(target, |out| {
            format.write(out, ENTRY, Large::new(plan.seed, plan.entries))?;
            Ok(format!("{} entries, seed {}", plan.entries, plan.seed))
        }),
        (Content::Requests, Some(format)) => file(target, |out| {
            format.write(out, REQUEST, RequestLog::new(plan.seed, plan.entries, plan.requests))?;
            Ok(format!("{} requests for {} entries, seed {}", plan.requests, plan.entries, plan.seed))
        }),
        (_, None) => folder(target, plan),
    };
    match written {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write {name}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> Option<(String, Content, Plan)> {
    let (mut target, mut content, mut plan) = (None, Content::Catalogue, Plan::default());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--of" => {
                content = match words.next()?.as_str() {
                    "catalogue" => Content::Catalogue,
                    "requests" => Content::Requests,
                    "registry" => Content::Registry,
                    _ => return None,
                }
            }
            "--seed" => plan.seed = words.next()?.parse().ok()?,
            "--entries" => plan.entries = words.next()?.parse().ok()?,
            "--requests" => plan.requests = words.next()?.parse().ok()?,
            option if option.starts_with('-') => return None,
            _ if target.is_some() => return None,
            _ => target = Some(word),
        }
    }
    Some((target?, content, plan))
}

fn folder(folder: &Path, plan: Plan) -> io::Result<String> {
    let files = example_files(plan);
    for (path, bytes) in &files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(target, bytes)?;
    }
    let total: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok(format!("{} files, {} KB, seed {}", files.len(), total / 1024, plan.seed))
}

fn file(
    target: &Path,
    write: impl FnOnce(&mut io::BufWriter<fs::File>) -> io::Result<String>,
) -> io::Result<String> {
    let mut out = io::BufWriter::new(fs::File::create(target)?);
    let summary = write(&mut out)?;
    out.flush()?;
    Ok(summary)
}

fn registry(target: &Path, plan: Plan) -> io::Result<String> {
    let catalogue = Catalogue::generate(plan.seed, plan.entries, 0);
    fs::write(target, catalogue.registry_json())?;
    Ok(format!(
        "{} entries, {} scenarios, {} agencies, seed {}",
        catalogue.entries.len(),
        catalogue.scenarios.len(),
        catalogue.agencies.len(),
        plan.seed
    ))
}
