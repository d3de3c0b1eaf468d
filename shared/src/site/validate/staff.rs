//! What must hold for teams, agents and the rules that give them work: every name that is used
//! stands for something.

use std::collections::BTreeSet;

use super::{Findings, MAX_LIST};
use crate::{id::Slug, lang::Lang, site::Site};

const MAX_AGENTS: usize = 200;

impl Site {
    pub(super) fn staff_fits(&self, found: &mut Findings) {
        found.at_most("teams", self.teams.len(), MAX_LIST);
        found.unique("teams", ".id", self.teams.iter().map(|t| t.id.as_str()));
        for (i, team) in self.teams.iter().enumerate() {
            found.text(format!("teams[{i}].name"), &team.name, 80);
        }
        let teams: BTreeSet<&Slug> = self.teams.iter().map(|team| &team.id).collect();
        found.at_most("agents", self.agents.len(), MAX_AGENTS);
        found.unique("agents", ".id", self.agents.iter().map(|a| a.id.as_str()));
        for (i, agent) in self.agents.iter().enumerate() {
            let key = format!("agents[{i}]");
            found.text(format!("{key}.name"), &agent.name, 80);
            found.known(&format!("{key}.teams"), &agent.teams, &teams, "[[teams]]");
            self.languages_known(&format!("{key}.languages"), &agent.languages, found);
            if let Some(hours) = &agent.hours {
                hours.fits(&format!("{key}.hours"), found);
            }
        }
        self.routing_fits(&teams, found);
    }

    fn routing_fits(&self, teams: &BTreeSet<&Slug>, found: &mut Findings) {
        let agents: BTreeSet<&Slug> = self.agents.iter().map(|agent| &agent.id).collect();
        let topics: BTreeSet<&Slug> = self.topics.iter().map(|topic| &topic.id).collect();
        let policies: BTreeSet<&Slug> = self.sla.iter().map(|policy| &policy.id).collect();
        let fields = self.field_ids();
        found.at_most("routing", self.routing.len(), MAX_LIST);
        for (i, rule) in self.routing.iter().enumerate() {
            let key = format!("routing[{i}]");
            found.known(&format!("{key}.team"), &rule.team, teams, "[[teams]]");
            found.known(&format!("{key}.owner"), &rule.owner, &agents, "[[agents]]");
            found.known(&format!("{key}.sla"), &rule.sla, &policies, "[[sla]]");
            let when = format!("{key}.when");
            let named = &rule.when;
            found.known(
                &format!("{when}.topics"),
                &named.topics,
                &topics,
                "[[topics]]",
            );
            self.languages_known(&format!("{when}.languages"), &named.languages, found);
            for field in named.fields.keys().filter(|f| !fields.contains(f.as_str())) {
                found.add(
                    format!("{when}.fields.{field}"),
                    "No topic has this field: add it under [[topics.fields]] first.",
                );
            }
        }
    }

    pub(super) fn languages_known(&self, key: &str, langs: &[Lang], found: &mut Findings) {
        for lang in langs.iter().filter(|lang| !self.languages.contains(lang)) {
            found.add(
                key,
                format!("Add “{lang}” to the site's languages, or leave it out here."),
            );
        }
    }
}

impl Findings {
    /// Each of these names must stand for something under `place`.
    pub(super) fn known<'a>(
        &mut self,
        key: &str,
        names: impl IntoIterator<Item = &'a Slug>,
        known: &BTreeSet<&Slug>,
        place: &str,
    ) {
        for name in names.into_iter().filter(|name| !known.contains(name)) {
            self.add(key, format!("Add “{name}” under {place} first."));
        }
    }
}
