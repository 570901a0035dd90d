//! Writes the example data: `ywtb-testkit FOLDER [--seed N] [--entries N] [--requests N]`; or a catalogue of any size alone:
//! `ywtb-testkit FILE.ndjson|FILE.csv [--seed N] [--entries N]`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};
use ywtb_testkit::{Large, Plan, example_files};

const USAGE: &str = "usage: ywtb-testkit FOLDER|FILE.ndjson|FILE.csv [--seed N] [--entries N] [--requests N]";

fn main() -> ExitCode {
    let Some((folder, plan)) = arguments(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let target = Path::new(&folder);
    let written = match target.extension().and_then(|end| end.to_str()) {
        Some("csv") => stream(target, plan, &Large::header(), Large::line),
        Some("ndjson") => stream(target, plan, "", |record| format!("{record}\n")),
        _ => write(target, plan),
    };
    match written {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("cannot write {folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> Option<(String, Plan)> {
    let (mut folder, mut plan) = (None, Plan::default());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seed" => plan.seed = words.next()?.parse().ok()?,
            "--entries" => plan.entries = words.next()?.parse().ok()?,
            "--requests" => plan.requests = words.next()?.parse().ok()?,
            option if option.starts_with('-') => return None,
            _ if folder.is_some() => return None,
            _ => folder = Some(word),
        }
    }
    Some((folder?, plan))
}

fn write(folder: &Path, plan: Plan) -> io::Result<String> {
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

/// Writes a catalogue record by record.
fn stream(
    target: &Path,
    plan: Plan,
    header: &str,
    line: fn(&serde_json::Value) -> String,
) -> io::Result<String> {
    let mut out = io::BufWriter::new(fs::File::create(target)?);
    out.write_all(header.as_bytes())?;
    for record in Large::new(plan.seed, plan.entries) {
        out.write_all(line(&record).as_bytes())?;
    }
    out.flush()?;
    Ok(format!("{} entries, seed {}", plan.entries, plan.seed))
}
