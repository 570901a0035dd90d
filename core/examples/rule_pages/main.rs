//! Writes the pages of the law: `cargo run -p ywtb --example rule_pages -- [--check] docs/rules`.
//!
//! A page for each chapter in Chinese and English, with an index, the instruments and the parameters. With `--check` it
//! compares instead, and fails when what is committed is not what the sources give.

mod cases;
mod chapter;
mod index;
mod lang;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use lang::Lang;
use ywtb::law::Chapter;

/// Every page, by its path in the folder.
fn pages() -> Result<BTreeMap<PathBuf, String>, Box<dyn Error>> {
    let cases = cases::by_rule(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases"))?;
    let mut pages = BTreeMap::new();
    for lang in [Lang::Zh, Lang::En] {
        let mut put = |name: &str, text: String| pages.insert(Path::new(lang.folder()).join(name), text);
        put("README.md", index::index(lang));
        put("instruments.md", index::instruments(lang));
        put("parameters.md", index::parameters(lang));
        for chapter in Chapter::ALL {
            put(&lang::file(chapter), chapter::page(chapter, &cases, lang));
        }
    }
    Ok(pages)
}

/// The files of a folder of pages, as they are.
fn committed(folder: &Path) -> Result<BTreeSet<PathBuf>, Box<dyn Error>> {
    let mut found = BTreeSet::new();
    for lang in [Lang::Zh, Lang::En] {
        for file in fs::read_dir(folder.join(lang.folder()))? {
            found.insert(Path::new(lang.folder()).join(file?.file_name()));
        }
    }
    Ok(found)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let (check, folder) = match arguments.as_slice() {
        [folder] => (false, folder),
        [check, folder] if check.as_os_str() == OsStr::new("--check") => (true, folder),
        _ => return Err("expected [--check] FOLDER".into()),
    };
    let (folder, pages) = (Path::new(folder), pages()?);
    if check {
        let same = committed(folder)? == pages.keys().cloned().collect()
            && pages.iter().all(|(path, text)| {
                fs::read_to_string(folder.join(path)).is_ok_and(|committed| committed == *text)
            });
        return if same {
            Ok(())
        } else {
            Err("docs/rules is not what the sources give: run make docs-rules".into())
        };
    }
    for (path, text) in pages {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
