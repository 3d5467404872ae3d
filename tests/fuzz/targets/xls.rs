#![no_main]

libfuzzer_sys::fuzz_target!(
    init: {
        // The reader turns a panic of the library beneath it into an error; the fuzzer's own hook would end the process.
        let abort = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|place| daowei_fuzz::is_beneath_xls(place.file())) {
                abort(panic);
            }
        }));
    },
    |data: &[u8]| daowei_fuzz::xls(data)
);
