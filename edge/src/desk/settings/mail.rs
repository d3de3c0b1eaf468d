//! The email section beyond its form: a test mail to whoever is here, and what became of it.

use desk::settings::{MailView, TestMail, Tester};
use shared::{access::Action, job::MailKind};

use super::bench::moment;
use crate::{
    desk::{Desk, Outcome, Stop},
    protocol::{Answer, Call},
};

/// What the section shows.
pub async fn view(desk: &Desk<'_>) -> std::result::Result<MailView, Stop> {
    let site = &desk.published.site;
    let from = &site.mail.from.address;
    let may_test = desk.may(Action::ManageDeliveries).await?;
    let who = desk.who().await?;
    let agent = who.agent().and_then(|id| site.agent(id));
    Ok(MailView {
        domain: from.domain().to_owned(),
        sender: from.to_string(),
        tester: match (may_test, agent) {
            (false, _) => Tester::Barred,
            (true, None) => Tester::Nowhere,
            (true, Some(agent)) => Tester::At(agent.email.to_string()),
        },
        test: match desk.query("test").filter(|_| may_test) {
            Some(id) => read(desk, id).await?,
            None => None,
        },
    })
}

/// How far a test came; none where the id is no test mail's.
async fn read(desk: &Desk<'_>, id: String) -> std::result::Result<Option<TestMail>, Stop> {
    let Answer::Delivery(test) = desk.ask(Call::Delivery { id }).await? else {
        return Ok(None);
    };
    if test.to.mail.as_deref() != Some(MailKind::Test.name()) {
        return Ok(None);
    }
    let last = test.attempts.last();
    Ok(Some(TestMail {
        to: test.to.address.unwrap_or_default(),
        state: test.state,
        refused: last.is_some_and(|last| last.outcome == "permanent"),
        attempts: test.attempts.len(),
        at: moment(desk, &test.changed_at),
        next: test.next_attempt_at.map(|at| moment(desk, &at)),
        answer: last.map_or_else(String::new, |last| last.response.clone()),
        id: test.id,
    }))
}

/// `POST /desk/{site}/settings/mail` of the test: the page then says what became of it.
pub async fn test(desk: &Desk<'_>) -> Outcome {
    match desk.ask(Call::TestMail { agent: None }).await? {
        Answer::Testing { delivery } => desk.go(&format!("settings/mail?test={delivery}#test")),
        // The page says why there is nobody to send it to.
        _ => desk.go("settings/mail"),
    }
}
