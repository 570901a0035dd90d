//! Writes the example data: `ywtb-testkit FOLDER [--seed N] [--entries N] [--requests N]`.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};
use ywtb_testkit::{Plan, example_files};

const USAGE: &str = "usage: ywtb-testkit FOLDER [--seed N] [--entries N] [--requests N]";

fn main() -> ExitCode {
    let Some((folder, plan)) = arguments(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match write(Path::new(&folder), plan) {
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
