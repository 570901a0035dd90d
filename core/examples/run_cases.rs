//! Answers cases from standard input, four lines each: topic, date, options as JSON (or an empty line), facts as JSON.
//! Writes one line each: the report, or `error CODE PATH`. The same program exists in C and in Java, so that the
//! faces can be compared byte for byte.

use std::io::{BufRead, Write};

fn answer(topic: &str, as_of: &str, options: &str, facts: &str) -> Result<String, ywtb::Error> {
    let options = ywtb::Options::from_json(options.as_bytes())?;
    ywtb::evaluate(topic, facts.as_bytes(), ywtb::date(as_of)?, &options)?.to_json()
}

fn main() -> std::io::Result<()> {
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let mut out = std::io::stdout().lock();
    for case in lines.chunks(4) {
        let [topic, as_of, options, facts] = case else {
            return Err(std::io::Error::other("a case has four lines"));
        };
        match answer(topic, as_of, options, facts) {
            Ok(report) => writeln!(out, "{report}")?,
            Err(error) => writeln!(out, "error {} {}", error.code(), error.path())?,
        }
    }
    Ok(())
}
