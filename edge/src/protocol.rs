//! What the worker and a site's object say to each other: one enum a direction, sent as JSON.

pub mod inbox;

use serde::{Deserialize, Serialize};
use shared::{
    access::{Action, Who},
    address::{EmailAddress, Mailbox},
    event::Survey,
    id::{SiteId, Slug},
    identity::Secrets,
    problem::FieldError,
    request_page::Act,
    team::Roster,
    ticket::{Draft, Message, Origin, Status, Ticket},
    visit::Brief,
};
use worker::{Env, Method, Request, RequestInit, Response, Result};

pub mod contacts;
pub mod door;
pub mod reports;
pub mod setup;
pub mod tokens;

pub use shared::api::{
    Accepted, Advice, Attachment, EndpointState, Filter, Logged, Nearest, Outcome, Outcomes,
    Paging, Settings, TicketFile,
};

use crate::store::Step;

/// Where a site's object gives the answers' index; a language follows.
pub const ANSWERS: &str = "/answers/";

/// Where a tab of the desk gets its live line; the digest of its session comes in `SESSION`.
pub const LIVE: &str = "/live";
/// The header that carries the digest of a session to the object.
pub const SESSION: &str = "x-session";

/// What the worker asks.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Take this configuration, in JSON, from now on; `origin` is where we are reached.
    Publish {
        id: SiteId,
        config: String,
        origin: String,
    },
    /// The configuration, unless it is still this version.
    Read { known: Option<i64> },
    /// Take this request.
    Submit {
        draft: Box<Draft>,
        key: Option<Key>,
        signs: Signs,
    },
    /// Tickets, newest first.
    Tickets { filter: Box<Filter>, page: Paging },
    /// One ticket with everything that belongs to it.
    Ticket { id: String },
    /// Change a ticket.
    Change {
        ticket: String,
        wish: Wish,
        by: Option<Slug>,
        key: Option<Key>,
    },
    /// The page of a request; `token` is the whole of it.
    Page { token: String },
    /// The customer acts on their request's page.
    Act {
        token: String,
        act: Act,
        key: Option<Key>,
        signs: Signs,
    },
    /// What a customer's device keeps tokens of.
    Briefs { tokens: Vec<String>, signs: Signs },
    /// Mail a link to their requests to a customer, if they are one.
    SendLink {
        email: EmailAddress,
        lang: String,
        signs: Signs,
    },
    /// Use such a link.
    UseLink { link: String },
    /// A mail came in.
    Mail { letter: Box<Letter>, key: Key },
    /// The delivery log, newest first.
    Deliveries {
        endpoint: Option<String>,
        state: Option<String>,
        page: Paging,
    },
    /// One delivery with its attempts.
    Delivery { id: String },
    /// Deliver this again.
    Replay { id: String },
    /// Deliver what did not arrive at an endpoint since a moment, RFC 3339.
    ReplaySince { endpoint: Slug, since: String },
    /// The endpoints and how they are doing.
    Endpoints,
    /// Enable an endpoint that was disabled.
    Enable { endpoint: Slug },
    /// Send an endpoint a test event.
    Test { endpoint: Slug },
    /// Mail a test to one of the team; to whoever asks where nobody is named.
    TestMail { agent: Option<Slug> },
    /// Who is on duty.
    Agents,
    /// An agent goes, or is back.
    SetAway { agent: Slug, away: bool },
    /// Customers.
    Contacts(contacts::Ask),
    /// Programs that may call the API.
    Tokens(tokens::Ask),
    /// Something a visitor tells us without writing a request.
    Hear {
        word: Word,
        key: Option<Key>,
        signs: Signs,
    },
    /// What the owner may do about questions that found no answer.
    Suggestions,
    /// What came of visits, newest day first.
    Outcomes,
    /// The inbox and what is done from it.
    Inbox(Box<inbox::Ask>),
    /// The secrets the site's server may sign with, after a change where one is wanted.
    IdentitySecret { change: bool },
    /// How well the site answers.
    Reports(reports::Ask),
    /// Take what was handled and counted elsewhere.
    History(Vec<reports::Past>),
    /// Whether so many files may come from here.
    AllowUpload { signs: Signs },
    /// The same, asked by somebody of the team or a program: whether they may is looked up.
    As { pass: Pass, call: Box<Call> },
    /// Whether they may do this.
    May { action: Action },
    /// Who is at the desk.
    Desk(door::Ask),
    /// How the site is set up.
    Setup(setup::Ask),
}

