//! `--undo-file`

use clap::Args;

use crate::options::FileChoice;

/// The undo file of a command that changes keys.
#[derive(Args)]
pub(crate) struct UndoFileArgs {
    /// Save what `undo` needs in this file [default: a new file in
    /// ~/.local/state/ragflowctl/undo or the platform's equivalent]
    ///
    /// Only you can read it. A file of delete and rotate contains full keys and betas;
    /// one of create, import and backfill contains none.
    #[arg(long, value_name = "PATH|off", help_heading = "Safety")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(crate) undo_file: Option<FileChoice>,
}
