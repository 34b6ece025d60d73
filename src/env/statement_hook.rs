//! A hook around every database statement, for tests only.

/// Called before and after every statement. A test makes a statement fail in
/// this way, to prove that an interrupted run leaves nothing half done.
pub trait StatementHook: Send + Sync {
    /// Called before a statement is sent.
    ///
    /// # Errors
    /// When the statement must not reach the database.
    fn before(&self) -> Result<(), InjectedFailure>;
    /// Called after the database carried a statement out.
    ///
    /// # Errors
    /// When the answer must not reach the program.
    fn after(&self) -> Result<(), InjectedFailure>;
}

/// A [`StatementHook`] simulates a broken connection.
#[derive(Debug, thiserror::Error)]
#[error("the connection was lost")]
pub struct InjectedFailure;
