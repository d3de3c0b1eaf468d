//! The interface's words. One variant a text, one file a language: a language without a text does
//! not compile. Placeholders stand in braces and are filled by [`fill`].
//!
//! The browser gets only the language it shows: the worker sends that [`Catalogue`] along.

#[cfg(feature = "server")]
mod en;
#[cfg(feature = "server")]
mod it;

#[cfg(feature = "server")]
use crate::lang::Locale;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One text of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text { $($(#[$doc])* $name,)* }

        impl Text {
            /// Every text, in the order a [`Catalogue`] keeps them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

texts! {
    /// Label of the search field.
    Search,
    /// Button beside the search field where there is no script.
    SearchButton,
    /// `{query}`
    ResultsFor,
    /// Exactly one result.
    ResultsOne,
    /// `{count}` results.
    ResultsMany,
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
    /// Unfolds `{count}` messages.
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

impl Text {
    /// The last text the panel may show. Those after it are only on pages the server draws, and
    /// visitors of the panel do not wait for them.
    pub const LAST_OF_PANEL: Self = Self::Credit;
    /// The last text the assistant needs besides: the panel gets those with its flows.
    pub const LAST_OF_ASSISTANT: Self = Self::OrderNumberInvalid;
}

/// The texts of one language, in the order of [`Text::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Catalogue(pub Vec<String>);

impl Catalogue {
    /// The texts of a locale.
    #[cfg(feature = "server")]
    pub fn of(locale: Locale) -> Self {
        let text = match locale {
            Locale::It => it::text,
            Locale::En => en::text,
        };
        Self(Text::ALL.iter().map(|t| text(*t).to_owned()).collect())
    }

    /// The texts of a locale as far as the panel shows them.
    #[cfg(feature = "server")]
    pub fn of_panel(locale: Locale) -> Self {
        let mut catalogue = Self::of(locale);
        catalogue.0.truncate(Text::LAST_OF_PANEL as usize + 1);
        catalogue
    }

    /// The texts the assistant needs after those of the panel.
    #[cfg(feature = "server")]
    pub fn of_assistant(locale: Locale) -> Self {
        let mut all = Self::of(locale).0;
        all.truncate(Text::LAST_OF_ASSISTANT as usize + 1);
        Self(all.split_off(Text::LAST_OF_PANEL as usize + 1))
    }

    /// One text; empty where a catalogue is shorter than it should be.
    pub fn get(&self, text: Text) -> &str {
        self.0.get(text as usize).map_or("", String::as_str)
    }

    /// One text with its placeholders filled.
    pub fn fill(&self, text: Text, values: &[(&str, &str)]) -> String {
        fill(self.get(text), values)
    }
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
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_once() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} {b} {c} {", &values), "{b} 2 {c} {");
        assert_eq!(fill("", &values), "");
    }

    #[test]
    fn every_language_has_the_same_placeholders_and_no_empty_text() {
        let places = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names
        };
        let (it, en) = (Catalogue::of(Locale::It), Catalogue::of(Locale::En));
        for text in Text::ALL {
            assert!(
                !it.get(*text).is_empty() && !en.get(*text).is_empty(),
                "{text:?}"
            );
            assert_eq!(places(it.get(*text)), places(en.get(*text)), "{text:?}");
        }
        for catalogue in [it, en] {
            assert_eq!(catalogue.get(Text::Weekdays).split(',').count(), 7);
            assert_eq!(catalogue.get(Text::Months).split(',').count(), 12);
            assert_eq!(catalogue.get(Text::SurveyScores).split(',').count(), 5);
        }
    }

    #[test]
    fn the_panel_gets_no_text_it_never_shows() {
        let panel = Catalogue::of_panel(Locale::It);
        assert!(!panel.get(Text::Credit).is_empty());
        assert_eq!(panel.get(Text::RequestHeading), "");
    }

    #[test]
    fn the_assistant_gets_what_the_panel_has_not() {
        let mut texts = Catalogue::of_panel(Locale::En);
        texts.0.extend(Catalogue::of_assistant(Locale::En).0);
        assert_eq!(texts.get(Text::AskHelped), "Did this help?");
        assert_eq!(texts.0.len(), Text::OrderNumberInvalid as usize + 1);
    }

    /// Else customers would read nothing where it stands.
    #[test]
    fn the_panel_gets_every_text_it_shows() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../widget/src");
        let mut folders: Vec<std::path::PathBuf> = vec![root.into()];
        let mut code = String::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                // These pages are drawn by the server alone.
                if path
                    .file_stem()
                    .is_some_and(|name| name == "request" || name == "visit")
                {
                    continue;
                }
                match path.is_dir() {
                    true => folders.push(path),
                    false => code.push_str(&std::fs::read_to_string(path).unwrap()),
                }
            }
        }
        let named = |text: &&Text| {
            let name = format!("Text::{text:?}");
            code.match_indices(&name)
                .any(|(at, _)| !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric()))
        };
        let missing: Vec<_> = Text::ALL
            .iter()
            .skip(Text::LAST_OF_PANEL as usize + 1)
            .filter(named)
            .collect();
        assert!(missing.is_empty(), "{missing:?} stand after LAST_OF_PANEL");
    }

    /// A text nobody shows is dead weight for every customer.
    #[test]
    fn every_text_is_used() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let mut code = String::new();
        let mut folders: Vec<std::path::PathBuf> = ["shared/src", "widget/src", "edge/src"]
            .map(|f| format!("{root}/{f}").into())
            .into();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("text.rs")
                    && path.parent().is_some_and(|p| !p.ends_with("text"))
                {
                    code.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let unused: Vec<_> = Text::ALL
            .iter()
            .filter(|text| {
                let name = format!("Text::{text:?}");
                !code.match_indices(&name).any(|(at, _)| {
                    !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric())
                })
            })
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
