//! Writes the seeds and words of every target into a folder, as libFuzzer wants them: `seeds FOLDER`.

use std::fs;
use std::path::PathBuf;

use ywtb_fuzz::TARGETS;

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(std::env::args_os().nth(1).expect("the folder to write to"));
    for target in TARGETS {
        let folder = root.join(target.name);
        fs::create_dir_all(&folder)?;
        for (number, seed) in (target.seeds)().iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
        let escaped = |word: &&[u8]| -> String { word.iter().map(|byte| format!("\\x{byte:02X}")).collect() };
        let words: String = target.words.iter().map(|word| format!("\"{}\"\n", escaped(word))).collect();
        fs::write(root.join(format!("{}.dict", target.name)), words)?;
        println!("{}", target.name);
    }
    Ok(())
}
