//! The time zone of the dates that are written: decided when something first
//! needs it.

use super::messages::Messages;
use crate::database_url::DatabaseUrl;
use crate::domain::stamp::Stamp;
use crate::domain::zone::{self, DateZone, OffsetCount, ZoneDecision, ZoneReason, ZoneSpec};
use crate::env::Clock;
use crate::settings::Setting;
use crate::store::{Store, StoreError};
use crate::text::count;

/// The zone of a run.
pub(crate) struct ZoneChoice<'a> {
    /// The zone that an option, the profile or the deployment names.
    setting: Option<Setting<ZoneSpec>>,
    clock: &'a dyn Clock,
    /// `None` until something needs the zone.
    decision: Option<ZoneDecision>,
    /// Whether doubts were reported.
    warned: bool,
}

/// The clock of RAGFlow's server: the present moment in its zone.
pub(crate) struct DateClock<'a> {
    zone: DateZone,
    clock: &'a dyn Clock,
}

impl DateClock<'_> {
    /// The present moment, as RAGFlow's server would write it.
    pub(crate) fn now(&self) -> Stamp {
        let process_offset = |at| self.clock.offset_at(at);
        self.zone.stamp(self.clock.now(), &process_offset)
    }
}

impl<'a> ZoneChoice<'a> {
    pub(super) fn new(setting: Option<Setting<ZoneSpec>>, clock: &'a dyn Clock) -> Self {
        Self {
            setting,
            clock,
            decision: None,
            warned: false,
        }
    }

