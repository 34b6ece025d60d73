//! The manual pages: one for the program and each command, and one for each topic
//! that has a page.

use std::io;

use clap::Command;
use clap_mangen::roff::{Roff, roman};

use super::text::{push_lines, push_section, push_text};
use crate::command::help::{EXIT_STATUS, TOPICS, Topic, notes_and_examples};

const PROGRAM: &str = "ragflowctl";
/// The date of the release, from the changelog.
const DATE: &str = env!("RAGFLOWCTL_DATE");
const SOURCE: &str = concat!("ragflowctl ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "ragflowctl manual";

const ENVIRONMENT: &str = "\
RAGFLOWCTL_DATABASE_URL, RAGFLOWCTL_PROFILE or RAGFLOW_HOME select the database, and RAGFLOWCTL_USER the
owner. All variables are described in ragflowctl(1).";

const FILES: &str = "
  ~/.config/ragflowctl/config.toml  the config file, see ragflowctl.toml(5)
  /etc/ragflowctl/config.toml  the config file, if you have none
  ~/.local/state/ragflowctl/changes.jsonl  the change log: one line of JSON for each change
  ~/.local/state/ragflowctl/undo  undo files, which contain full keys and betas
  ~/.local/share/ragflowctl/ragflow.db  the database that `ragflowctl db init` creates
  ~/.pgpass, ~/.my.cnf  passwords of the database clients, which are read if no other is given";

/// A rendered page.
pub(super) struct Page {
    name: String,
    pub(super) section: &'static str,
    pub(super) text: Vec<u8>,
}

impl Page {
    pub(super) fn file_name(&self) -> String {
        format!("{}.{}", self.name, self.section)
    }

    /// The page as others refer to it: `ragflowctl-token(1)`.
    fn reference(&self) -> String {
        format!("{}({})", self.name, self.section)
    }
}

/// Renders every page; the program's own comes first.
pub(super) fn render(parser: Command) -> io::Result<Vec<Page>> {
    let topics: Vec<Page> = TOPICS.iter().filter_map(topic_page).collect();
    let references: Vec<String> = topics.iter().map(Page::reference).collect();
    let mut pages = Vec::new();
    push_command(&parser, PROGRAM, &references, &mut pages)?;
    pages.extend(topics);
    Ok(pages)
}

/// Renders the page of a command and those of its subcommands. `related` are the
/// pages to mention besides those of the subcommands.
fn push_command(
    command: &Command,
    name: &str,
    related: &[String],
    pages: &mut Vec<Page>,
) -> io::Result<()> {
    let subcommands = command
        .get_subcommands()
        // Each group has a command `help` that the parser adds.
        .filter(|sub| sub.get_name() != "help" || name == PROGRAM);
    let subcommands: Vec<(String, &Command)> = subcommands
        .map(|sub| (format!("{name}-{}", sub.get_name()), sub))
        .collect();
    let below = subcommands.iter().map(|(name, _)| format!("{name}(1)"));
    let see_also: Vec<String> = related.iter().cloned().chain(below.clone()).collect();
    pages.push(Page {
        name: name.to_owned(),
        section: "1",
        text: command_page(command, name, &see_also)?,
    });
    let is_page = |reference: &&String| !reference.ends_with("(1)");
    for (name_below, sub) in &subcommands {
        // The command above, the other commands next to it, and the topics.
        let own = format!("{name_below}(1)");
        let next_to_it = below.clone().filter(|reference| *reference != own);
        let related: Vec<String> = [format!("{name}(1)")]
            .into_iter()
            .chain(next_to_it)
            .chain(related.iter().filter(is_page).cloned())
            .collect();
        push_command(sub, name_below, &related, pages)?;
    }
    Ok(())
}

fn command_page(command: &Command, name: &str, see_also: &[String]) -> io::Result<Vec<u8>> {
    let (notes, examples) = notes_and_examples(command);
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let page = command
        .clone()
        .name(name.to_owned())
        .override_usage(usage)
        .subcommand_help_heading("COMMANDS");
    let is_program = name == PROGRAM;
    let man = clap_mangen::Man::new(page)
        .title(name)
        .date(DATE)
        .source(SOURCE)
        .manual(MANUAL);
    let mut out = Vec::new();
    man.render_title(&mut out)?;
    push_rendered(&mut out, |w| man.render_name_section(w))?;
    push_rendered(&mut out, |w| man.render_synopsis_section(w))?;
    push_rendered(&mut out, |w| man.render_description_section(w))?;
    if !is_program {
        push_own(&mut out, |roff| push_text(&notes, false, roff))?;
    }
    if command.has_subcommands() {
        push_rendered(&mut out, |w| man.render_subcommands_section(w))?;
    }
    push_rendered(&mut out, |w| man.render_options_section(w))?;
    push_own(&mut out, |roff| {
        if !is_program {
            push_section("GLOBAL OPTIONS", "Described in ragflowctl(1).", roff);
        }
        roff.control("SH", ["EXAMPLES"]);
        push_lines(examples.lines().map(str::trim), roff);
        let (exit_status, environment) = match is_program {
            true => (Topic::text_of("exit-codes"), Topic::text_of("environment")),
            false => (EXIT_STATUS, ENVIRONMENT),
        };
        push_section("EXIT STATUS", exit_status, roff);
        push_section("ENVIRONMENT", environment, roff);
        push_section("FILES", FILES, roff);
        push_see_also(see_also, roff);
    })?;
    Ok(out)
}

fn topic_page(topic: &Topic) -> Option<Page> {
    let (name, section) = topic.page?;
    let mut roff = Roff::default();
    roff.control("TH", [name, section, DATE, SOURCE, MANUAL]);
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("{name} - {}", topic.about))]);
    push_section("DESCRIPTION", topic.text, &mut roff);
    push_see_also(&["ragflowctl(1)".to_owned()], &mut roff);
    let text = roff.render().into_bytes();
    Some(Page {
        name: name.to_owned(),
        section,
        text,
    })
}

fn push_see_also(references: &[String], roff: &mut Roff) {
    roff.control("SH", ["SEE ALSO"]);
    roff.text([roman(references.join(", "))]);
}

/// Appends what `write` writes, without the definitions at its beginning, which the
/// page has from its title.
fn push_rendered(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    let definitions = Roff::default().render();
    let mut section = Vec::new();
    write(&mut section)?;
    let text = section.strip_prefix(definitions.as_bytes());
    out.extend_from_slice(text.unwrap_or(&section));
    Ok(())
}

fn push_own(out: &mut Vec<u8>, write: impl FnOnce(&mut Roff)) -> io::Result<()> {
    let mut roff = Roff::default();
    write(&mut roff);
    push_rendered(out, |w| roff.to_writer(w))
}
