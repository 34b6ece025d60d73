//! A share page: its URL, the HTML that embeds it, and a page to test it with.

use url::Url;

use super::{PagePath, RagflowVersion, SiteOrigin, html};
use crate::domain::verdict::EmbedKind;
use crate::text::sanitize;

/// The colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

/// The floating button in place of a whole page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widget {
    /// Whether answers appear word by word.
    pub streaming: bool,
    /// Whether it makes no sound.
    pub muted: bool,
}

/// What RAGFlow's dialog "Embed into site" offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedOptions {
    /// The language; `None`: that of the visitor's browser.
    pub locale: Option<String>,
    /// The colours; `None`: RAGFlow's default.
    pub theme: Option<Theme>,
    /// Whether the avatar and the name are hidden.
    pub hide_avatar: bool,
    /// The visitor's id, which RAGFlow writes into the sessions of an agent.
    pub user_id: Option<String>,
    /// Whether visitors get the published version of an agent.
    pub release: bool,
    /// The floating button; `None`: a whole page.
    pub widget: Option<Widget>,
}

/// What is embedded, and where.
#[derive(Debug)]
pub struct EmbedPage<'a> {
    /// Chat, agent or search.
    pub kind: EmbedKind,
    /// Its id.
    pub id: &'a str,
    /// Its tenant, which the URL of a search contains.
    pub tenant_id: &'a str,
    /// The beta, in clear text.
    pub beta: &'a str,
    /// The site of RAGFlow's web interface.
    pub origin: &'a SiteOrigin,
    /// The path of the page.
    pub path: PagePath,
    /// How the page looks.
    pub options: &'a EmbedOptions,
}

impl EmbedOptions {
    /// Whether a version of RAGFlow has these options for a chat, agent or search.
    ///
    /// # Errors
    /// With the option that it does not have, and why.
    pub fn check(&self, kind: EmbedKind, version: RagflowVersion) -> Result<(), String> {
        let is_agent = kind == EmbedKind::Agent;
        let is_search = kind == EmbedKind::Search;
        let widget = self.widget.unwrap_or_default();
        let since = |minor| version >= RagflowVersion::from_minor(minor);
        let checks = [
            (
                self.theme.is_some() && is_search,
                "--theme: a search has none",
            ),
            (
                self.theme.is_some() && self.widget.is_some(),
                "--theme: the widget has none",
            ),
            (
                self.theme.is_some() && !since(25),
                "--theme: RAGFlow has it since 0.25",
            ),
            (
                self.widget.is_some() && is_search,
                "--widget: a search has none",
            ),
            (
                self.widget.is_some() && !since(21),
                "--widget: RAGFlow has it since 0.21",
            ),
            (
                widget.muted && !since(26),
                "--muted: RAGFlow has it since 0.26",
            ),
            (
                self.release && !is_agent,
                "--release: only agents have a published version",
            ),
            (
                self.release && !since(25),
                "--release: RAGFlow has it since 0.25",
            ),
            (
                self.user_id.is_some() && !is_agent,
                "--user-id: RAGFlow records it for agents only",
            ),
            (
                self.user_id.is_some() && !since(25),
                "--user-id: RAGFlow has it since 0.25",
            ),
        ];
        if let Some((_, problem)) = checks.into_iter().find(|(is_wrong, _)| *is_wrong) {
            return Err(problem.to_owned());
        }
        let locales = version.locales();
        match &self.locale {
            Some(locale) if !locales.contains(&locale.as_str()) => Err(format!(
                "--locale: RAGFlow {version} has {}",
                locales.join(", ")
            )),
            _ => Ok(()),
        }
    }
}

