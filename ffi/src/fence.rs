//! The test that keeps unsafe code inside the fence.

use std::fs;
use std::path::Path;

/// Files that may hold unsafe code.
const FENCE: [&str; 4] = ["guard.rs", "handle.rs", "stream.rs", "text.rs"];

#[test]
fn unsafe_stands_in_the_fence_alone_and_says_why() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let source = fs::read_to_string(&path).unwrap();
        let mut above = "";
        for line in source.lines() {
            let code = line.split("//").next().unwrap();
            if code.contains(concat!("unsafe", " {")) || code.contains(concat!("unsafe", " impl")) {
                assert!(FENCE.contains(&name.as_str()), "{name}: {line}");
                assert!(above.trim_start().starts_with("// SAFETY: "), "{name}: {line}");
            }
            above = line;
        }
    }
}
