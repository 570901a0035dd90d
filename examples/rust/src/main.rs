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
use std::io::{ErrorKind, Write};
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
                return Err(format!(
                    "unknown argument {name} {value}; usage: [--lang zh|en] [--data FOLDER]"
                )
                .into());
            }
        }
    }
    Ok(parsed)
}

/// The folder of real documents, where there is one; the demo's only look at its environment.
#[expect(clippy::disallowed_methods, reason = "the rule is for the library")]
fn corpus() -> Option<PathBuf> {
    std::env::var_os("YWTB_CORPUS").map(PathBuf::from)
}

fn run() -> Result<(), Box<dyn Error>> {
    let Arguments { words, data } = arguments()?;
    let catalogue: serde_json::Value = serde_json::from_slice(&std::fs::read(data.join("catalogue.json"))?)?;
    let requests = std::fs::read_to_string(data.join("requests.ndjson"))?;
    let mut out =
        format!("{}\n\n", words.of("一网通办 · 演示（数据均为虚构）", "ywtb demo (all data are invented)"));
    catalogue::show(&catalogue, words, &mut out)?;
    requests::show(&catalogue, &requests, words, &mut out)?;
    documents::show(&data.join("documents"), words, &mut out)?;
    if let Some(corpus) = corpus() {
        documents::show_corpus(&corpus.join("real"), words, &mut out)?;
    }
    match std::io::stdout().write_all(out.as_bytes()) {
        // Who reads the first page only is served.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
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
