//! The results, for programs and for people.

use serde_json::{Value, json};

use super::row::Row;

/// A list of rows, one a line.
pub fn json(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(|row| object(row).to_string()).collect();
    format!("[\n{}\n]", lines.join(",\n"))
}

fn object(row: &Row) -> Value {
    let quality = &row.quality;
    json!({
        "set": row.set,
        "engine": row.engine,
        "in_scope_at_1": rounded(quality.at_1),
        "in_scope_at_3": rounded(quality.at_3),
        "mrr": rounded(quality.mrr),
        "mcc_own": rounded(quality.mcc_own),
        "mcc_best": rounded(quality.mcc_best),
        "oos_recall": rounded(quality.oos_recall),
        "index_brotli": row.index_brotli,
        "build_ms": rounded(row.build_ms),
        "query_p95_ms": rounded(row.query_p95_ms),
    })
}

fn rounded(value: Option<f64>) -> Option<f64> {
    value.map(|value| (value * 10_000.0).round() / 10_000.0)
}

/// A table.
pub fn text(rows: &[Row]) -> String {
    let mut lines = vec![line(
        ["set", "engine"],
        &[
            "at 1", "at 3", "MRR", "MCC", "at best", "refused", "raw", "brotli", "build", "read",
            "p50", "p95",
        ]
        .map(str::to_owned),
    )];
    for row in rows {
        let quality = &row.quality;
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), |v| format!("{v:.3}"));
        lines.push(line(
            [&row.set, &row.engine],
            &[
                shown(quality.at_1),
                shown(quality.at_3),
                shown(quality.mrr),
                shown(quality.mcc_own),
                shown(quality.mcc_best),
                shown(quality.oos_recall),
                row.index_raw.map_or("–".to_owned(), |v| v.to_string()),
                row.index_brotli.map_or("–".to_owned(), |v| v.to_string()),
                shown(row.build_ms),
                shown(row.read_ms),
                shown(row.query_p50_ms),
                shown(row.query_p95_ms),
            ],
        ));
    }
    lines.join("\n")
}

fn line([set, engine]: [&str; 2], cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
    format!("{set:<26}{engine:<14}{cells}")
}
