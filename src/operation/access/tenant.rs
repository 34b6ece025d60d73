//! What is open in a tenant: its members, keys and betas, what the betas embed, webhooks
//! and bots.

use super::listed::{EachAccess, Listed};
use crate::domain::access::{Access, AccessKind, Judgement, NotChecked, Openness};
use crate::domain::api_key::ApiKey;
use crate::domain::beta_state::BetaState;
use crate::domain::form::Form;
use crate::domain::tenant::account_state;
use crate::domain::token::Beta;
use crate::domain::verdict::{
    EmbedFacts, EmbedKind, Facts, Generation, OwnerFacts, Purpose, Verdict, VerdictOutcome, judge,
    judge_embed,
};
use crate::env::Interrupt;
use crate::error::{Error, Result};
use crate::operation::explain::owner_facts;
use crate::store::{Capabilities, Member, Scope, Store, TenantEmbed};
use crate::text::{count, shell_word};

const REMOVE_MEMBER: &str = "in RAGFlow: the owner removes the member from the team";
const WITHDRAW: &str = "in RAGFlow: the owner removes the invitation from the team";
const SET_AUTHENTICATION: &str =
    "in RAGFlow: choose an authentication in the component Begin of the agent, or delete the agent";
const STOP_BOT: &str = "in RAGFlow: switch off or delete the bot (chat channels)";
/// Why the chats, agents and searches of a tenant are closed.
const NO_BETA: &str = "no key of the tenant has a beta";

/// Passes on everything that is open in a tenant. The membership of `without_user` is
/// left out.
///
/// # Errors
/// When the database cannot be read, `each` fails, or the user asks to stop.
pub(crate) fn list_tenant_access(
    tenant_id: &str,
    without_user: Option<&str>,
    store: &mut Store,
    interrupt: &Interrupt,
    listed: &mut Listed,
    each: &mut EachAccess<'_>,
) -> Result<()> {
    let (email, owner) = owner_facts(tenant_id, store)?;
    let state = match store.find_user(tenant_id)? {
        Some(user) => format!("its user is {}", user.account_state()),
        None => "orphan: no user has its ID".to_owned(),
    };
    each(&Access {
        object_id: Some(tenant_id.to_owned()),
        name: email,
        tenant_id: Some(tenant_id.to_owned()),
        ..Access::new(AccessKind::Tenant, state)
    })?;
    for member in store.read_members(tenant_id)? {
        if without_user != Some(member.membership.user_id.as_str()) {
            each(&member_access(member))?;
        }
    }
    let mut tenant = Tenant {
        id: tenant_id,
        owner,
        betas: 0,
    };
    tenant.list_keys(store, interrupt, listed, each)?;
    for kind in [EmbedKind::Chat, EmbedKind::Agent, EmbedKind::Search] {
        tenant.list_embeds(kind, store, each)?;
    }
    tenant.list_webhooks(store, each)?;
    tenant.list_bots(store, each)
}

fn member_access(member: Member) -> Access {
    let row = member.membership;
    let user = member.user.as_ref();
    let state = user.map_or("no such user", |user| {
        account_state(user.status.as_deref(), user.is_active.as_deref())
    });
    let close = match (row.is_owner(), row.is_invitation()) {
        (true, _) => None,
        (_, true) => Some(WITHDRAW.to_owned()),
        _ => Some(REMOVE_MEMBER.to_owned()),
    };
    Access {
        name: user.map(|user| user.email.clone()),
        open: Some(Openness::from_bool(!row.is_invitation())),
        close,
        object_id: Some(row.user_id),
        tenant_id: Some(row.tenant_id),
        ..Access::new(AccessKind::Member, format!("{}, {state}", row.role))
    }
}

struct Tenant<'a> {
    id: &'a str,
    /// The user with the tenant's id; `None` if there is none.
    owner: Option<OwnerFacts>,
    /// The keys that have a beta.
    betas: u64,
}

