//! How the desk calls what the site has named: topics, people, teams; and what can be chosen.

use shared::{
    id::Slug,
    job::MailKind,
    site::Site,
    ticket::{Priority, Status},
};

use crate::Tongue;

/// The name of a topic, in the desk's language where it has that.
pub fn topic(site: &Site, tongue: Tongue, id: &Slug) -> String {
    let topic = site.topic(id.as_str());
    topic.map_or_else(
        || id.to_string(),
        |topic| tongue.read(&topic.label, site).to_owned(),
    )
}

/// The name of an agent; of one who is gone, the id.
pub fn agent(site: &Site, id: &Slug) -> String {
    let agent = site.agent(id);
    agent.map_or_else(|| id.to_string(), |agent| agent.name.clone())
}

/// The name of a team.
pub fn team(site: &Site, id: &Slug) -> String {
    let team = site.teams.iter().find(|team| team.id == *id);
    team.map_or_else(|| id.to_string(), |team| team.name.clone())
}

/// What a delivery is: a mail's name in words, or the event of a webhook as programs know it.
pub fn delivered(tongue: Tongue, mail: Option<&str>, event: &str) -> String {
    let mail = mail.and_then(|name| MailKind::ALL.into_iter().find(|kind| kind.name() == name));
    let Some(mail) = mail else {
        return format!("Webhook {event}");
    };
    let (en, it) = match mail {
        MailKind::Acknowledgement => ("Confirmation of receipt", "Conferma di ricezione"),
        MailKind::Notification => ("Notice of a new request", "Avviso di nuova richiesta"),
        MailKind::Reply => ("Answer", "Risposta"),
        MailKind::CustomerReply => ("Notice of a new message", "Avviso di nuovo messaggio"),
        MailKind::Assignment => ("Notice of assignment", "Avviso di assegnazione"),
        MailKind::SlaAlert => ("Deadline alert", "Avviso di scadenza"),
        MailKind::EndpointDisabled => ("Notice of a disabled webhook", "Avviso di webhook sospeso"),
        MailKind::RequestLink => ("Link to their requests", "Link alle sue richieste"),
        MailKind::SignIn => ("Link to sign in", "Link per entrare"),
        MailKind::Invitation => ("Invitation to the desk", "Invito alla postazione"),
        MailKind::Weekly => ("Report of the week", "Resoconto della settimana"),
        MailKind::Test => ("Test mail", "Email di prova"),
    };
    tongue.say(en, it).to_owned()
}

/// What can be chosen: every status but new.
pub fn statuses(tongue: Tongue) -> Vec<(String, String)> {
    [
        ("open", Status::Open),
        ("waiting_on_customer", Status::WaitingOnCustomer),
        ("on_hold", Status::OnHold),
        ("resolved", Status::Resolved),
        ("closed", Status::Closed),
    ]
    .map(|(value, status)| (value.to_owned(), tongue.status(status).to_owned()))
    .to_vec()
}

/// Every priority.
pub fn priorities(tongue: Tongue) -> Vec<(String, String)> {
    [
        ("low", Priority::Low),
        ("normal", Priority::Normal),
        ("high", Priority::High),
        ("urgent", Priority::Urgent),
    ]
    .map(|(value, priority)| (value.to_owned(), tongue.priority(priority).to_owned()))
    .to_vec()
}

/// Every topic of a site.
pub fn topics(site: &Site, tongue: Tongue) -> Vec<(String, String)> {
    let all = site.topics.iter();
    all.map(|one| (one.id.to_string(), topic(site, tongue, &one.id)))
        .collect()
}

/// Every team of a site.
pub fn teams(site: &Site) -> Vec<(String, String)> {
    let all = site.teams.iter();
    all.map(|team| (team.id.to_string(), team.name.clone()))
        .collect()
}

/// Everybody who can be given a request.
pub fn agents(site: &Site) -> Vec<(String, String)> {
    let all = site.agents.iter();
    all.filter(|agent| agent.role > shared::access::Role::ReadOnly)
        .map(|agent| (agent.id.to_string(), agent.name.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_has_a_name_of_its_own_in_both_languages() {
        for tongue in [Tongue::En, Tongue::It] {
            let mut names: Vec<String> = MailKind::ALL
                .into_iter()
                .map(|kind| delivered(tongue, Some(kind.name()), "ticket.created"))
                .collect();
            assert!(!names.iter().any(|name| name.starts_with("Webhook")));
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), MailKind::ALL.len());
        }
        let named = |mail| MailKind::ALL.map(|kind| delivered(mail, Some(kind.name()), ""));
        let pairs = named(Tongue::En).into_iter().zip(named(Tongue::It));
        assert!(pairs.into_iter().all(|(en, it)| en != it));
        assert_eq!(
            delivered(Tongue::It, None, "ticket.created"),
            "Webhook ticket.created"
        );
    }
}