impl EmbedPage<'_> {
    /// The URL of the page, with the parameters in RAGFlow's order.
    pub fn url(&self) -> Url {
        let mut url = self.origin.url(self.path.path);
        let options = self.options;
        let mut query = url.query_pairs_mut();
        query
            .append_pair("shared_id", self.id)
            .append_pair("from", self.kind.name())
            .append_pair("auth", self.beta);
        if self.kind == EmbedKind::Search {
            query.append_pair("tenantId", self.tenant_id);
        }
        if options.release {
            query.append_pair("release", "true");
        }
        if options.hide_avatar {
            // RAGFlow shows the avatar for every other value, and without one.
            query.append_pair("visible_avatar", "1");
        }
        if let Some(locale) = &options.locale {
            query.append_pair("locale", locale);
        }
        if let Some(widget) = options.widget {
            query
                .append_pair("mode", "master")
                .append_pair("streaming", bool_text(widget.streaming));
            if widget.muted {
                query.append_pair("muted", "true");
            }
        }
        if let Some(theme) = options.theme {
            let name = match theme {
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            query.append_pair("theme", name);
        }
        if let Some(user_id) = &options.user_id {
            query.append_pair("userId", user_id);
        }
        drop(query);
        url
    }

    /// The HTML that embeds the page.
    pub fn snippet(&self) -> String {
        let src = html::escape(self.url().as_str());
        match self.options.widget {
            None => format!(
                "<iframe src=\"{src}\" style=\"width: 100%; height: 100%; min-height: 600px\" \
                 frameborder=\"0\"></iframe>\n"
            ),
            Some(_) => format!(
                "<iframe src=\"{src}\" style=\"position: fixed; bottom: 0; right: 0; width: 100px; \
                 height: 100px; border: none; z-index: 9999\" frameborder=\"0\" \
                 allow=\"microphone; camera\"></iframe>\n<script>\n{}</script>\n",
                WIDGET_SCRIPT.replace("ORIGIN", &script_text(&self.origin.to_string()))
            ),
        }
    }

    /// A page with nothing but the embedded page and its name, to be opened in a
    /// browser.
    pub fn test_page(&self, name: &str) -> String {
        let name = html::escape(&sanitize(name));
        let snippet = self.snippet();
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{name}</title>\n\
             <style>body {{ font-family: sans-serif; margin: 1rem }} iframe {{ min-height: 80vh }}\
             </style>\n</head>\n<body>\n<h1>{name}</h1>\n\
             <p>A test of the embedded {}. It is empty if the browser cannot reach {}.</p>\n\
             {snippet}</body>\n</html>\n",
            self.kind.name(),
            html::escape(&self.origin.to_string())
        )
    }
}

/// Opens the chat's window when the button asks for it. The names of the messages are
/// those of RAGFlow's widget (`web/src/components/floating-chat-widget.tsx`).
const WIDGET_SCRIPT: &str = "\
addEventListener(\"message\", function (event) {
  if (event.origin !== ORIGIN) return;
  var chat = document.getElementById(\"ragflow-chat\");
  if (event.data.type === \"CREATE_CHAT_WINDOW\" && !chat) {
    chat = document.createElement(\"iframe\");
    chat.id = \"ragflow-chat\";
    chat.src = event.data.src;
    chat.allow = \"microphone; camera\";
    chat.style.cssText = \"position: fixed; bottom: 104px; right: 24px; width: 380px; height: \
500px; border: none; z-index: 9998; display: none\";
    document.body.appendChild(chat);
  } else if (event.data.type === \"TOGGLE_CHAT\" && chat) {
    chat.style.display = event.data.isOpen ? \"block\" : \"none\";
  } else if (event.data.type === \"SCROLL_PASSTHROUGH\") {
    scrollBy(0, event.data.deltaY);
  }
});
";

fn bool_text(truth: bool) -> &'static str {
    match truth {
        true => "true",
        false => "false",
    }
}

