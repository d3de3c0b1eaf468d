//! English.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "en",
        Text::Clock => "{hour}:{minute} am|{hour}:{minute} pm",
        Text::GreetingOpen => "Hi, how can we help?",
        Text::GreetingClosed => {
            "We're closed right now and back {when}. Write to us and we'll answer as soon as we open."
        }
        Text::GreetingAway => {
            "We're closed right now. Write to us and we'll answer as soon as we're back."
        }
        Text::GreetingPlain => "Hi, how can we help?",
        Text::Today => "today at {time}",
        Text::Tomorrow => "tomorrow at {time}",
        Text::OnWeekday => "on {weekday} at {time}",
        Text::OnDate => "on {day} {month} at {time}",
        Text::ByToday => "{time} today",
        Text::ByTomorrow => "{time} tomorrow",
        Text::ByWeekday => "{time} on {weekday}",
        Text::ByDate => "{time} on {day} {month}",
        Text::WindowToday => "today {time}",
        Text::WindowTomorrow => "tomorrow {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} {month} {time}",
        Text::Weekdays => "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
        Text::Months => {
            "January,February,March,April,May,June,July,August,September,October,November,December"
        }
        Text::Search => "Search for an answer",
        Text::SearchButton => "Search",
        Text::ResultsFor => "Answers for “{query}”",
        Text::ResultsCount => "{count} answer|{count} answers",
        Text::ResultsNone => "We don't have a ready answer for “{query}” yet.",
        Text::ResultsNoneHint => "Try other words, or write to us: a person will answer.",
        Text::Suggested => "The answer may already be here:",
        Text::ClearSearch => "Show all questions",
        Text::Questions => "Frequently asked questions",
        Text::OtherQuestions => "Other questions",
        Text::NoQuestions => "There are no questions here yet. Write to us: a person will answer.",
        Text::Contact => "Talk to us",
        Text::WriteToUs => "Write to us",
        Text::WriteHint => "A person will answer you.",
        Text::ChannelEmail => "Email",
        Text::ChannelPhone => "Phone",
        Text::OpensNewTab => "opens in a new tab",
        Text::AllQuestions => "All questions",
        Text::Back => "Back",
        Text::HomeQuestions => "Helpful answers",
        Text::Related => "Related questions",
        Text::Helped => "Did this help?",
        Text::HelpedYes => "Yes",
        Text::HelpedNo => "No",
        Text::HelpedThanks => "Good! Thank you for telling us.",
        Text::HelpedSorry => "We're sorry. What was missing?",
        Text::HelpedNoted => "Thank you: it helps us improve this answer.",
        Text::FaqPerson => "Ask a person",
        Text::NotSolved => "Still not sure?",
        Text::OtherLanguage => "This answer is available only in another language ({language}).",
        Text::Name => "Your name",
        Text::Optional => "optional",
        Text::Email => "Your email",
        Text::EmailHelp => "We'll answer at this address.",
        Text::Topic => "What is it about?",
        Text::TopicNone => "Choose a topic",
        Text::TopicGoOn => "Continue",
        Text::ChooseOne => "Choose",
        Text::OpensAt => "Opens {when}",
        Text::ClosedNow => "Closed at the moment",
        Text::OpenUntil => "Open until {time}",
        Text::RepliesWithin => "Replies within {time}",
        Text::RepliesBy => "Replies by {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "We call you",
        Text::CallMeFrom => "Earliest: {when}",
        Text::Prefill => "Hi, I'm writing about: {about}",
        Text::Contents => "In this answer",
        Text::Example => "For example {example}",
        Text::AnswerBy => "How should we answer you?",
        Text::WayEmail => "By email",
        Text::WayPhone => "With a phone call",
        Text::WayWhatsapp => "On WhatsApp",
        Text::WayChat => "In the chat on this page",
        Text::Phone => "Your phone number",
        Text::PhoneHelp => "We use it only for this request.",
        Text::Callback => "When should we call?",
        Text::CallbackAny => "As soon as you can",
        Text::Files => "Photos or documents",
        Text::FilesHelp => "Up to 5 files of 10 MB: pictures, PDF or text.",
        Text::FilesAdd => "Add files",
        Text::FilesRemove => "Remove {name}",
        Text::FilesRefused => {
            "“{name}” was not added: there is room for 5 files of 10 MB each, pictures, PDF or text."
        }
        Text::FilesPhoto => "Take a photo",
        Text::KeepDraft => "Keep this draft on this device",
        Text::TroubleWaiting => {
            "We can't take this right now. Your message is safe here and we'll keep trying."
        }
        Text::SentLater => "Your message has arrived. Reference: {reference}.",
        Text::FilesAgain => "Please choose your files again",
        Text::FilesSending => "Sending your files: {number} of {total}…",
        Text::FilesSent => "Your files have arrived.",
        Text::FilesFailed => "Not arrived: {names}. You can add it on the page of your request.",
        Text::Message => "Your message",
        Text::MessageHelp => "If it's about an order, add its number: it speeds things up.",
        Text::LeaveEmpty => "Leave this field empty",
        Text::Send => "Send",
        Text::Sending => "Sending…",
        Text::Privacy => "Privacy",
        Text::PrivacyHint => "We use what you write only to answer you.",
        Text::ErrorSummary => "Something is still missing",
        Text::EmailMissing => "We need an address to answer you at",
        Text::EmailInvalid => {
            "Please check the address: our answer would not arrive (example: name@mail.com)"
        }
        Text::MessageMissing => "Tell us in a line or two what you need",
        Text::TooLong => "There is room for {max} characters here: please shorten it a little",
        Text::TopicUnknown => "Please choose a topic from the list",
        Text::PhoneMissing => "We need a number to call you at",
        Text::PhoneInvalid => "The number looks incomplete: please check its digits",
        Text::WindowInvalid => "This time is no longer free: please choose another",
        Text::FieldMissing => "We need an answer here",
        Text::ConsentMissing => "To go on we need your consent",
        Text::ChoiceUnknown => "This choice is no longer there: please take another",
        Text::ChoiceOne => "Please choose one only",
        Text::NumberInvalid => "A number goes here, such as 12 or 12.5",
        Text::DateInvalid => "A date goes here, such as 2026-12-24",
        Text::OutOfRange => "This value is out of range",
        Text::OrderNumberInvalid => "An order number looks like this: {example}",
        Text::Yes => "Yes",
        Text::Unreadable => "We need text here",
        Text::Sent => "Got it",
        Text::SentReference => "The reference of your request",
        Text::SentTo => "A confirmation is on its way to {email}.",
        Text::SentMail => "A confirmation is on its way to you by email.",
        Text::RequestPage => "See your request and add to it here",
        Text::SentOpen => {
            "We're open: a person will read your request and answer as soon as they can."
        }
        Text::SentClosed => "We're back {when} and will read your request then.",
        Text::PromiseNamed => "{who} will answer by {when}",
        Text::PromisePlain => "We'll answer by {when}",
        Text::PromiseAt => "{promise} at {place}.",
        Text::Copy => "Copy",
        Text::Copied => "Copied",
        Text::BackToStart => "Back to the questions",
        Text::Offline => {
            "You're offline. Your message is safe here and will be sent as soon as you're back."
        }
        Text::ServerTrouble => {
            "We can't take this right now. Your message is safe here: please try again in a moment."
        }
        Text::LimitSending => {
            "Many messages reached us from here in a short time. We'll gladly take this one in {minutes} min."
        }
        Text::LimitSite => {
            "Many people are writing to us right now. We'll gladly take this one in {minutes} min."
        }
        Text::LimitOther => "We need a short pause here: please try again in {minutes} min.",
        Text::AnswerOffline => {
            "You're offline. Come back to this answer once you're connected again."
        }
        Text::NotFound => "This page isn't here",
        Text::NotFoundHint => "It may have moved. Look for the answer below, or write to us.",
        Text::HelpTitle => "{site} help centre",
        Text::SkipToContent => "Skip to content",
        Text::FileLost => {
            "Your message arrived, one file did not: please try a picture, a PDF or a text of at most 10 MB."
        }
        Text::AskTitle => "Ask a question",
        Text::AskHint => "An answer right away, and a person whenever you like.",
        Text::AskHello => "Write what you need, or choose from here.",
        Text::AskLabel => "Your question",
        Text::AskSend => "Ask",
        Text::AskUnknown => "I don't have a sure answer for this. Shall I pass you to a person?",
        Text::AskPerhaps => "Perhaps it's one of these:",
        Text::AskNone => "None of these",
        Text::AskHelped => "Did this help?",
        Text::AskNo => "Not yet",
        Text::AskThanks => "Good. If you need anything else, write it here.",
        Text::AskPerson => "Talk to a person",
        Text::AskBack => "Go back",
        Text::AskAgain => "Start again",
        Text::AskYou => "You",
        Text::AskUs => "Assistant",
        Text::AskTranscript => "Your conversation with the assistant, sent along with your message",
        Text::Credit => "Care by Premura",
        Text::Yesterday => "yesterday at {time}",
        Text::OnDateOfYear => "on {day} {month} {year} at {time}",
        Text::RequestHeading => "Your request",
        Text::RequestReference => "Reference",
        Text::RequestStanding => "Where things stand",
        Text::RequestSoonNamed => "{who} will answer as soon as they can.",
        Text::RequestSoon => "We have your request and will answer as soon as we can.",
        Text::RequestLate => "Our answer is late, and we're sorry.",
        Text::RequestInHandsNamed => {
            "{who} is taking care of it: we'll write as soon as there is news."
        }
        Text::RequestInHands => "We're taking care of it and will write as soon as there is news.",
        Text::RequestYourTurnNamed => "{who} has written to you: we're waiting to hear from you.",
        Text::RequestYourTurn => "We've written to you and are waiting to hear from you.",
        Text::RequestOnHold => {
            "We need news from someone else before we can go on. We'll write as soon as we have it."
        }
        Text::RequestResolved => "Solved {when}.",
        Text::RequestResolvedHint => {
            "Something still not right? Write to us here and we'll open it again."
        }
        Text::RequestClosed => "This request is closed.",
        Text::RequestClosedHint => {
            "If you write again, we'll open a new request that goes on from here."
        }
        Text::RequestMerged => {
            "We've joined this request with another one you sent us: we go on there."
        }
        Text::RequestGoOn => "Go to request {reference}",
        Text::RequestFollows => "Goes on from request {reference}",
        Text::RequestSummary => "The request in short",
        Text::RequestCreated => "Sent",
        Text::RequestTopic => "Topic",
        Text::RequestMessages => "Messages",
        Text::RequestEarlier => "Show {count} earlier message|Show {count} earlier messages",
        Text::RequestYou => "You",
        Text::RequestFolded => "Quoted text",
        Text::RequestFiles => "Attachments",
        Text::RequestReply => "Reply",
        Text::RequestReplyAgain => "Not quite solved?",
        Text::RequestReplyNew => "Do you still need us?",
        Text::RequestSendAgain => "Send and reopen",
        Text::RequestAttach => "Attach files",
        Text::RequestAttachHelp => "Up to {count} files of {size} MB each: pictures, PDF or text.",
        Text::RequestClose => "All sorted?",
        Text::RequestCloseHint => "If you need more later, write here and we'll open it again.",
        Text::RequestCloseButton => "Yes, it's solved",
        Text::RequestReopenButton => "Reopen without a message",
        Text::SurveyHeading => "How did we do?",
        Text::SurveyScores => "Very badly,Badly,So-so,Well,Very well",
        Text::SurveyComment => "Would you like to say why?",
        Text::SurveySend => "Send your rating",
        Text::SurveyMissing => "Please choose one of the five faces",
        Text::SurveyRated => "Your rating: {score}.",
        Text::NoticeReplied => "Your message has been sent.",
        Text::NoticeSolved => "Good, your request is marked as solved.",
        Text::NoticeReopened => "We've opened your request again.",
        Text::NoticeRated => "Thank you, your rating helps us do better.",
        Text::NoticeRatedLow => {
            "Thank you for telling us. We're sorry: write to us below how we can put it right."
        }
        Text::NoticeFollowed => {
            "Your message has been sent: we've opened this new request, which goes on from the closed one."
        }
        Text::RequestsHeading => "Your requests",
        Text::RequestsNone => "There are no requests of yours on this device yet.",
        Text::RequestsElsewhere => "Did you write from somewhere else?",
        Text::RequestsElsewhereHint => {
            "Tell us the address you used: we'll send you a link to your requests."
        }
        Text::RequestsSendLink => "Send me the link",
        Text::RequestsLinkSent => {
            "If there are requests from {email}, a link to them is on its way. It works once, for {minutes} minutes."
        }
        Text::RequestsLinkHint => "Your link works once: the requests are shown on this device.",
        Text::RequestsLinkOpen => "Show my requests",
        Text::RequestsLinkOver => {
            "This link has been used or is too old. You can have a new one sent below."
        }
        Text::RequestsUnread => "New: {count}",
        Text::StateOpen => "In progress",
        Text::StateYourTurn => "Waiting for you",
        Text::StateSolved => "Solved",
        Text::StateClosed => "Closed",
        Text::SurveyRecommend => "How likely are you to recommend {site}?",
        Text::SurveyRecommendEnds => "Not at all likely,Very likely",
        Text::SurveyEasy => "How easy was it to get what you needed?",
        Text::SurveyEasyEnds => "Very hard,Very easy",
        Text::SurveyThanks => "Thank you",
        Text::SurveyLow => {
            "We're sorry it went like this. Would you like a person to put it right?"
        }
        Text::SurveyCall => "Ask for a call",
        Text::SurveyContext => "My rating: {score} out of {max}. {question}",
    }
}
