#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| daowei_fuzz::xlsx(data));