/// A text as a string of JavaScript within an element of HTML.
fn script_text(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::embed::find_urls;

    const ID: &str = "25629d5ca84c57a547e86ebae601f572";

    fn page<'a>(
        kind: EmbedKind,
        origin: &'a SiteOrigin,
        options: &'a EmbedOptions,
        minor: u32,
    ) -> EmbedPage<'a> {
        let version = RagflowVersion::from_minor(minor);
        assert_eq!(options.check(kind, version), Ok(()));
        let path = PagePath::select(kind, options.widget.is_some(), version);
        EmbedPage {
            kind,
            id: ID,
            tenant_id: "t/1",
            beta: "sAt-QjisPF3vek76rOSzAToIn7aBVNk1",
            origin,
            path: path.expect("a path"),
            options,
        }
    }

    fn origin(text: &str) -> SiteOrigin {
        SiteOrigin::parse(text).expect("an origin")
    }

    /// The path and the parameters as a URL library reads them.
    fn parsed(url: &Url) -> (String, Vec<(String, String)>) {
        let url = Url::parse(url.as_str()).expect("a URL");
        let query = url.query_pairs().into_owned().collect();
        (url.path().to_owned(), query)
    }

    #[test]
    fn the_url_has_ragflows_parameters_in_its_order() {
        let origin = origin("https://rag.example.com:8443");
        let options = EmbedOptions {
            locale: Some("zh-Hans".to_owned()),
            theme: Some(Theme::Dark),
            hide_avatar: true,
            user_id: Some("a&b=c \"<王>".to_owned()),
            release: true,
            widget: None,
        };
        let (path, query) = parsed(&page(EmbedKind::Agent, &origin, &options, 27).url());
        let query: Vec<(&str, &str)> = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(path, "/agent/share");
        let expected = [
            ("shared_id", ID),
            ("from", "agent"),
            ("auth", "sAt-QjisPF3vek76rOSzAToIn7aBVNk1"),
            ("release", "true"),
            ("visible_avatar", "1"),
            ("locale", "zh-Hans"),
            ("theme", "dark"),
            ("userId", "a&b=c \"<王>"),
        ];
        assert_eq!(query, expected);
    }

    #[test]
    fn a_search_names_its_tenant_and_a_widget_its_mode() {
        let origin = origin("https://h");
        let plain = EmbedOptions::default();
        let url = page(EmbedKind::Search, &origin, &plain, 21).url();
        assert_eq!(
            url.as_str(),
            format!(
                "https://h/next-search/share?shared_id={ID}&from=search\
                 &auth=sAt-QjisPF3vek76rOSzAToIn7aBVNk1&tenantId=t%2F1"
            )
        );
        let widget = EmbedOptions {
            widget: Some(Widget {
                streaming: true,
                muted: true,
            }),
            ..EmbedOptions::default()
        };
        let url = page(EmbedKind::Agent, &origin, &widget, 27).url();
        assert!(url.as_str().contains("/chats/widget?"), "{url}");
        assert!(
            url.as_str()
                .ends_with("&mode=master&streaming=true&muted=true"),
            "{url}"
        );
    }

    #[test]
    fn a_page_finds_its_own_url_again() {
        // An apostrophe may be in the name of a host.
        let origin = origin("https://o'neil.example");
        for widget in [None, Some(Widget::default())] {
            let options = EmbedOptions {
                widget,
                ..EmbedOptions::default()
            };
            let page = page(EmbedKind::Chat, &origin, &options, 27);
            for text in [page.snippet(), page.test_page("Ada's <b>desk</b>\u{1b}[2J")] {
                assert!(!text.contains("<b>") && !text.contains('\u{1b}'), "{text}");
                let found = find_urls(&text);
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found[0].text, page.url().as_str());
            }
        }
    }

    #[test]
    fn options_that_a_version_does_not_have_are_refused() {
        let with = |change: fn(&mut EmbedOptions)| {
            let mut options = EmbedOptions::default();
            change(&mut options);
            options
        };
        let theme = with(|options| options.theme = Some(Theme::Light));
        let release = with(|options| options.release = true);
        let user_id = with(|options| options.user_id = Some("7".to_owned()));
        let widget = with(|options| options.widget = Some(Widget::default()));
        let chinese = with(|options| options.locale = Some("zh-Hans".to_owned()));
        for (options, kind, minor, expected) in [
            (&theme, EmbedKind::Chat, 27, true),
            (&theme, EmbedKind::Chat, 24, false),
            (&theme, EmbedKind::Search, 27, false),
            (&release, EmbedKind::Agent, 25, true),
            (&release, EmbedKind::Agent, 24, false),
            (&release, EmbedKind::Chat, 27, false),
            (&user_id, EmbedKind::Agent, 27, true),
            (&user_id, EmbedKind::Chat, 27, false),
            (&widget, EmbedKind::Chat, 21, true),
            (&widget, EmbedKind::Chat, 20, false),
            (&widget, EmbedKind::Search, 27, false),
            (&chinese, EmbedKind::Search, 25, true),
            (&chinese, EmbedKind::Search, 24, false),
        ] {
            let checked = options.check(kind, RagflowVersion::from_minor(minor));
            assert_eq!(checked.is_ok(), expected, "{options:?} {kind:?} {minor}");
        }
    }
}
