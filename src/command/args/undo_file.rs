//! `--undo-file`

use clap::Args;

use crate::options::FileChoice;

/// The undo file of a command that changes keys.
#[derive(Args)]
pub(crate) struct UndoFileArgs {
    /// Save the old and new rows for `undo` in this file [default: a new file in
    /// ~/.local/state/ragflowctl/undo or the platform's equivalent]
    ///
    /// The file contains full keys and betas; only you can read it.
    #[arg(long, value_name = "PATH|off", help_heading = "Safety")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(crate) undo_file: Option<FileChoice>,
}
