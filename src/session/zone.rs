//! The zone that dates are written in: decided once a run, when something
//! first needs it, and said.

use crate::database_url::DatabaseUrl;
use crate::domain::stamp::Stamp;
use crate::domain::zone::{self, DateZone, OffsetCount, ZoneDecision, ZoneReason, ZoneSpec};
use crate::session::Session;
use crate::store::{Store, StoreError};

/// The zone of a run.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    /// `None`: nothing needed it yet.
    decision: Option<ZoneDecision>,
    /// Whether the user was told that it may be wrong.
    warned: bool,
}

impl Session<'_> {
    /// The present moment, as RAGFlow's server would write it into this
    /// database. To be asked outside a transaction: the first time it reads.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn now(&mut self, store: &mut Store) -> Result<Stamp, StoreError> {
        let decision = self.zone(store)?;
        if !self.zone.warned && decision.is_doubtful() {
            self.warn_of_zone(&decision, store);
        }
        self.zone.warned = true;
        let clock = self.clock;
        let own = |at| clock.offset_at(at);
        Ok(decision.zone.stamp(clock.now(), &own))
    }

    /// The zone that dates are written in, and why that one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn zone(&mut self, store: &mut Store) -> Result<ZoneDecision, StoreError> {
        if let Some(decision) = &self.zone.decision {
            return Ok(decision.clone());
        }
        let evidence = store.zone_evidence()?;
        let told = self
            .settings
            .timezone
            .as_ref()
            .map(|zone| zone.value.clone());
        let clock = self.clock;
        let decision = zone::decide(told, &evidence.pairs, &|at| clock.offset_at(at));
        for table in evidence.left_out {
            self.messages.verbose(&format!(
                "zone: {table} is left out, because its update_time and update_date cannot be read"
            ));
        }
        let why = self.why(&decision);
        self.messages.verbose(&format!("zone: {why}"));
        self.zone.decision = Some(decision.clone());
        Ok(decision)
    }

    /// The zone's name, or its present offset where only that is known.
    pub(crate) fn zone_name(&self, zone: &DateZone) -> String {
        match zone {
            DateZone::Spec(named @ ZoneSpec::Named(_)) => named.to_string(),
            other => {
                let clock = self.clock;
                let offset = other.offset_at(clock.now(), &|at| clock.offset_at(at));
                format!("UTC{offset}")
            }
        }
    }

    /// Who named the zone, or what it was taken from.
    pub(crate) fn zone_source(&self, decision: &ZoneDecision) -> String {
        match (decision.reason, &self.settings.timezone) {
            (ZoneReason::Configured, Some(zone)) => zone.origin.to_string(),
            (ZoneReason::Configured | ZoneReason::NoRows | ZoneReason::ProcessMatchesRows, _) => {
                "this process".to_owned()
            }
            (ZoneReason::MostFrequentOffset, _) => "the newest rows".to_owned(),
        }
    }

    fn why(&self, decision: &ZoneDecision) -> String {
        let zone = self.zone_name(&decision.zone);
        let rows = of_rows(decision.agreeing, decision.rows);
        match decision.reason {
            ZoneReason::Configured => format!("{zone} (from {})", self.zone_source(decision)),
            ZoneReason::NoRows => format!("this process's, {zone}; no row shows another"),
            ZoneReason::ProcessMatchesRows => format!("this process's, {zone}, going by {rows}"),
            ZoneReason::MostFrequentOffset => {
                let own = self.zone_name(&DateZone::Process);
                format!("{zone}, going by {rows}; this process's is {own}")
            }
        }
    }

    /// Says what speaks against the zone, if anything does. Nobody's server
    /// reads what is written into the sample: there it does not matter.
    pub(crate) fn warn_of_zone(&mut self, decision: &ZoneDecision, store: &Store) {
        const ASK: &str = "--timezone NAME says in which zone RAGFlow's server runs";
        if *store.url() == DatabaseUrl::Demo {
            return;
        }
        let zone = self.zone_name(&decision.zone);
        let differ = decision.rows - decision.agreeing;
        let differing = of_rows(differ, decision.rows);
        let others = offsets(&decision.others);
        let verb = if differ == 1 { "is" } else { "are" };
        let text = match (decision.reason, differ) {
            (ZoneReason::MostFrequentOffset, 0) => {
                let own = self.zone_name(&DateZone::Process);
                let rows = of_rows(decision.agreeing, decision.rows);
                format!(
                    "dates are written in {zone}, going by {rows}, and not in this process's \
                     zone, {own}: {ASK}"
                )
            }
            (ZoneReason::MostFrequentOffset, _) => {
                let rows = of_rows(decision.agreeing, decision.rows);
                let season = match decision.shows_daylight_saving() {
                    true => ", as in a zone with daylight saving",
                    false => "",
                };
                format!(
                    "dates are written in {zone}, going by {rows}; {differ} {verb} in \
                     {others}{season}: {ASK}"
                )
            }
            (_, 0) => return,
            (ZoneReason::Configured, _) => {
                let source = self.zone_source(decision);
                format!(
                    "dates are written in {zone} (from {source}), but {differing} {verb} in {others}"
                )
            }
            (ZoneReason::NoRows | ZoneReason::ProcessMatchesRows, _) => format!(
                "dates are written in this process's zone, {zone}, but {differing} {verb} in {others}"
            ),
        };
        self.messages.warning(&text);
    }
}

/// `47 of the newest 50 rows`
fn of_rows(some: usize, all: usize) -> String {
    match (some, all) {
        (1, 1) => "the only row that tells".to_owned(),
        _ if some == all => format!("all of the newest {all} rows"),
        _ => format!("{some} of the newest {all} rows"),
    }
}

/// `UTC+08:00`, or `UTC+08:00 (30), UTC+00:00 (7)`
fn offsets(shares: &[OffsetCount]) -> String {
    if let [only] = shares {
        return format!("UTC{}", only.offset);
    }
    let shares = shares
        .iter()
        .map(|share| format!("UTC{} ({})", share.offset, share.rows));
    shares.collect::<Vec<_>>().join(", ")
}
