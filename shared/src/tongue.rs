//! The team's language, on its pages and in its weekly mail: English or Italian. Both stand side by
//! side where they are used.

use crate::{
    lang::{Lang, Locale},
    site::{Localized, Site},
    ticket::{Origin, Priority, Status},
};

/// A language of the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
}

impl Tongue {
    /// What a browser's `Accept-Language` asks for: the one of the two that is named first.
    pub fn asked(accept: &str) -> Self {
        let mut asked = accept.split(',').map(|part| {
            let tag = part.split(';').next().unwrap_or("").trim();
            tag.split('-').next().unwrap_or("").to_ascii_lowercase()
        });
        match asked.find(|tag| tag == "it" || tag == "en").as_deref() {
            Some("it") => Self::It,
            _ => Self::En,
        }
    }

    /// That of a site whose first language is this: Italian or else English.
    pub fn of(lang: Option<&Lang>) -> Self {
        match lang.map(Locale::of) {
            Some(Locale::It) => Self::It,
            _ => Self::En,
        }
    }

    /// What the site wrote, in this language where it did so.
    pub fn read<'a>(self, text: &'a Localized, site: &'a Site) -> &'a str {
        Lang::parse(self.tag()).map_or("", |lang| text.text(&lang, &site.languages))
    }

    /// Its tag, for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::It => "it",
        }
    }

    /// The text of the two that is in this language.
    pub fn say<T>(self, en: T, it: T) -> T {
        match self {
            Self::En => en,
            Self::It => it,
        }
    }

    /// The widget's texts in the same language.
    pub fn locale(self) -> Locale {
        self.say(Locale::En, Locale::It)
    }

    /// A status.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::New => self.say("New", "Nuova"),
            Status::Open => self.say("Open", "Aperta"),
            Status::WaitingOnCustomer => self.say("Waiting on customer", "In attesa del cliente"),
            Status::OnHold => self.say("On hold", "Sospesa"),
            Status::Resolved => self.say("Resolved", "Risolta"),
            Status::Closed => self.say("Closed", "Chiusa"),
        }
    }

    /// A priority.
    pub fn priority(self, priority: Priority) -> &'static str {
        match priority {
            Priority::Low => self.say("Low", "Bassa"),
            Priority::Normal => self.say("Normal", "Normale"),
            Priority::High => self.say("High", "Alta"),
            Priority::Urgent => self.say("Urgent", "Urgente"),
        }
    }

    /// How something came in.
    pub fn channel(self, channel: Origin) -> &'static str {
        match channel {
            Origin::Form => self.say("Form", "Modulo"),
            Origin::Api => "API",
            Origin::Email => "Email",
            Origin::RequestPage => self.say("Request page", "Pagina della richiesta"),
            Origin::Phone => self.say("Phone", "Telefono"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_names_first_of_those_there_are() {
        for (accept, expected) in [
            ("", Tongue::En),
            ("it-IT,it;q=0.9,en;q=0.8", Tongue::It),
            ("de,it;q=0.5,en;q=0.4", Tongue::It),
            ("en-GB,it", Tongue::En),
            ("fr", Tongue::En),
            (";;,,", Tongue::En),
        ] {
            assert_eq!(Tongue::asked(accept), expected, "{accept}");
        }
    }
}
