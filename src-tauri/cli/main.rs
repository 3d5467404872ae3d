//! `daowei-cli`: see [`daowei_cli`].

fn main() -> std::process::ExitCode {
    daowei_cli::main()
}
