//! The demo: a catalogue, its requests and six documents, judged and verified, in tables.
//!
//! ```text
//! cargo run -p ywtb-demo -- [--lang zh|en] [--data examples/data]
//! ```
//! With `YWTB_CORPUS` set to a folder with `real/MANIFEST.json` the real documents in it are verified too.

mod catalogue;
mod documents;
mod requests;
mod table;
mod words;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use words::Words;

/// The date of the questions; the requests have dates of their own.
const AS_OF: &str = "2026-11-23";

struct Arguments {
    words: Words,
    data: PathBuf,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut parsed = Arguments { words: Words::English, data: PathBuf::from("examples/data") };
    let mut rest = std::env::args().skip(1);
    while let Some(name) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("{name} needs a value"))?;
        match (name.as_str(), value.as_str()) {
            ("--lang", "en") => parsed.words = Words::English,
            ("--lang", "zh") => parsed.words = Words::Chinese,
            ("--data", folder) => parsed.data = PathBuf::from(folder),
            _ => {
                return Err(
                    format!("unknown argument {name} {value}; usage: [--lang zh|en] [--data FOLDER]").into()
                );
            }
        }
    }
    Ok(parsed)
}

fn run() -> Result<(), Box<dyn Error>> {
    let Arguments { words, data } = arguments()?;
    let catalogue: serde_json::Value = serde_json::from_slice(&std::fs::read(data.join("catalogue.json"))?)?;
    let requests = std::fs::read_to_string(data.join("requests.ndjson"))?;
    println!("{}\n", words.of("一网通办 · 演示（数据均为虚构）", "ywtb demo (all data are invented)"));
    catalogue::show(&catalogue, words)?;
    requests::show(&catalogue, &requests, words)?;
    documents::show(&data.join("documents"), words)?;
    if let Some(corpus) = std::env::var_os("YWTB_CORPUS") {
        documents::show_corpus(&PathBuf::from(corpus).join("real"), words)?;
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
