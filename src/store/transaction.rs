//! Transactions.

use super::driver_error::Fault;
use super::error::StoreError;
use super::handle::Store;

/// An open transaction. It is rolled back on drop, unless [`Tx::commit`]
/// succeeded.
pub struct Tx<'a> {
    pub(super) store: &'a mut Store,
    is_open: bool,
}

impl Store {
    /// Begins a transaction that is going to write.
    ///
    /// # Errors
    /// If another session holds the lock, or the connection is lost.
    pub fn begin(&mut self) -> Result<Tx<'_>, StoreError> {
        self.connection
            .begin()
            .map_err(|error| StoreError::new("cannot begin a transaction on", &self.url, error))?;
        Ok(Tx::already_begun(self))
    }
}

impl<'a> Tx<'a> {
    /// The transaction that `store` has begun.
    pub(super) fn already_begun(store: &'a mut Store) -> Self {
        Self {
            store,
            is_open: true,
        }
    }

    /// Commits the transaction.
    ///
    /// # Errors
    /// If the engine refuses, or the connection is lost. If it is lost, it is
    /// not known whether the transaction was committed ([`Fault::LostCommit`]).
    pub fn commit(mut self) -> Result<(), StoreError> {
        let committed = self.store.connection.commit();
        committed.map_err(|mut error| {
            let fault = error.fault;
            // The program itself ended the wait.
            let gave_up = matches!(fault, Fault::NoAnswer | Fault::Stopped | Fault::OutOfTime);
            if gave_up || fault == Fault::Lost {
                error.fault = Fault::LostCommit;
            }
            let error = StoreError::new("cannot commit on", &self.store.url, error);
            match gave_up {
                true => error.given_up(fault),
                false => error,
            }
        })?;
        self.is_open = false;
        Ok(())
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.is_open {
            // If the rollback fails the connection is lost, and the server rolls
            // the transaction back by itself.
            let _ = self.store.connection.rollback();
        }
    }
}