/// What somebody of the team or a program shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Pass {
    /// The operator's token; it was looked at.
    Operator,
    /// The digest of a session.
    Session(String),
    /// The digest of a token of the API.
    Token(String),
}

/// A mail that came in, as far as it is decided on; its files follow.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter {
    /// Who wrote.
    pub from: Mailbox,
    /// In which language, if it says so.
    pub lang: Option<String>,
    /// The subject, on one line.
    pub subject: String,
    /// The new words.
    pub text: String,
    /// What was folded away.
    pub folded: String,
    /// What may name the ticket, likeliest first.
    pub candidates: Vec<String>,
    /// Why no automatic answer may go out.
    pub automatic: Option<String>,
    /// That a mail of ours came back: whether for good, and why.
    pub bounce: Option<(bool, String)>,
}

/// Makes a repeated submission the same submission.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key {
    /// What the client chose.
    pub key: String,
    /// A digest of what was sent with it.
    pub digest: String,
}

/// What is known of a request besides its contents.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signs {
    /// How it came.
    pub channel: Origin,
    /// Whether a script sent it.
    pub script: bool,
    /// The operator or an agent sends it: neither limits nor suspicion.
    pub trusted: bool,
    /// Where it came from. Never kept.
    pub address: String,
    /// Whether something stands in the field people do not see.
    pub honeypot: bool,
    /// When the form was opened.
    pub stamp: String,
    /// The proof of work.
    pub proof: String,
    /// What Turnstile says.
    pub turnstile: Option<bool>,
}

impl Signs {
    /// The same, trusted where somebody sends it who may write to requests.
    pub fn vouched_by(mut self, who: Option<&Who>) -> Self {
        self.trusted |= who.is_some_and(|who| who.may(Action::WriteTickets));
        self
    }
}

/// A change the team asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Wish {
    /// Answer the customer.
    Answer {
        text: String,
        status: Option<Status>,
    },
    /// Note something for the team.
    Note { text: String },
    /// Set what is given.
    Set(Box<Settings>),
    /// Merge into another.
    Merge { into: String },
}

/// What a visitor tells us without writing a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Word {
    /// Whether an answer helped.
    Faq {
        faq: Slug,
        helpful: bool,
        comment: String,
        /// What was searched for before it was read.
        query: String,
        lang: String,
        /// It says more of a rating that was counted already.
        again: bool,
    },
    /// A channel was chosen, by the name of its kind.
    Choice { channel: String },
    /// A search found nothing.
    Missed { query: String, lang: String },
    /// A rating that is about no request.
    Survey {
        /// How it is answered.
        survey: Survey,
        /// The owner's question, where it is one.
        question: Option<Slug>,
        score: u8,
        comment: String,
        /// The FAQ it came after.
        faq: Option<Slug>,
        /// The rating it changes; empty where it is a new one.
        rating: String,
    },
    /// What came of a visit in which a request was sent.
    Outcome(Outcome),
    /// Steps of somebody who helps themselves, and the FAQ they read.
    Help { steps: Vec<Step>, faq: Option<Slug> },
}

