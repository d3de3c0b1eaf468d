//! What mails to people of the team about the desk itself say: who they are, and where it is.

use super::{Facts, Value, one_line};
use crate::{
    id::Slug,
    job::MailKind,
    key::{SIGN_IN_MINUTES, SignIn},
};

impl Facts<'_> {
    /// The values of a `sign_in`, an `invitation` and a `test`. A link in is made when the mail is sent,
    /// so that it serves as long however late that is.
    pub(super) fn of_desk(&self, name: &str) -> Option<Value> {
        let matter = self.matter;
        let said = |name: &str| matter.event.data.get(name)?.as_str();
        let agent = said("agent")?;
        let (own, site) = (self.own(), matter.site_id);
        Some(match name {
            "agent" => {
                let id = Slug::parse(agent).ok();
                let known = id.and_then(|id| matter.site.agent(&id));
                Value::Text(known.map_or(String::new(), |agent| one_line(&agent.name)))
            }
            "by" => Value::Text(one_line(said("by").unwrap_or_default())),
            "sender" => Value::Text(matter.site.mail.from.address.to_string()),
            "minutes" => Value::Text(SIGN_IN_MINUTES.to_string()),
            "link" if self.kind == MailKind::SignIn => {
                let sign_in = SignIn {
                    agent,
                    browser: said("browser")?,
                    event: &matter.event.id,
                };
                let ends = matter.now.as_second().saturating_add(SIGN_IN_MINUTES * 60);
                let link = matter.key.sign_in_link(sign_in, ends);
                Value::Link(format!("{own}/desk/{site}/enter?link={link}"))
            }
            "link" if self.kind == MailKind::Test => {
                Value::Link(format!("{own}/desk/{site}/settings/mail"))
            }
            "link" => Value::Link(format!("{own}/desk/{site}/sign-in")),
            _ => return None,
        })
    }
}
