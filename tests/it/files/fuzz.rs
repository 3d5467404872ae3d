//! The seeds of the fuzz targets, findings of before among them, through the same bodies.

#[path = "../../fuzz/lib.rs"]
#[allow(dead_code, reason = "the targets themselves call the rest")]
mod targets;

#[test]
fn every_seed_ends_in_an_answer() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, run) in targets::TARGETS {
        let seeds: Vec<_> = std::fs::read_dir(folder.join(name)).expect(name).collect();
        assert!(!seeds.is_empty(), "{name}");
        for seed in seeds {
            let path = seed.expect("a seed").path();
            println!("{}", path.display());
            run(&std::fs::read(&path).expect("its bytes"));
        }
    }
}
