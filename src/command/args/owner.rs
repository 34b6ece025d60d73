//! OWNER: `--user`, `--tenant` or `--login-token`

use clap::Args;

use crate::domain::tenant::User;
use crate::error::{Error, Result};
use crate::operation::login::{self, TokenAge};
use crate::operation::owner::{self, Owner};
use crate::session::{OpenDatabase, Session};
use crate::settings::{self, Settings};

/// The owner whose keys a command is about. A user stands for the tenant that
/// the user owns.
#[derive(Args, Clone)]
pub(crate) struct OwnerArgs {
    /// The owner's e-mail address or user ID
    #[arg(short, long, value_name = "EMAIL|ID", conflicts_with = "tenant")]
    #[arg(help_heading = "Owner")]
    pub(crate) user: Option<String>,

    /// The tenant's ID
    #[arg(short, long, value_name = "ID", help_heading = "Owner")]
    pub(crate) tenant: Option<String>,

    /// Read the value of a signed-in user's Authorization header from stdin (-)
    ///
    /// It is verified as in RAGFlow, with the secret key from RAGFLOW_SECRET_KEY
    /// or from ragflow.secret_key in the deployment's service_conf.yaml.
    #[arg(long, value_name = "-", value_parser = ["-"], allow_hyphen_values = true)]
    #[arg(help_heading = "Owner")]
    #[arg(conflicts_with_all = ["user", "tenant"], hide_possible_values = true)]
    pub(crate) login_token: Option<String>,
}

impl OwnerArgs {
    /// Whether an owner is given.
    pub(crate) fn is_given(&self) -> bool {
        self.user.is_some() || self.tenant.is_some() || self.login_token.is_some()
    }

    /// The owner that is given, else that of RAGFLOWCTL_USER, for a command
    /// that requires one.
    ///
    /// # Errors
    /// When the variable is not a name.
    pub(crate) fn or_default(&self, settings: &Settings) -> Result<Self> {
        let mut user = self.user.clone();
        if !self.is_given() {
            user = settings.default_user()?.map(str::to_owned);
        }
        Ok(Self {
            user,
            ..self.clone()
        })
    }

    /// Finds the owner if one is given, and prints what an operator should
    /// know about them.
    ///
    /// # Errors
    /// When there is no such owner.
    pub(crate) fn find(
        &self,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Option<Owner>> {
        let store = &mut database.store;
        let owner = if let Some(tenant_id) = &self.tenant {
            owner::find_tenant(settings::check_owner_name("--tenant", tenant_id)?, store)?
        } else if let Some(name) = &self.user {
            owner::find_owned_tenant(settings::check_owner_name("--user", name)?, store)?
        } else if self.login_token.is_some() {
            let user = find_signed_in_user(database, session)?;
            owner::resolve_owned_tenant(user, &mut database.store)?
        } else {
            return Ok(None);
        };
        for warning in owner.warnings() {
            session.messages.warning(&warning);
        }
        Ok(Some(owner))
    }

    /// Finds the owner.
    ///
    /// # Errors
    /// When none is given, or there is no such owner.
    pub(crate) fn find_required(
        &self,
        database: &mut OpenDatabase,
        session: &mut Session<'_>,
    ) -> Result<Owner> {
        let owner = self.find(database, session)?;
        owner.ok_or_else(|| {
            Error::usage("no owner given").hint("use --user EMAIL|ID or --tenant ID")
        })
    }
}

/// The user of the login token on stdin.
fn find_signed_in_user(database: &mut OpenDatabase, session: &mut Session<'_>) -> Result<User> {
    // Stdin may be a person at a terminal.
    database.store.end_snapshot()?;
    let line = session
        .stdin
        .read_one_line("--login-token -", login::FORM)?;
    let token = login::parse_token(&line)?;
    let secret = settings::find_secret_key(&session.vars, database.secret_key.as_ref())?;
    if let Some(warning) = &secret.warning {
        session.messages.warning(warning);
    }
    let signed_in = login::find_signed_in_user(&token, secret.key.as_ref(), &mut database.store)?;
    if let Some(key) = &secret.key {
        let text = format!(
            "login token: verified with the secret key from {}",
            key.origin
        );
        session.messages.verbose(&text);
    }
    match signed_in.age(session.clock.now().timestamp()) {
        TokenAge::Note(text) => session.messages.note(&text),
        TokenAge::Warning(text) => session.messages.warning(&text),
    }
    Ok(signed_in.user)
}
