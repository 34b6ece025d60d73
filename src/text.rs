//! Text for people and for shells: escaping, quoting, plural forms.

mod age;
mod plural;
mod sanitize;
mod shell;
mod suggestion;
mod wrap;

pub use age::age;
pub use plural::count;
pub use sanitize::{may_be_secret, named_path, quoted, sanitize};
pub use shell::shell_word;
pub use suggestion::with_connection;
pub use wrap::wrap;
