//! Which cases exercise which rule, and with what result.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;
use ywtb::{Options, date, evaluate};

/// A case in which a rule came to a result: one that is about the rule, where there is one.
pub(crate) struct Exercised {
    /// Its path below `tests/cases`.
    pub(crate) path: String,
    pub(crate) title: String,
    about: bool,
}

/// By rule and the word of the result.
pub(crate) type ByRule = BTreeMap<String, BTreeMap<&'static str, Exercised>>;

/// Asks every case below `root`.
pub(crate) fn by_rule(root: &Path) -> Result<ByRule, Box<dyn Error>> {
    let mut paths = Vec::new();
    for folder in fs::read_dir(root)? {
        for file in fs::read_dir(folder?.path())? {
            paths.push(file?.path());
        }
    }
    paths.sort();
    let mut rules = ByRule::new();
    for path in paths {
        let case: Value = serde_json::from_slice(&fs::read(&path)?)?;
        let text = |name: &str| case[name].as_str().ok_or_else(|| format!("{}: no {name}", path.display()));
        let options = match &case["options"] {
            Value::Null => Options::default(),
            options => Options::from_json(options.to_string().as_bytes())?,
        };
        let report =
            evaluate(text("topic")?, case["facts"].to_string().as_bytes(), date(text("as_of")?)?, &options)?;
        let short = path.strip_prefix(root)?.to_string_lossy().into_owned();
        let mut seen: Vec<(String, &str)> = report
            .findings
            .iter()
            .map(|finding| (finding.rule.to_string(), finding.result.as_str()))
            .collect();
        seen.sort();
        seen.dedup();
        for (rule, result) in seen {
            let names = case["expect"]["rules"].as_array();
            let about = names.is_some_and(|names| names.iter().any(|name| *name == *rule));
            let found = rules.entry(rule).or_default();
            if found.get(result).is_none_or(|earlier| about && !earlier.about) {
                let (path, title) = (short.clone(), text("title")?.to_owned());
                found.insert(result, Exercised { path, title, about });
            }
        }
    }
    Ok(rules)
}