/// What the object answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// No site was ever published here.
    NoSite,
    /// Done; the version from now on.
    Published {
        version: i64,
    },
    /// The version asked about is still the newest.
    Unchanged {
        load: u32,
        helpful: Vec<String>,
    },
    /// The configuration, in JSON.
    Site {
        version: i64,
        published_at: String,
        config: String,
        key: String,
        load: u32,
        /// The FAQs that helped most, from the best on.
        helpful: Vec<String>,
    },
    /// It is on disk.
    Accepted(Box<Accepted>),
    /// Not all fields are right.
    Invalid(Vec<FieldError>),
    /// The key was used with something else.
    Conflict,
    /// Not so often: seconds to wait, and what to say.
    Wait {
        seconds: i64,
        message: String,
    },
    /// Some tickets, and where to go on.
    Tickets {
        tickets: Vec<Ticket>,
        next: Option<String>,
    },
    /// One ticket.
    Ticket(Box<TicketFile>),
    /// No such ticket.
    NoTicket,
    /// Nothing of this name.
    Nothing,
    /// The change is not made.
    Refused(String),
    /// A request's page.
    Page(Box<PageFile>),
    /// Done.
    Done,
    /// A rating is kept, under this id.
    Rated {
        rating: String,
    },
    /// Requests of one customer.
    Briefs(Vec<Brief>),
    /// A mail is kept: where, and which of its files are still missing.
    Kept {
        ticket: String,
        message: String,
        opened: bool,
    },
    /// A mail that is not for people: kept nowhere, for this reason.
    Ignored(String),
    /// Some deliveries, and where to go on.
    Deliveries {
        deliveries: Vec<Logged>,
        next: Option<String>,
    },
    /// One delivery.
    Delivery(Box<Logged>),
    /// How many deliveries are due again.
    Replayed {
        count: u32,
    },
    /// A test is on its way: its delivery.
    Testing {
        delivery: String,
    },
    /// The endpoints.
    Endpoints(Vec<EndpointState>),
    /// What came of visits.
    Outcomes(Vec<Outcomes>),
    IdentitySecret(Secrets),
    /// Who is on duty.
    Agents(Roster),
    /// The inbox.
    Inbox(Box<inbox::Told>),
    /// Customers.
    Contacts(contacts::Answer),
    /// Programs that may call the API.
    Tokens(tokens::Answer),
    /// What the owner may do, by language.
    Suggestions(Vec<Advice>),
    /// How well the site answers.
    Reports(reports::Told),
    /// What was answered to whom.
    As {
        who: Who,
        answer: Box<Answer>,
    },
    /// Nobody is known by what they showed.
    Unknown,
    /// Whoever asks may not do this.
    Forbidden,
    /// What the desk's door says.
    Desk(door::Answer),
    /// How the site is set up.
    Setup(setup::Answer),
    /// The object could not do it.
    Trouble(String),
}

/// What a request's page is drawn from.
#[derive(Debug, Serialize, Deserialize)]
pub struct PageFile {
    /// The ticket.
    pub ticket: Ticket,
    /// Its messages, oldest first, those for the customer only.
    pub messages: Vec<Message>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// The customer's rating, if there is one.
    pub rated: Option<u8>,
    /// Whether they said why.
    pub explained: bool,
    /// Where the story goes on, where it was merged.
    pub merged_into: Option<Ticket>,
    /// The request it goes on with.
    pub follows: Option<Ticket>,
}

/// Asks a site's object.
pub async fn ask(env: &Env, site: &SiteId, call: &Call) -> Result<Answer> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(serde_json::to_string(call)?.into()));
    let request = Request::new_with_init("https://site/", &init)?;
    let mut response = forward(env, site, request).await?;
    let text = response.text().await?;
    match serde_json::from_str(&text)? {
        Answer::Trouble(what) => Err(worker::Error::RustError(what)),
        answer => Ok(answer),
    }
}

/// Hands a request to a site's object as it is: files go in and out this way.
pub async fn forward(env: &Env, site: &SiteId, request: Request) -> Result<Response> {
    let stub = env.durable_object("SITES")?.get_by_name(site.as_str())?;
    stub.fetch_with_request(request).await
}
