//! What the engine must reach, and what it reaches.

use super::contest::{OURS, OURS_WASM, PEERS};
use super::invented::{LARGE, MEDIUM, SMALL};
use super::row::Row;
use crate::size::ENGINE_BUDGET;

/// Which side of a number is good.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Least,
    Above,
    Most,
}

/// One promise.
struct Budget {
    what: String,
    /// None where it was not measured.
    is: Option<f64>,
    must: f64,
    side: Side,
}

/// One line a promise: met, or short by how much.
pub fn text(rows: &[Row], share: Option<u64>) -> String {
    let title = format!("{:<46}{:>12}{:>12}", "Must reach", "is", "must");
    let lines = budgets(rows, share)
        .iter()
        .map(Budget::line)
        .collect::<Vec<_>>();
    format!("{title}\n{}", lines.join("\n"))
}

fn budgets(rows: &[Row], share: Option<u64>) -> Vec<Budget> {
    let value = |engine: &str, set: &str, of: &dyn Fn(&Row) -> Option<f64>| {
        let row = rows
            .iter()
            .find(|row| row.engine == engine && row.set == set);
        row.and_then(of)
    };
    let least = |what: &str, is, must| Budget::new(what, is, must, Side::Least);
    let most = |what: &str, is, must| Budget::new(what, is, must, Side::Most);
    let curekart = |of: &dyn Fn(&Row) -> Option<f64>| value(OURS, "curekart", of);
    let brotli = |row: &Row| row.index_brotli.map(|bytes| bytes as f64);
    let slowest = LARGE
        .iter()
        .filter_map(|set| value(OURS_WASM, set, &|row| row.query_p95_ms))
        .reduce(f64::max);
    let mut budgets = vec![
        least(
            "Curekart, in-scope accuracy",
            curekart(&|row| row.quality.at_1),
            0.84,
        ),
        least(
            "Curekart, MCC at best threshold",
            curekart(&|row| row.quality.mcc_best),
            0.64,
        ),
        least(
            "Curekart, MCC at own threshold",
            curekart(&|row| row.quality.mcc_own),
            0.6,
        ),
        most(
            "index, 50 FAQs x 10, brotli bytes",
            value(OURS, SMALL, &brotli),
            40_000.0,
        ),
        most(
            "build in wasm, 200 FAQs x 10, ms",
            value(OURS_WASM, MEDIUM, &|row| row.build_ms),
            1_000.0,
        ),
        most("query in wasm, 500 FAQs x 10, p95 ms", slowest, 2.0),
        most(
            "engine's files in the panel, brotli bytes",
            share.map(|bytes| bytes as f64),
            ENGINE_BUDGET as f64,
        ),
    ];
    let typed = |row: &&Row| {
        row.engine == OURS && (row.set.ends_with("/prefix") || row.set.ends_with("/typo"))
    };
    for row in rows.iter().filter(typed) {
        let best = PEERS
            .iter()
            .filter_map(|peer| value(peer, &row.set, &|row| row.quality.mrr))
            .reduce(f64::max);
        let what = format!("{}, MRR above every peer", row.set);
        let is = row.quality.mrr.filter(|_| best.is_some());
        budgets.push(Budget::new(
            &what,
            is,
            best.unwrap_or_default(),
            Side::Above,
        ));
    }
    budgets
}

impl Budget {
    fn new(what: &str, is: Option<f64>, must: f64, side: Side) -> Self {
        Self {
            what: what.to_owned(),
            is,
            must,
            side,
        }
    }

    fn line(&self) -> String {
        let shown = |value: f64| match value {
            whole if whole >= 1000.0 => format!("{whole:.0}"),
            part => format!("{part:.3}"),
        };
        let (is, verdict) = match self.is {
            None => ("–".to_owned(), "not measured".to_owned()),
            Some(is) => {
                let met = match self.side {
                    Side::Least => is >= self.must,
                    Side::Above => is > self.must,
                    Side::Most => is <= self.must,
                };
                let verdict = if met {
                    "met".to_owned()
                } else {
                    format!("short by {}", shown((is - self.must).abs()))
                };
                (shown(is), verdict)
            }
        };
        let sign = match self.side {
            Side::Least => '≥',
            Side::Above => '>',
            Side::Most => '≤',
        };
        let must = format!("{sign} {}", shown(self.must));
        format!("{:<46}{is:>12}{must:>12}  {verdict}", self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::answers::metrics::Quality;

    fn row(engine: &str, set: &str, mrr: f64) -> Row {
        Row {
            set: set.to_owned(),
            engine: engine.to_owned(),
            quality: Quality {
                at_1: Some(0.85),
                mcc_own: Some(0.55),
                mrr: Some(mrr),
                ..Quality::default()
            },
            ..Row::default()
        }
    }

    #[test]
    fn every_promise_is_met_short_or_not_measured() {
        let rows = [
            row(OURS, "curekart", 0.9),
            row(OURS, "shop.de/typo", 0.7),
            row("minisearch", "shop.de/typo", 0.8),
        ];
        let text = text(&rows, Some(25_001));
        for expected in [
            "Curekart, in-scope accuracy                          0.850     ≥ 0.840  met",
            "Curekart, MCC at own threshold                       0.550     ≥ 0.600  short by 0.050",
            "shop.de/typo, MRR above every peer                   0.700     > 0.800  short by 0.100",
            "engine's files in the panel, brotli bytes            25001     ≤ 25000  short by 1.000",
            "not measured",
        ] {
            assert!(text.contains(expected), "{expected}\nis not in\n{text}");
        }
    }
}
