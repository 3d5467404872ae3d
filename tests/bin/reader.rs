//! The reading process alone: what every program of ours becomes for a file from outside.

fn main() -> std::process::ExitCode {
    let asked = std::env::args().nth(1).is_some_and(|argument| argument == daowei_files::read::child::ARGUMENT);
    if asked && daowei_files::read::child::serve(std::io::stdin().lock(), std::io::stdout().lock()).is_ok() {
        return std::process::ExitCode::SUCCESS;
    }
    std::process::ExitCode::FAILURE
}
