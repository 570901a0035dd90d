//! A bounded number of seeded mutations of every target, and all that was once found.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use ywtb_fuzz::{Mutations, TARGETS, Target};

/// Mutations of each target; `YWTB_FUZZ_RUNS` asks for more, `YWTB_FUZZ_SEED` for others.
const RUNS: usize = 300;

#[expect(clippy::disallowed_methods, reason = "the rule is for the library")]
fn number(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// Runs a target; bytes that break it are kept so that the run can be repeated with them alone.
fn run(target: &Target, data: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| (target.run)(data))).is_err() {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.found", target.name));
        fs::write(&place, data).expect("the bytes that break it are kept");
        panic!("{} is broken by the bytes in {}", target.name, place.display());
    }
}

#[test]
fn no_mutation_of_a_refusal_passes_or_stops() {
    let (runs, seed) = (number("YWTB_FUZZ_RUNS", RUNS), number("YWTB_FUZZ_SEED", 1));
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(target) = TARGETS.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
                {
                    (target.seeds)().iter().for_each(|data| run(target, data));
                    Mutations::new(target, seed as u64).take(runs).for_each(|data| run(target, &data));
                }
            });
        }
    });
}

#[test]
fn what_was_found_stays_mended() {
    for target in TARGETS {
        let Ok(folder) = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("found").join(target.name))
        else {
            continue;
        };
        for file in folder {
            run(target, &fs::read(file.expect("a file").path()).expect("a file"));
        }
    }
}

#[test]
fn a_good_value_breaks_the_property() {
    for target in TARGETS {
        if let Some(genuine) = target.genuine {
            let data = genuine();
            let passed = catch_unwind(AssertUnwindSafe(|| (target.run)(&data))).is_err();
            assert!(passed, "{}: the property cannot fail", target.name);
        }
    }
}

#[test]
fn mutation_is_repeatable_and_changes_something() {
    for target in TARGETS {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}", target.name);
        let some = |seed| Mutations::new(target, seed).take(20).collect::<Vec<_>>();
        assert_eq!(some(3), some(3), "{}", target.name);
        assert!(some(3).iter().filter(|data| !seeds.contains(data)).count() > 10, "{}", target.name);
    }
}

#[test]
fn every_target_has_its_fuzz_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("libfuzzer");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest for libFuzzer");
    for target in TARGETS {
        let path = format!("fuzz_targets/{}.rs", target.name);
        assert!(manifest.contains(&format!("path = \"{path}\"")), "{} is not in the manifest", target.name);
        let text = fs::read_to_string(root.join(path)).expect("a fuzz target");
        assert!(text.contains(&format!("\"{}\"", target.name)), "{} asks another target", target.name);
    }
}