    /// The clock for dates that are going to be written; warns once where the
    /// zone is in doubt. Reads the database the first time: not to be called
    /// inside a transaction.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn date_clock(
        &mut self,
        store: &mut Store,
        messages: &mut Messages<'_>,
    ) -> Result<DateClock<'a>, StoreError> {
        let decision = self.decide(store, messages)?;
        if !self.warned && decision.is_doubtful() {
            self.warn(&decision, store, messages);
        }
        self.warned = true;
        Ok(DateClock {
            zone: decision.zone,
            clock: self.clock,
        })
    }

    /// Decides on the zone, and why.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn decide(
        &mut self,
        store: &mut Store,
        messages: &mut Messages<'_>,
    ) -> Result<ZoneDecision, StoreError> {
        if let Some(decision) = &self.decision {
            return Ok(decision.clone());
        }
        let evidence = store.read_zone_evidence()?;
        let setting = self.setting.as_ref().map(|zone| zone.value.clone());
        let clock = self.clock;
        let decision = zone::decide(setting, &evidence.pairs, &|at| clock.offset_at(at));
        for table in evidence.skipped_tables {
            messages.verbose(&format!(
                "zone: ignoring {table}, whose update_time and update_date cannot be read"
            ));
        }
        messages.verbose(&format!("zone: {}", self.reason(&decision)));
        self.decision = Some(decision.clone());
        Ok(decision)
    }

    /// The zone of most dates, for the heading of a table.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn heading(
        &mut self,
        store: &mut Store,
        messages: &mut Messages<'_>,
    ) -> Result<String, StoreError> {
        let decision = self.decide(store, messages)?;
        let name = self.name(&decision.zone);
        Ok(match decision.agreeing < decision.rows {
            true => format!("mostly {name}"),
            false => name,
        })
    }

    /// The zone's name, or its present offset where only that is known.
    pub(crate) fn name(&self, zone: &DateZone) -> String {
        match zone {
            DateZone::Spec(named @ ZoneSpec::Named(_)) => named.to_string(),
            other => {
                let clock = self.clock;
                let offset = other.offset_at(clock.now(), &|at| clock.offset_at(at));
                format!("UTC{offset}")
            }
        }
    }

    /// What the zone was taken from.
    pub(crate) fn source(&self, decision: &ZoneDecision) -> String {
        match (decision.reason, &self.setting) {
            (ZoneReason::Configured, Some(zone)) => zone.origin.to_string(),
            (ZoneReason::Configured | ZoneReason::NoRows | ZoneReason::ProcessMatchesRows, _) => {
                "this process".to_owned()
            }
            (ZoneReason::MostFrequentOffset, _) => "the newest rows".to_owned(),
        }
    }

    fn reason(&self, decision: &ZoneDecision) -> String {
        let zone = self.name(&decision.zone);
        let rows = row_share(decision.agreeing, decision.rows);
        match decision.reason {
            ZoneReason::Configured => format!("{zone} (from {})", self.source(decision)),
            ZoneReason::NoRows => {
                format!("{zone}, the zone of this process; no row is in another zone")
            }
            ZoneReason::ProcessMatchesRows => {
                format!("{zone}, the zone of this process and of {rows}")
            }
            ZoneReason::MostFrequentOffset => {
                let own = self.name(&DateZone::Process);
                format!("{zone}, the zone of {rows}; the zone of this process is {own}")
            }
        }
    }

    /// Warns where rows disagree with the zone. Not for `demo:`, whose dates
    /// no server reads.
    pub(crate) fn warn(&self, decision: &ZoneDecision, store: &Store, messages: &mut Messages<'_>) {
        if *store.url() == DatabaseUrl::Demo {
            return;
        }
        if let Some(text) = self.warning(decision) {
            messages.warning(&text);
        }
    }

    fn warning(&self, decision: &ZoneDecision) -> Option<String> {
        const SET: &str = "Set --timezone to the zone of RAGFlow's server";
        let zone = self.name(&decision.zone);
        let differing = decision.rows - decision.agreeing;
        let rows = row_share(decision.agreeing, decision.rows);
        let others = offset_list(&decision.others);
        let verb = if differing == 1 { "is" } else { "are" };
        let disagreement = format!("{} {verb} in {others}", row_share(differing, decision.rows));
        Some(match (decision.reason, differing) {
            (ZoneReason::MostFrequentOffset, 0) => {
                let own = self.name(&DateZone::Process);
                format!(
                    "dates are written in {zone}, the zone of {rows}; the zone of this process is \
                     {own}. {SET}: an offset does not follow daylight saving time"
                )
            }
            (ZoneReason::MostFrequentOffset, _) => {
                let rest = match decision.shows_daylight_saving() {
                    true => {
                        ", probably because of daylight saving time. Set --timezone to the name of \
                         a zone, for example Europe/Berlin"
                            .to_owned()
                    }
                    false => format!(". {SET}"),
                };
                format!(
                    "dates are written in {zone}, the zone of {rows}; {} {verb} in {others}{rest}",
                    count(differing as u64, "row")
                )
            }
            (_, 0) => return None,
            (ZoneReason::Configured, _) => {
                let source = self.source(decision);
                format!(
                    "dates are written in {zone} (from {source}), but {disagreement}. Check that \
                     this is the zone of RAGFlow's server"
                )
            }
            (ZoneReason::NoRows | ZoneReason::ProcessMatchesRows, _) => {
                format!(
                    "dates are written in {zone}, the zone of this process, but {disagreement}. {SET}"
                )
            }
        })
    }
}

/// `47 of the newest 50 rows`
fn row_share(some: usize, all: usize) -> String {
    match (some, all) {
        (1, 1) => "the only row with a date".to_owned(),
        _ if some == all => format!("all of the newest {all} rows"),
        _ => format!("{some} of the newest {all} rows"),
    }
}

/// `UTC+08:00`, or `UTC+08:00 (30), UTC+00:00 (7)`
fn offset_list(shares: &[OffsetCount]) -> String {
    if let [only] = shares {
        return format!("UTC{}", only.offset);
    }
    let shares = shares
        .iter()
        .map(|share| format!("UTC{} ({})", share.offset, share.rows));
    shares.collect::<Vec<_>>().join(", ")
}
