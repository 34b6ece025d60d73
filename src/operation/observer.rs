//! What an operation reports while it runs.

/// Receives the progress and the notes of an operation.
pub(crate) trait Observer {
    /// This many more keys are done.
    fn advance(&mut self, keys: u64);
    /// A detail that only `-v` shows.
    fn verbose(&mut self, text: &str);
    /// Something the user should know.
    fn note(&mut self, text: &str);
    /// Something that went wrong without stopping the operation.
    fn warning(&mut self, text: &str);
}
