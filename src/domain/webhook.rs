//! Webhooks of agents, and which versions of RAGFlow run them without authentication.
//!
//! An agent has a webhook if its component `Begin` has the mode "Webhook". RAGFlow has
//! webhooks since 0.23.

use serde_json::Value;

use super::verdict::{Generation, Verdict, VerdictOutcome};

/// The mode of an agent that a webhook starts, as `dsl` contains it.
pub const WEBHOOK_MODE: &str = "Webhook";
/// The category of data flows, which have no webhooks.
pub const DATAFLOW_CATEGORY: &str = "dataflow_canvas";

/// A webhook that asks for no authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenWebhook {
    /// Whether the setting `allow_anonymous` is on, which 0.27 asks for.
    pub allows_anonymous: bool,
}

/// The webhook of an agent, by the column `dsl`. `None`: the agent has no webhook, or it
/// asks for authentication.
///
/// # Errors
/// When the text is not JSON.
pub fn find_open_webhook(dsl: &str) -> Result<Option<OpenWebhook>, serde_json::Error> {
    let dsl: Value = serde_json::from_str(dsl)?;
    let components = dsl.get("components").and_then(Value::as_object);
    let objects = components.into_iter().flatten();
    let objects = objects.filter_map(|(_, component)| component.get("obj"));
    let mut webhooks = objects.filter_map(open_webhook);
    Ok(webhooks.next())
}

fn open_webhook(object: &Value) -> Option<OpenWebhook> {
    let name = object.get("component_name")?.as_str()?;
    let params = object.get("params")?;
    let is_webhook = name.eq_ignore_ascii_case("begin")
        && params.get("mode").and_then(Value::as_str) == Some(WEBHOOK_MODE);
    let security = params.get("security");
    let setting = |name: &str| security.and_then(|security| security.get(name));
    let auth_type = match setting("auth_type") {
        None | Some(Value::Null) => "none",
        Some(value) => value.as_str().unwrap_or_default(),
    };
    (is_webhook && auth_type == "none").then(|| OpenWebhook {
        allows_anonymous: setting("allow_anonymous") == Some(&Value::Bool(true)),
    })
}

impl OpenWebhook {
    /// What a version does with a request without authentication.
    pub fn judge(self, generation: Generation) -> Verdict {
        match generation {
            Generation::UpTo024 | Generation::V025 => Verdict::accepted("no authentication"),
            Generation::From026 if self.allows_anonymous => Verdict::accepted("allow_anonymous"),
            // 0.26 runs it, and 0.27 does not.
            Generation::From026 => Verdict {
                outcome: VerdictOutcome::Mixed,
                ..Verdict::accepted("0.27 asks for allow_anonymous")
            },
            Generation::Go027 => Verdict::unknown("not known for the Go server", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(params: &str) -> String {
        format!(
            r#"{{"history": [], "components": {{
                "Agent:0": {{"obj": {{"component_name": "Agent", "params": {{"mode": "Webhook"}}}}}},
                "begin": {{"obj": {{"component_name": "Begin", "params": {params}}}}}
            }}}}"#
        )
    }

    fn find(params: &str) -> Option<bool> {
        let webhook = find_open_webhook(&agent(params)).expect("JSON");
        webhook.map(|webhook| webhook.allows_anonymous)
    }

    #[test]
    fn a_webhook_without_authentication_is_found() {
        assert_eq!(find(r#"{"mode": "conversational"}"#), None);
        assert_eq!(find(r#"{"mode": "Webhook"}"#), Some(false));
        assert_eq!(find(r#"{"mode": "Webhook", "security": {}}"#), Some(false));
        assert_eq!(
            find(
                r#"{"mode": "Webhook", "security": {"auth_type": "none", "allow_anonymous": true}}"#
            ),
            Some(true)
        );
        assert_eq!(
            find(r#"{"mode": "Webhook", "security": {"auth_type": "token"}}"#),
            None
        );
        assert_eq!(find_open_webhook("[]").expect("JSON"), None);
        assert!(find_open_webhook("{").is_err());
    }

    #[test]
    fn the_latest_version_asks_for_a_setting() {
        let outcome = |allows_anonymous| {
            OpenWebhook { allows_anonymous }
                .judge(Generation::From026)
                .outcome
        };
        assert_eq!(outcome(true), VerdictOutcome::Accepted);
        assert_eq!(outcome(false), VerdictOutcome::Mixed);
    }
}