impl Tenant<'_> {
    fn facts(&self) -> Facts {
        Facts {
            is_in_database: true,
            owner: self.owner,
            ..Facts::default()
        }
    }

    fn command(&self, command: &str) -> String {
        format!("ragflowctl {command} --tenant {}", shell_word(self.id))
    }

    fn access(&self, kind: AccessKind, state: impl Into<String>) -> Access {
        Access {
            tenant_id: Some(self.id.to_owned()),
            ..Access::new(kind, state)
        }
    }

    fn not_checked(&self, kind: AccessKind, reason: &NotChecked) -> Access {
        Access {
            tenant_id: Some(self.id.to_owned()),
            ..Access::not_checked(kind, reason)
        }
    }

    fn list_keys(
        &mut self,
        store: &mut Store,
        interrupt: &Interrupt,
        listed: &mut Listed,
        each: &mut EachAccess<'_>,
    ) -> Result<()> {
        let facts = self.facts();
        let as_key = Judgement::new(|generation| judge(Purpose::ApiKey, generation, &facts));
        let as_beta = Judgement::new(|generation| judge(Purpose::Beta, generation, &facts));
        let empty_beta_opens = store.empty_beta_opens()?;
        let mut unreadable = std::mem::take(&mut listed.unreadable);
        let mut betas = 0;
        let this = &*self;
        let mut list = |key: &ApiKey<'_>, _: Option<bool>| {
            if interrupt.is_requested() {
                return Err(Error::stopped().hint("output is incomplete"));
            }
            // `=` ignores case on MySQL; an id is compared by its bytes.
            if key.tenant_id != this.id {
                return Ok(());
            }
            let state = match key.token.form() {
                Form::Legacy => BetaState::Guessable.name(),
                Form::Modern | Form::Hex | Form::Other => BetaState::Fine.name(),
            };
            if key.token.form() == Form::Legacy {
                listed.add_guessable(this.id);
            }
            let id = key.token.id();
            let close = this.command(&format!("token delete {id}"));
            each(&Access {
                key_id: Some(id.clone()),
                ..this.access(AccessKind::Key, state).judged(&as_key, close)
            })?;
            let close = this.command(&format!("beta rotate {id}"));
            let state = match (BetaState::new(key, false), &key.beta) {
                (BetaState::Missing, Some(beta)) if is_open_door(beta, empty_beta_opens) => {
                    "empty: a control character opens it"
                }
                (BetaState::Missing, _) => return Ok(()),
                (state, _) => state.name(),
            };
            betas += 1;
            each(&Access {
                key_id: Some(id),
                ..this.access(AccessKind::Beta, state).judged(&as_beta, close)
            })
        };
        let read = store.stream_audited_keys::<Error>(
            Scope::Tenant(self.id),
            [self.id, self.id],
            Capabilities::default(),
            &mut list,
            &mut |reason| unreadable.add(reason),
        );
        self.betas = betas;
        listed.unreadable = unreadable;
        read
    }

    fn list_embeds(
        &self,
        kind: EmbedKind,
        store: &mut Store,
        each: &mut EachAccess<'_>,
    ) -> Result<()> {
        let access = match kind {
            EmbedKind::Chat => AccessKind::Chat,
            EmbedKind::Agent => AccessKind::Agent,
            EmbedKind::Search => AccessKind::Search,
        };
        let embeds = match store.read_embeds(kind, self.id)? {
            Ok(embeds) => embeds,
            Err(reason) => return each(&self.not_checked(access, &reason)),
        };
        for embed in embeds {
            each(&self.embed_access(access, kind, embed))?;
        }
        Ok(())
    }

    fn embed_access(&self, access: AccessKind, kind: EmbedKind, embed: TenantEmbed) -> Access {
        let state = match (embed.is_valid, self.betas) {
            (Some(false), _) => "deleted (status is not '1')".to_owned(),
            (None, 0) => "no betas; status not checked: no right to read it".to_owned(),
            (_, 0) => "no betas".to_owned(),
            (None, betas) => format!(
                "{}; status not checked: no right to read it",
                count(betas, "beta")
            ),
            (Some(true), betas) => count(betas, "beta"),
        };
        let is_valid = embed.is_valid.unwrap_or(true);
        let judgement = Judgement::new(|generation| self.judge_embed(generation, kind, is_valid));
        // Another tenant's beta opens a chat in old versions: nothing here closes it.
        let close = match self.betas {
            0 => format!("in RAGFlow: delete the {}", kind.name()),
            _ => self.command("beta rotate --every"),
        };
        Access {
            object_id: Some(embed.id),
            name: embed.name,
            ..self.access(access, state).judged(&judgement, close)
        }
    }

    fn judge_embed(&self, generation: Generation, kind: EmbedKind, is_valid: bool) -> Verdict {
        if self.betas == 0 {
            let verdict = judge_embed(generation, kind, EmbedFacts::OtherTenant, None);
            return match verdict.outcome {
                VerdictOutcome::Accepted => verdict,
                VerdictOutcome::Mixed => Verdict {
                    decided_by: NO_BETA,
                    ..verdict
                },
                VerdictOutcome::Rejected | VerdictOutcome::Unknown => Verdict {
                    outcome: VerdictOutcome::Rejected,
                    decided_by: NO_BETA,
                    ..verdict
                },
            };
        }
        let verdict = judge(Purpose::Beta, generation, &self.facts());
        match verdict.outcome {
            VerdictOutcome::Rejected | VerdictOutcome::Unknown => verdict,
            VerdictOutcome::Accepted => {
                judge_embed(generation, kind, EmbedFacts::OwnTenant { is_valid }, None)
            }
            VerdictOutcome::Mixed => {
                let embed = EmbedFacts::OwnTenant { is_valid };
                match judge_embed(generation, kind, embed, None) {
                    embed if embed.outcome == VerdictOutcome::Accepted => verdict,
                    embed => embed,
                }
            }
        }
    }

    fn list_webhooks(&self, store: &mut Store, each: &mut EachAccess<'_>) -> Result<()> {
        let webhooks = match store.read_open_webhooks(self.id)? {
            Ok(webhooks) => webhooks,
            Err(reason) => return each(&self.not_checked(AccessKind::Webhook, &reason)),
        };
        for agent in webhooks {
            let access = match agent.webhook {
                Some(webhook) => self
                    .access(AccessKind::Webhook, "no authentication")
                    .judged(
                        &Judgement::new(|generation| webhook.judge(generation)),
                        SET_AUTHENTICATION,
                    ),
                None => Access {
                    open: Some(Openness::Unknown),
                    ..self.access(AccessKind::Webhook, "not checked: dsl is not JSON")
                },
            };
            each(&Access {
                object_id: Some(agent.id),
                name: agent.name,
                ..access
            })?;
        }
        Ok(())
    }

    fn list_bots(&self, store: &mut Store, each: &mut EachAccess<'_>) -> Result<()> {
        let bots = match store.read_bots(self.id)? {
            Ok(bots) => bots,
            // Before 0.27 there are no bots.
            Err(NotChecked {
                is_denied: false, ..
            }) => return Ok(()),
            Err(reason) => return each(&self.not_checked(AccessKind::Bot, &reason)),
        };
        for bot in bots {
            let channel = bot.channel.as_deref().unwrap_or("unknown messenger");
            let state = match bot.is_on {
                true => format!("{channel}, runs also without its owner's account"),
                false => format!("{channel}, switched off"),
            };
            each(&Access {
                object_id: Some(bot.id),
                name: bot.name,
                open: Some(Openness::from_bool(bot.is_on)),
                close: bot.is_on.then(|| STOP_BOT.to_owned()),
                ..self.access(AccessKind::Bot, state)
            })?;
        }
        Ok(())
    }
}

/// Whether a beta is empty, and the database finds a control character equal to it.
fn is_open_door(beta: &Beta<'_>, empty_beta_opens: bool) -> bool {
    empty_beta_opens && beta.expose().is_empty()
}
