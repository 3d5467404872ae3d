//! The command line as the stories run it: the same program, built with the tests so that it is never an old one.

fn main() -> std::process::ExitCode {
    daowei_cli::main()
}
