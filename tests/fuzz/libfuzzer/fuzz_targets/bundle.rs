#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (ywtb_fuzz::target("bundle").run)(data));
