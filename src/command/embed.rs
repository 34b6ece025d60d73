//! `ragflowctl embed`

mod check;
mod page;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::OwnerArgs;
use super::run::Run;
use crate::command::fields::FieldNames;
use crate::domain::embed::{EmbedOptions, RagflowVersion, SiteOrigin, Theme, Widget};
use crate::domain::verdict::EmbedKind;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::session::{Session, Target};
use crate::text::quoted;

const AFTER: &str = "\
The URL contains the beta of a key, never the key. Without KEY, it is that of the oldest key whose
beta is neither guessable nor shared; a note names the key. RAGFlow's own dialog takes any key, so
deleting an old one may break a page.

A table has the URL and the HTML; --quiet prints only the URL. Fields:
  url        of the page
  snippet    the HTML that embeds it
  kind       chat, agent or search
  target_id  the ID of the chat, agent or search
  name       its name
  id         the key ID
  tenant_id  the tenant
Fields of --check, one row for each fault: line, fault, severity (error or warning), why, fix, kind,
target_id, id, tenant_id, user.

Exit status 7: the version of RAGFlow rejects the page, or --check has found an error.

Examples:
  ragflowctl embed -t ID --dialog ID --origin https://rag.example.com
  ragflowctl embed -t ID --agent ID --origin https://rag.example.com --widget
  ragflowctl embed -t ID --search ID --origin https://rag.example.com --quiet
  curl -s https://www.example.com/help | ragflowctl embed --check -";

/// Print the URL and HTML that embed a chat, agent or search
///
/// Checks that it exists, is the owner's, and that each RAGFlow version accepts
/// the beta. With --check, it says what is wrong with a page that embeds one.
#[derive(Args)]
#[command(after_help = AFTER)]
#[command(
    override_usage = "ragflowctl embed OWNER (--dialog|--agent|--search) ID --origin URL [KEY]\n       \
                      ragflowctl embed --check URL|-"
)]
#[command(add = FieldNames::named(&["url", "snippet", "kind", "target_id", "name", "id", "tenant_id", "line", "fault", "severity", "why", "fix", "user"]))]
pub(crate) struct Embed {
    /// Use the beta of this key: a key ID, or - to read the key from stdin
    #[arg(value_name = "KEY", conflicts_with = "check")]
    key: Option<String>,

    #[command(flatten)]
    owner: OwnerArgs,

    /// Embed this chat
    #[arg(long, value_name = "ID", conflicts_with_all = ["agent", "search", "check"])]
    dialog: Option<String>,

    /// Embed this agent
    #[arg(long, value_name = "ID", conflicts_with_all = ["search", "check"])]
    agent: Option<String>,

    /// Embed this search
    #[arg(long, value_name = "ID", conflicts_with = "check")]
    search: Option<String>,

    /// The address of RAGFlow's web interface: `https://rag.example.com`
    #[arg(long, value_name = "URL", conflicts_with = "check")]
    #[arg(value_hint = clap::ValueHint::Url)]
    origin: Option<String>,

    /// The RAGFlow version, which decides the path of the page
    #[arg(long, value_name = "VERSION", default_value_t = RagflowVersion::NEWEST)]
    ragflow_version: RagflowVersion,

    /// Check this embed URL, or the page on stdin (-), instead
    #[arg(long, value_name = "URL|-", allow_hyphen_values = true)]
    #[arg(conflicts_with_all = ["user", "tenant", "login_token"])]
    check: Option<String>,

    /// Create the owner's missing betas first, as `token list` does
    #[arg(long, conflicts_with = "check")]
    backfill: bool,

    /// Also write a page with the embedded page to this new file
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    test_page: Option<PathBuf>,

    #[command(flatten)]
    look: LookArgs,
}

/// How the page looks: the options of RAGFlow's own dialog.
#[derive(Args)]
struct LookArgs {
    /// The language: en, zh-Hans, de … [default: that of the browser]
    #[arg(
        long,
        value_name = "LANGUAGE",
        help_heading = "Page",
        conflicts_with = "check"
    )]
    locale: Option<String>,

    /// The colours
    #[arg(
        long,
        value_name = "THEME",
        help_heading = "Page",
        conflicts_with = "check"
    )]
    theme: Option<ThemeName>,

    /// Hide the avatar and the name
    #[arg(long, help_heading = "Page", conflicts_with = "check")]
    hide_avatar: bool,

    /// The visitor's ID, which RAGFlow records in sessions of an agent
    #[arg(
        long,
        value_name = "ID",
        help_heading = "Page",
        conflicts_with = "check"
    )]
    user_id: Option<String>,

    /// The published version of an agent, not the latest draft
    #[arg(long, help_heading = "Page", conflicts_with = "check")]
    release: bool,

    /// A floating button in place of a whole page
    #[arg(long, help_heading = "Page", conflicts_with = "check")]
    widget: bool,

    /// With --widget: show answers word by word
    #[arg(long, help_heading = "Page", requires = "widget")]
    streaming: bool,

    /// With --widget: make no sound
    #[arg(long, help_heading = "Page", requires = "widget")]
    muted: bool,
}

/// The colours of a page.
#[derive(Clone, Copy, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

impl Run for Embed {
    fn run(&self, session: &mut Session<'_>, target: Target) -> Result<Exit> {
        if let Some(page) = &self.check {
            return check::run(page, self.ragflow_version, session, target);
        }
        let Some((kind, id)) = self.embedded() else {
            let error =
                Error::usage("nothing to embed").hint("use --dialog ID, --agent ID or --search ID");
            return Err(target.missing_argument(error));
        };
        let origin = self.site_origin()?;
        let options = self.look.options();
        options
            .check(kind, self.ragflow_version)
            .map_err(Error::usage)?;
        let owner = self.owner.or_default(&session.settings)?;
        if !owner.is_given() {
            let error = Error::usage("no owner given").hint("use --user EMAIL|ID or --tenant ID");
            return Err(target.missing_argument(error));
        }
        let request = page::Request {
            kind,
            id,
            origin: &origin,
            options: &options,
            version: self.ragflow_version,
            key: self.key.as_deref(),
            backfill: self.backfill,
            test_page: self.test_page.as_deref(),
        };
        request.run(&owner, session, target)
    }
}

impl Embed {
    fn embedded(&self) -> Option<(EmbedKind, &str)> {
        let options = [
            (EmbedKind::Chat, &self.dialog),
            (EmbedKind::Agent, &self.agent),
            (EmbedKind::Search, &self.search),
        ];
        options
            .into_iter()
            .find_map(|(kind, id)| Some((kind, id.as_deref()?)))
    }

    fn site_origin(&self) -> Result<SiteOrigin> {
        const EXAMPLE: &str =
            "give the address of RAGFlow's web interface: --origin https://rag.example.com";
        let Some(text) = &self.origin else {
            return Err(Error::usage("no --origin given").hint(EXAMPLE));
        };
        SiteOrigin::parse(text)
            .map_err(|why| Error::usage(format!("--origin {}: {why}", quoted(text))).hint(EXAMPLE))
    }
}

impl LookArgs {
    fn options(&self) -> EmbedOptions {
        EmbedOptions {
            locale: self.locale.clone(),
            theme: self.theme.map(|theme| match theme {
                ThemeName::Light => Theme::Light,
                ThemeName::Dark => Theme::Dark,
            }),
            hide_avatar: self.hide_avatar,
            user_id: self.user_id.clone(),
            release: self.release,
            widget: self.widget.then_some(Widget {
                streaming: self.streaming,
                muted: self.muted,
            }),
        }
    }
}
