//! The committed example data are what the generator makes.

use std::fs;
use std::path::Path;
use ywtb_testkit::{Plan, example_files};

#[test]
fn making_the_example_data_again_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/data");
    let files = example_files(Plan::default());
    for (path, bytes) in &files {
        let committed = fs::read(folder.join(path)).unwrap_or_default();
        assert!(committed == *bytes, "{path} differs: cargo run -p ywtb-testkit -- examples/data");
    }
    let total: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(total < 2_000_000, "{total} bytes are too many to keep in the repository");
}
