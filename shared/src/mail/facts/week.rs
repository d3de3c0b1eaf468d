//! What the weekly mail says: its words were chosen when the week was over, and stand in its event.

use serde_json::Value as Json;

use super::{Facts, Value, one_line, rows};
use crate::html::escape;

impl Facts<'_> {
    /// The values of a `weekly`.
    pub(super) fn of_week(&self, name: &str) -> Option<Value> {
        let data = &self.matter.event.data;
        let text = |name: &str| data.get(name).and_then(Json::as_str).unwrap_or_default();
        Some(match name {
            "headline" | "period" | "wanted" => Value::Text(one_line(text(name))),
            "figures" => {
                let figures = data.get("figures").and_then(Json::as_array);
                let line = |figure: &Json| {
                    let part = |place: usize| {
                        let part = figure.get(place).and_then(Json::as_str);
                        one_line(part.unwrap_or_default())
                    };
                    let (name, value, change) = (part(0), part(1), part(2));
                    let change = match change.as_str() {
                        "" => String::new(),
                        change => format!(" ({change})"),
                    };
                    (
                        format!("{name}: {value}{change}"),
                        format!(
                            "{}: <strong>{}</strong>{}",
                            escape(&name),
                            escape(&value),
                            escape(&change)
                        ),
                    )
                };
                rows(figures.into_iter().flatten().map(line))
            }
            "link" => Value::Link(format!(
                "{}/desk/{}/reports",
                self.own(),
                self.matter.site_id
            )),
            _ => return None,
        })
    }
}
