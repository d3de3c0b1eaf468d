//! The interface's words. One variant a text, one file a language: a language without a text does
//! not compile. Placeholders stand in braces and are filled by [`fill`].
//!
//! The browser gets only the language it shows: the worker sends that [`Catalogue`] along.

#[cfg(feature = "server")]
mod ar;
#[cfg(feature = "server")]
mod de;
#[cfg(feature = "server")]
mod en;
#[cfg(feature = "server")]
mod es;
#[cfg(feature = "server")]
mod formal;
#[cfg(feature = "server")]
mod fr;
#[cfg(feature = "server")]
mod he;
#[cfg(feature = "server")]
mod it;
#[cfg(feature = "server")]
mod own;
#[cfg(feature = "server")]
mod pt;

#[cfg(feature = "server")]
pub use formal::Formality;
#[cfg(feature = "server")]
pub use own::{Own, faults};

use crate::plural;
#[cfg(feature = "server")]
use crate::{
    lang::{Lang, Locale},
    site::Site,
};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One text of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text { $($(#[$doc])* $name,)* }

        impl Text {
            /// Every text, in the order a [`Catalogue`] keeps them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Their names, in the same order, each with a line's end.
            #[cfg(feature = "server")]
            const NAMES: &'static str = concat!($(stringify!($name), "\n",)*);
        }
    };
}

texts! {
    /// The tag of the language the texts are in, which decides on forms of counted texts.
    Tongue,
    /// Label of the search field.
    Search,
    /// Button beside the search field where there is no script.
    SearchButton,
    /// `{query}`
    ResultsFor,
    /// `{count}` results; counted.
    ResultsCount,
    /// No result for `{query}`.
    ResultsNone,
    /// What to do when nothing was found.
    ResultsNoneHint,
    /// Over FAQs that may answer what is being written.
    Suggested,
    /// Takes a search back.
    ClearSearch,
    /// Heading over the FAQs.
    Questions,
    /// Heading over FAQs without a category.
    OtherQuestions,
    /// A site without FAQs.
    NoQuestions,
    /// Heading over the ways to reach a person.
    Contact,
    /// Leads to the form.
    WriteToUs,
    /// Under it.
    WriteHint,
    /// Said of links that leave the page.
    OpensNewTab,
    /// Leads to the list.
    AllQuestions,
    /// Leads to where one was before.
    Back,
    /// Heading over the questions of the first view.
    HomeQuestions,
    /// Heading over questions close to the one shown.
    Related,
    /// Asks whether an answer helped.
    Helped,
    /// Button: it did.
    HelpedYes,
    /// Button: it did not.
    HelpedNo,
    /// After it did.
    HelpedThanks,
    /// Label, after it did not.
    HelpedSorry,
    /// After what was missing was sent.
    HelpedNoted,
    /// Leads to the form, after it did not.
    FaqPerson,
    /// Heading under an answer.
    NotSolved,
    /// The answer is in another language, `{language}`.
    OtherLanguage,
    /// Label.
    Name,
    /// After the label of a field that may stay empty.
    Optional,
    /// Label.
    Email,
    /// Help.
    EmailHelp,
    /// Label.
    Topic,
    /// First choice.
    TopicNone,
    /// Button that shows what a topic asks, where there is no script.
    TopicGoOn,
    /// First entry of a list to choose from.
    ChooseOne,
    /// Over the ways to be answered.
    AnswerBy,
    /// Label.
    Phone,
    /// Help.
    PhoneHelp,
    /// Label of the times for a call.
    Callback,
    /// Instead of a time for a call.
    CallbackAny,
    /// Label.
    Files,
    /// Help.
    FilesHelp,
    /// Button.
    FilesAdd,
    /// Takes a file back, `{name}`.
    FilesRemove,
    /// A file is too large or one too many, `{name}`.
    FilesRefused,
    /// Files are on their way, `{number}` of `{total}`.
    FilesSending,
    /// All files arrived.
    FilesSent,
    /// Some files did not arrive, `{names}`.
    FilesFailed,
    /// Button that opens a phone's camera.
    FilesPhoto,
    /// Box to tick.
    KeepDraft,
    /// Label.
    Message,
    /// Help.
    MessageHelp,
    /// Label of a field people must leave empty.
    LeaveEmpty,
    /// Button.
    Send,
    /// Button while sending.
    Sending,
    /// How what is written is used.
    PrivacyHint,
    /// Leads to what is kept.
    Privacy,
    /// Heading over several errors.
    ErrorSummary,
    /// Heading.
    Sent,
    /// Before the reference.
    SentReference,
    /// A confirmation went to `{email}`.
    SentTo,
    /// A confirmation went to an address that is not known here.
    SentMail,
    /// Leads to the request's page.
    RequestPage,
    /// Copies the reference.
    Copy,
    /// After copying.
    Copied,
    /// Leads to the list.
    BackToStart,
    /// No network.
    Offline,
    /// The server cannot take it.
    ServerTrouble,
    /// The server cannot take it; it is sent again by itself.
    TroubleWaiting,
    /// What waited has arrived, `{reference}`.
    SentLater,
    /// No network to fetch an answer by.
    AnswerOffline,
    /// Heading of a page that is not there.
    NotFound,
    /// Under it.
    NotFoundHint,
    /// Leads to the assistant, and its heading.
    AskTitle,
    /// Under it.
    AskHint,
    /// Label.
    AskLabel,
    /// Button.
    AskSend,
    /// Hands over.
    AskPerson,
    /// Takes the last thing back.
    AskBack,
    /// Begins anew.
    AskAgain,
    /// Before what the customer said.
    AskYou,
    /// Before what the assistant said.
    AskUs,
    /// Over the transcript, in the form.
    AskTranscript,
    /// Heading over a customer's requests, and the way to them.
    RequestsHeading,
    /// Under every page.
    Credit,
    /// What the assistant begins with.
    AskHello,
    /// The assistant does not know.
    AskUnknown,
    /// The assistant is not sure; over a few questions.
    AskPerhaps,
    /// None of them.
    AskNone,
    /// After an answer.
    AskHelped,
    /// It did not.
    AskNo,
    /// It did.
    AskThanks,
    /// A box was ticked.
    Yes,
    /// Field error of a topic's own field.
    FieldMissing,
    /// Field error of a box that must be ticked.
    ConsentMissing,
    /// Field error.
    ChoiceUnknown,
    /// Field error.
    ChoiceOne,
    /// Field error.
    NumberInvalid,
    /// Field error.
    DateInvalid,
    /// Field error of a number or a date.
    OutOfRange,
    /// Field error, `{max}` characters.
    TooLong,
    /// Field error, `{example}`.
    OrderNumberInvalid,
    /// Somebody is there.
    GreetingOpen,
    /// Nobody is there; `{when}` somebody will be.
    GreetingClosed,
    /// Nobody is there and no opening is known.
    GreetingAway,
    /// The site states no hours.
    GreetingPlain,
    /// A time of the day, `{hour}` and `{minute}`. With two forms, for the hours before and after
    /// noon, the clock has twelve hours.
    Clock,
    /// `{time}`
    Today,
    /// `{time}`
    Tomorrow,
    /// `{weekday}`, `{time}`
    OnWeekday,
    /// `{day}`, `{month}`, `{time}`
    OnDate,
    /// A time by which something happens: `{time}`
    ByToday,
    /// `{time}`
    ByTomorrow,
    /// `{weekday}`, `{time}`
    ByWeekday,
    /// `{day}`, `{month}`, `{time}`
    ByDate,
    /// `{time}`; the end of the stretch follows.
    WindowToday,
    /// `{time}`; the end of the stretch follows.
    WindowTomorrow,
    /// `{weekday}`, `{time}`; the end of the stretch follows.
    WindowWeekday,
    /// `{day}`, `{month}`, `{time}`; the end of the stretch follows.
    WindowDate,
    /// Seven names from Monday, separated by commas.
    Weekdays,
    /// Twelve names from January, separated by commas.
    Months,
    /// An email address.
    ChannelEmail,
    /// A telephone number.
    ChannelPhone,
    /// A channel that does not work now; `{when}` it will.
    OpensAt,
    /// A channel that does not work now, and nobody knows when it will.
    ClosedNow,
    /// A channel that works, until `{time}`.
    OpenUntil,
    /// Somebody answers in `{time}`, such as 2 h.
    RepliesWithin,
    /// Somebody answers by `{when}`.
    RepliesBy,
    /// Hours and minutes in short, separated by a comma.
    ShortUnits,
    /// The customer asks to be called.
    CallMe,
    /// When the first call can be, `{when}`.
    CallMeFrom,
    /// What a customer may send by another channel; `{about}` is what they were looking at.
    Prefill,
    /// Over the links to an answer's headings.
    Contents,
    /// Under a field, `{example}`.
    Example,
    /// A way to be answered.
    WayEmail,
    /// A way to be answered.
    WayPhone,
    /// A way to be answered.
    WayWhatsapp,
    /// A way to be answered.
    WayChat,
    /// The page came back, and files with it never do.
    FilesAgain,
    /// Field error.
    EmailMissing,
    /// Field error.
    EmailInvalid,
    /// Field error.
    MessageMissing,
    /// Field error.
    TopicUnknown,
    /// Field error.
    PhoneMissing,
    /// Field error.
    PhoneInvalid,
    /// Field error of a call-back's time.
    WindowInvalid,
    /// Field error for a value of the wrong type.
    Unreadable,
    /// Somebody is there.
    SentOpen,
    /// `{when}` somebody will be.
    SentClosed,
    /// `{who}` answers by `{when}`; without a full stop.
    PromiseNamed,
    /// We answer by `{when}`; without a full stop.
    PromisePlain,
    /// The `{promise}`, and at which address, `{place}`.
    PromiseAt,
    /// Too much came from here; again in `{minutes}`.
    LimitSending,
    /// Too much came from everywhere; again in `{minutes}`.
    LimitSite,
    /// Something smaller was done too often; again in `{minutes}`.
    LimitOther,
    /// Title of a help centre, `{site}`.
    HelpTitle,
    /// Skips to the content.
    SkipToContent,
    /// A file of a message was not taken.
    FileLost,
    /// `{time}`
    Yesterday,
    /// `{day}`, `{month}`, `{year}`, `{time}`
    OnDateOfYear,
    /// Heading of a request's page.
    RequestHeading,
    /// Before the reference.
    RequestReference,
    /// Heading over where it stands.
    RequestStanding,
    /// `{who}` answers, nobody said when.
    RequestSoonNamed,
    /// Somebody answers, nobody said when.
    RequestSoon,
    /// The promise is broken; who answers is said after it.
    RequestLate,
    /// `{who}` works on it.
    RequestInHandsNamed,
    /// Somebody works on it.
    RequestInHands,
    /// `{who}` wrote, the customer is to answer.
    RequestYourTurnNamed,
    /// The customer is to answer.
    RequestYourTurn,
    /// Somebody else is to act.
    RequestOnHold,
    /// `{when}` it was solved.
    RequestResolved,
    /// Under it.
    RequestResolvedHint,
    /// It is closed for good.
    RequestClosed,
    /// Under it.
    RequestClosedHint,
    /// It was merged.
    RequestMerged,
    /// Leads to the other request, `{reference}`.
    RequestGoOn,
    /// Leads to the request before, `{reference}`.
    RequestFollows,
    /// Heading over what the customer asked.
    RequestSummary,
    /// Before the moment it was sent.
    RequestCreated,
    /// Before the topic.
    RequestTopic,
    /// Heading over the messages.
    RequestMessages,
    /// Unfolds `{count}` messages; counted.
    RequestEarlier,
    /// The customer, as the author of a message.
    RequestYou,
    /// Unfolds what a mail quoted.
    RequestFolded,
    /// Before the files of a message.
    RequestFiles,
    /// Heading over the reply, and a link to it.
    RequestReply,
    /// Heading over the reply to a solved request.
    RequestReplyAgain,
    /// Heading over the reply to a closed request.
    RequestReplyNew,
    /// Button: sends and opens again.
    RequestSendAgain,
    /// Label.
    RequestAttach,
    /// Help: `{count}` files of `{size}` MB.
    RequestAttachHelp,
    /// Heading over the button that marks it solved.
    RequestClose,
    /// Under it.
    RequestCloseHint,
    /// Button.
    RequestCloseButton,
    /// Button: opens again without a word.
    RequestReopenButton,
    /// Asks for a rating.
    SurveyHeading,
    /// Five words from the worst to the best, separated by commas.
    SurveyScores,
    /// Label.
    SurveyComment,
    /// Button.
    SurveySend,
    /// Field error.
    SurveyMissing,
    /// The rating given, `{score}`.
    SurveyRated,
    /// A message was sent.
    NoticeReplied,
    /// It was marked as solved.
    NoticeSolved,
    /// It was opened again.
    NoticeReopened,
    /// A rating came in.
    NoticeRated,
    /// A bad rating came in.
    NoticeRatedLow,
    /// A new request goes on with a closed one.
    NoticeFollowed,
    /// This device knows of none.
    RequestsNone,
    /// Heading over the way to requests sent from elsewhere.
    RequestsElsewhere,
    /// Under it.
    RequestsElsewhereHint,
    /// Button.
    RequestsSendLink,
    /// A link was asked for, `{email}`; `{minutes}` it serves.
    RequestsLinkSent,
    /// Over the button that uses the link.
    RequestsLinkHint,
    /// Button that uses the link.
    RequestsLinkOpen,
    /// The link serves no more.
    RequestsLinkOver,
    /// `{count}` messages were not read yet.
    RequestsUnread,
    /// Where a request stands.
    StateOpen,
    /// The customer is to answer.
    StateYourTurn,
    /// It is solved.
    StateSolved,
    /// It is closed.
    StateClosed,
    /// Asks how likely the customer recommends the `{site}`.
    SurveyRecommend,
    /// The words at 0 and 10, separated by a comma.
    SurveyRecommendEnds,
    /// Asks how easy it was.
    SurveyEasy,
    /// The words at 1 and 7, separated by a comma.
    SurveyEasyEnds,
    /// Heading after a rating.
    SurveyThanks,
    /// After a bad rating.
    SurveyLow,
    /// Leads to the form, with a call chosen.
    SurveyCall,
    /// Begins a request after a rating: `{score}`, `{max}`, `{question}`.
    SurveyContext,
}

/// All texts of a language in one, each with a line's end: joined while compiling, as a table of
/// so many addresses would weigh on the worker.
#[cfg(feature = "server")]
macro_rules! joined {
    ($language:ident) => {{
        const BYTES: usize = {
            let (mut bytes, mut place) = (0, 0);
            while place < Text::ALL.len() {
                bytes += $language::text(Text::ALL[place]).len() + 1;
                place += 1;
            }
            bytes
        };
        const JOINED: [u8; BYTES] = {
            let mut joined = [b'\n'; BYTES];
            let (mut at, mut place) = (0, 0);
            while place < Text::ALL.len() {
                let text = $language::text(Text::ALL[place]).as_bytes();
                let mut byte = 0;
                while byte < text.len() {
                    joined[at] = text[byte];
                    at += 1;
                    byte += 1;
                }
                at += 1;
                place += 1;
            }
            joined
        };
        const TEXTS: &str = match std::str::from_utf8(&JOINED) {
            Ok(texts) => texts,
            Err(_) => "",
        };
        TEXTS
    }};
}

impl Text {
    /// The last text the panel may show. Those after it are only on pages the server draws, and
    /// visitors of the panel do not wait for them.
    pub const LAST_OF_PANEL: Self = Self::Credit;
    /// The last text the assistant needs besides: the panel gets those with its flows.
    pub const LAST_OF_ASSISTANT: Self = Self::OrderNumberInvalid;

    /// Texts with a form for each number, by [`plural`].
    #[cfg(feature = "server")]
    pub const COUNTED: [Self; 2] = [Self::ResultsCount, Self::RequestEarlier];
}

/// The texts of one language, in the order of [`Text::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Catalogue(pub Vec<String>);

impl Catalogue {
    /// Our own texts in a locale.
    #[cfg(feature = "server")]
    pub fn of(locale: Locale) -> Self {
        let texts = match locale {
            Locale::It => joined!(it),
            Locale::En => joined!(en),
            Locale::De => joined!(de),
            Locale::Fr => joined!(fr),
            Locale::Es => joined!(es),
            Locale::Pt => joined!(pt),
            Locale::Ar => joined!(ar),
            Locale::He => joined!(he),
        };
        let rtl = locale.dir() == "rtl";
        let kept = |(name, text): (&Text, &str)| match rtl && *name != Text::Clock {
            true => isolated(text),
            false => text.to_owned(),
        };
        let texts = Text::ALL.iter().zip(texts.split('\n'));
        Self(texts.map(kept).collect())
    }

    /// The texts of a site in a language: ours, and where it has its own, those.
    #[cfg(feature = "server")]
    pub fn of_site(site: &Site, lang: &Lang) -> Self {
        let locale = Locale::of(lang);
        let mut catalogue = Self::of(locale);
        if site.formality == Formality::Formal {
            formal::put(&mut catalogue, locale);
        }
        own::put(&mut catalogue, &site.texts, lang);
        catalogue
    }

    /// As far as the panel shows them.
    #[cfg(feature = "server")]
    pub fn of_panel(mut self) -> Self {
        self.0.truncate(Text::LAST_OF_PANEL as usize + 1);
        self
    }

    /// The texts the assistant needs after those of the panel.
    #[cfg(feature = "server")]
    pub fn of_assistant(mut self) -> Self {
        self.0.truncate(Text::LAST_OF_ASSISTANT as usize + 1);
        Self(self.0.split_off(Text::LAST_OF_PANEL as usize + 1))
    }

    /// One text; empty where a catalogue is shorter than it should be.
    pub fn get(&self, text: Text) -> &str {
        self.0.get(text as usize).map_or("", String::as_str)
    }

    /// One text with its placeholders filled.
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        fill(self.get(text), values)
    }

    /// A text in the form for a number, which stands at `{count}`.
    pub fn count(&self, text: Text, n: usize) -> String {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        let form = plural::form(self.get(text), self.get(Text::Tongue), n);
        fill(form, &[("count", &n.to_string())])
    }
}

/// Keeps what is put in a text written from right to left from turning the words around it: each
/// place between the marks of an isolate (Unicode's UAX 9).
#[cfg(feature = "server")]
fn isolated(text: &str) -> String {
    text.replace('{', "\u{2068}{").replace('}', "}\u{2069}")
}

/// Puts values in the places of `{name}`; values are not looked into for more places.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after.split_once('}').and_then(|(name, tail)| {
            values
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| (*value, tail))
        });
        rest = match value {
            Some((value, tail)) => {
                filled.push_str(value);
                tail
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

#[cfg(all(test, feature = "server"))]
mod tests;
