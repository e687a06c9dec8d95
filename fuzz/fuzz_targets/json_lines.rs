//! See `tests/fuzz/targets/`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sayso_fuzz::targets::run("json_lines", data));
