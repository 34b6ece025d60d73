//! The rows of another table that have the ids of a page.
//!
//! They are read along the index, from the first id of the page to the last, and put
//! together with the ids in the program. A join would look up each id, which takes MySQL
//! several times as long, and fails where the tables have different collations.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::error::{BadValue, StoreError};
use super::handle::Store;
use super::sql;
use super::sql::ids::Ids;
use super::value::{Param, Row, Value};

/// The most ids of a page.
pub(super) const IDS_PER_PAGE: u32 = 20_000;

/// The ids of a small first page. Each page is ten times as large as the one before, up
/// to the most.
pub(super) const FIRST_PAGE: u32 = 100;

/// The ids that one statement looks up.
const IDS_PER_STATEMENT: usize = 100;

/// A page with more ids than this may read the whole table of memberships.
const MANY_IDS: usize = 1_000;

/// The most memberships for each id of such a page: MySQL finds a row through the index
/// in ten times the time that it takes to read the next one.
const MEMBERSHIPS_PER_ID: u32 = 10;

/// Writes a statement that selects rows by their ids.
pub(super) type Select<'a> = dyn Fn(Ids) -> String + 'a;

/// Called for each row, with the place of its id in the list of ids.
pub(super) type EachPlaced<'a> = dyn FnMut(usize, &dyn Row) -> Result<(), BadValue> + 'a;

/// How the memberships of a page are read, where the engine has to be told.
#[derive(Default)]
pub(super) struct MembershipPlan {
    /// The rows of `user_tenant`, counted up to as many as may be read for a full page.
    /// `None` before they are counted.
    counted: Option<u64>,
}

impl MembershipPlan {
    /// The memberships for a FROM clause that looks up this number of ids. `by_index` is the
    /// clause that reads them by an index.
    pub(super) fn clause(
        &mut self,
        by_index: String,
        ids: usize,
        store: &mut Store,
    ) -> Result<String, StoreError> {
        if by_index == sql::audit::ANY_PLAN || ids <= MANY_IDS {
            return Ok(by_index);
        }
        let counted = match self.counted {
            Some(counted) => counted,
            None => store.count_memberships(1 + IDS_PER_PAGE * MEMBERSHIPS_PER_ID)?,
        };
        self.counted = Some(counted);
        match counted / u64::from(MEMBERSHIPS_PER_ID) > ids as u64 {
            true => Ok(by_index),
            false => Ok(sql::audit::ANY_PLAN.to_owned()),
        }
    }
}

impl Store {
    /// The number of memberships, counted up to a limit.
    fn count_memberships(&mut self, limit: u32) -> Result<u64, StoreError> {
        let mut count = 0;
        self.stream(
            sql::audit::COUNT_MEMBERSHIPS,
            &[i64::from(limit).into()],
            &mut |row| {
                count = row.value(0).as_count();
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(count)
    }

    /// Reads the rows of another table with these ids, which are in the order of their
    /// own table's index. The first column is the id.
    pub(super) fn rows_of_ids(
        &mut self,
        select: &Select<'_>,
        ids: &[&str],
        each: &mut EachPlaced<'_>,
    ) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
            return Ok(());
        };
        let places: HashMap<&str, usize> = ids.iter().copied().zip(0..).collect();
        let mut is_found = vec![false; ids.len()];
        // Whether all ids are hexadecimal: two of them are equal only if their bytes are,
        // and their order is the same, whatever the collations of the two tables.
        let mut are_plain = is_plain(first) && is_plain(last);
        self.stream(
            &select(Ids::Between),
            &[(*first).into(), (*last).into()],
            &mut |row| {
                let Value::Text(id) = row.value(0) else {
                    return Ok(ControlFlow::Continue(()));
                };
                are_plain = are_plain && is_plain(id);
                if let Some(&place) = places.get(id) {
                    is_found[place] = true;
                    each(place, row)?;
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        let others = ids.iter().copied().enumerate();
        let others: Vec<_> = others
            .filter(|(place, id)| !(is_found[*place] || are_plain && is_plain(id)))
            .collect();
        self.rows_equal_to(select, &others, each)
    }

    /// Reads the rows whose ids the engine finds equal to these, as RAGFlow's server
    /// does: on MySQL also ids that differ in case.
    pub(super) fn rows_equal_to(
        &mut self,
        select: &Select<'_>,
        ids: &[(usize, &str)],
        each: &mut EachPlaced<'_>,
    ) -> Result<(), StoreError> {
        for some in ids.chunks(IDS_PER_STATEMENT) {
            let selects: Vec<String> = (0..some.len()).map(|id| select(Ids::EqualTo(id))).collect();
            let params: Vec<Param<'_>> = some.iter().map(|(_, id)| (*id).into()).collect();
            self.stream(&selects.join(" UNION ALL "), &params, &mut |row| {
                let id = usize::try_from(row.value(0).as_count()).unwrap_or(usize::MAX);
                if let Some((place, _)) = some.get(id) {
                    each(*place, row)?;
                }
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(())
    }
}

/// Whether an id is made of lower-case hexadecimal digits, as RAGFlow makes them.
fn is_plain(id: &str) -> bool {
    id.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
