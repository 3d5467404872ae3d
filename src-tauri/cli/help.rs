//! What `--help` says, in the chosen language: a verb's words are `cli-verb-<path>`, an option's
//! `cli-arg-<path>-<name>` or, where several verbs mean the same by it, `cli-arg-<name>`.

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use daowei_core::words::{Language, Words};

use crate::args::Cli;

/// Where the options of every verb stand in its help: behind all of its own.
const GLOBAL_ORDER: usize = 1_000;

/// The command line with its words.
pub fn command(words: &Words) -> Command {
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    spoken(Cli::command().disable_version_flag(true).arg(version), words, "")
}

fn spoken(command: Command, words: &Words, path: &str) -> Command {
    let usage = words.plain("cli-usage");
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help);
    let key = if path.is_empty() { "cli-about".to_owned() } else { ["cli-verb", path].concat() };
    let about = words.plain(&key);
    let options = words.plain("cli-options");
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help)
        .about(about)
        .help_template(["{about}\n\n", &usage, " {usage}\n\n{all-args}"].concat())
        .subcommand_help_heading(words.plain("cli-verbs"))
        .subcommand_value_name(words.plain("cli-verb-name"))
        .mut_args(|arg| {
            let text = words.plain(&arg_key(words, path, arg.get_id().as_str()));
            // A verb's own options come first, then those of every verb.
            let arg = if arg.is_global_set() { arg.display_order(GLOBAL_ORDER) } else { arg };
            arg.help(text).help_heading(options.clone())
        })
        .mut_subcommands(|verb| {
            let path = [path, "-", verb.get_name()].concat();
            spoken(verb, words, &path)
        })
}

fn arg_key(words: &Words, path: &str, id: &str) -> String {
    let id = id.replace('_', "-");
    let own = ["cli-arg", path, "-", &id].concat();
    if words.has(&own) { own } else { ["cli-arg-", &id].concat() }
}

/// The language asked for, found before the line is read as a whole, so that its mistakes are told in it too.
pub fn language(args: &[std::ffi::OsString]) -> Language {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let after = texts.iter().position(|arg| *arg == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
    after.or(joined).and_then(Language::from_code).unwrap_or(Language::ZhCn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacks(command: &Command, words: &Words, path: &str, out: &mut Vec<String>) {
        let key = if path.is_empty() { "cli-about".to_owned() } else { ["cli-verb", path].concat() };
        out.extend((!words.has(&key)).then_some(key));
        for arg in command.get_arguments() {
            let key = arg_key(words, path, arg.get_id().as_str());
            out.extend((!words.has(&key)).then_some(key));
        }
        for verb in command.get_subcommands() {
            lacks(verb, words, &[path, "-", verb.get_name()].concat(), out);
        }
    }

    #[test]
    fn every_verb_and_option_is_explained_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(*language);
            let mut out = Vec::new();
            lacks(&command(&words), &words, "", &mut out);
            assert!(out.is_empty(), "{language}: {out:#?}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        command(&Words::new(Language::ZhCn)).debug_assert();
    }

    #[test]
    fn help_is_told_in_the_language_asked_for() {
        let help = |code| command(&Words::new(Language::from_code(code).unwrap())).render_help().to_string();
        assert!(help("zh-CN").contains("用法:") && help("en").contains("Usage:"));
        assert_eq!(language(&["x".into(), "--lang".into(), "en".into()]), Language::En);
        assert_eq!(language(&["x".into(), "--lang=en".into()]), Language::En);
        assert_eq!(language(&["x".into()]), Language::ZhCn);
    }
}
