//! What the made-up customers and their shop write, in Italian and English.

use super::chance::Chance;

const NAMES_IT: [&str; 40] = [
    "Anna",
    "Luca",
    "Giulia",
    "Marco",
    "Sara",
    "Paolo",
    "Chiara",
    "Davide",
    "Elena",
    "Matteo",
    "Francesca",
    "Andrea",
    "Martina",
    "Simone",
    "Laura",
    "Stefano",
    "Silvia",
    "Alessio",
    "Irene",
    "Nicola",
    "Beatrice",
    "Fabio",
    "Valentina",
    "Roberto",
    "Caterina",
    "Emanuele",
    "Ilaria",
    "Tommaso",
    "Monica",
    "Giorgio",
    "Alice",
    "Riccardo",
    "Federica",
    "Pietro",
    "Lucia",
    "Daniele",
    "Margherita",
    "Enrico",
    "Camilla",
    "Sergio",
];
const NAMES_EN: [&str; 20] = [
    "Emma", "Jack", "Olivia", "Harry", "Grace", "Thomas", "Lucy", "Henry", "Alice", "Daniel",
    "Ruth", "George", "Nora", "Peter", "Clara", "Samuel", "Helen", "Edward", "Julia", "Martin",
];
/// Streets, rivers and trees: nobody's surnames on purpose.
const SURNAMES: [&str; 24] = [
    "Quercia",
    "Betulla",
    "Acero",
    "Larice",
    "Tiglio",
    "Olmo",
    "Faggio",
    "Cipresso",
    "Ginepro",
    "Salice",
    "Ontano",
    "Castagno",
    "Nocciolo",
    "Ulivo",
    "Alloro",
    "Corbezzolo",
    "Mirto",
    "Lentisco",
    "Platano",
    "Sorbo",
    "Frassino",
    "Carpino",
    "Ippocastano",
    "Tamerice",
];
const HOSTS: [&str; 5] = [
    "posta.example",
    "mail.example",
    "lettere.example",
    "casa.example",
    "ufficio.example",
];

/// The words of a language.
pub struct Words {
    italian: bool,
}

impl Words {
    /// Italian, or else English.
    pub fn of(italian: bool) -> Self {
        Self { italian }
    }

    fn say<T>(&self, it: T, en: T) -> T {
        if self.italian { it } else { en }
    }

    /// A customer's name and address, by their number.
    pub fn customer(&self, number: usize) -> (String, String) {
        let first = match self.italian {
            true => NAMES_IT[number % NAMES_IT.len()],
            false => NAMES_EN[number % NAMES_EN.len()],
        };
        let surname = SURNAMES[(number / 3) % SURNAMES.len()];
        let host = HOSTS[number % HOSTS.len()];
        let mail = format!(
            "{}.{}{number}@{host}",
            first.to_lowercase(),
            surname.to_lowercase()
        );
        (format!("{first} {surname}"), mail)
    }

    fn number(chance: &mut Chance) -> String {
        format!("BL-{}", 10_000 + chance.below(89_999))
    }

    /// What a request begins with.
    pub fn question(&self, topic: &str, chance: &mut Chance) -> String {
        let text = match topic {
            "order" => self.say(
                chance.of(&[
                    "Buongiorno, ho ordinato una lampada e non ho ricevuto la conferma. L'ordine è {n}.",
                    "Posso ancora cambiare il colore nell'ordine {n}? Ho scelto ottone ma vorrei nero.",
                    "Ciao, vorrei aggiungere una lampadina all'ordine {n}, se non è già partito.",
                    "Ho sbagliato indirizzo nell'ordine {n}. Si può correggere?",
                    "Vorrei la fattura per l'ordine {n} intestata alla mia ditta.",
                ]),
                chance.of(&[
                    "Hello, I ordered a lamp and never got a confirmation. The order is {n}.",
                    "Can I still change the colour in order {n}? I chose brass and would like black.",
                    "I put the wrong address in order {n}. Can it be corrected?",
                ]),
            ),
            "delivery" => self.say(
                chance.of(&[
                    "Dov'è il mio pacco? L'ordine è {n} e doveva arrivare ieri.",
                    "Il corriere dice consegnato, ma io non ho niente. Ordine {n}.",
                    "Quanto ci mette la spedizione in Sardegna? L'ordine è {n}.",
                    "Il tracciamento di {n} è fermo da tre giorni, sapete qualcosa?",
                    "Posso ritirare io il pacco {n} in negozio?",
                ]),
                chance.of(&[
                    "Where is my parcel? Order {n} was due yesterday.",
                    "The courier says delivered, but there is nothing here. Order {n}.",
                    "The tracking for {n} has not moved for three days. Do you know more?",
                ]),
            ),
            "broken" => self.say(
                chance.of(&[
                    "La lampada dell'ordine {n} è arrivata con il paralume crepato.",
                    "Nel pacco {n} c'era un vetro rotto, ho le foto.",
                    "La base è ammaccata, si vede bene. Ordine {n}, cosa devo fare?",
                ]),
                chance.of(&[
                    "The lamp of order {n} arrived with a cracked shade.",
                    "There was broken glass in parcel {n}; I have pictures.",
                ]),
            ),
            "return" => self.say(
                chance.of(&[
                    "Vorrei rendere la lampada dell'ordine {n}: è troppo grande per il tavolo.",
                    "Ho spedito il reso di {n} dieci giorni fa, quando arriva il rimborso?",
                    "Come si fa un reso? L'ordine è {n}.",
                    "Posso cambiare il modello invece di rendere? Ordine {n}.",
                ]),
                chance.of(&[
                    "I would like to return the lamp of order {n}; it is too big for the table.",
                    "I sent order {n} back ten days ago. When will I get the refund?",
                ]),
            ),
            "product" => self.say(
                chance.of(&[
                    "La lampada Alba si può usare con un dimmer?",
                    "Fate il paralume Onda anche in lino verde?",
                    "Che lampadina ci vuole nella Brina? Quella in dotazione si è bruciata.",
                    "Si può avere la Falena con un cavo di tre metri?",
                ]),
                chance.of(&[
                    "Can the Alba lamp be used with a dimmer?",
                    "Do you make the Onda shade in green linen too?",
                    "Which bulb does the Brina take?",
                ]),
            ),
            _ => self.say(
                chance.of(&[
                    "Fate anche laboratori per bambini?",
                    "Siete aperti sabato pomeriggio? Passerei in bottega.",
                    "Vorrei regalare un buono: come funziona?",
                ]),
                chance.of(&[
                    "Do you also hold workshops for children?",
                    "Are you open on Saturday afternoon? I would drop by.",
                ]),
            ),
        };
        text.replace("{n}", &Self::number(chance))
    }

    /// What the team asks back.
    pub fn inquiry(&self, chance: &mut Chance) -> String {
        self.say(
            chance.of(&[
                "Ciao, grazie di averci scritto. Ci mandi una foto dell'etichetta sul pacco?",
                "Ho chiesto al corriere, mi rispondono in giornata. Intanto mi confermi l'indirizzo?",
                "Controllo in laboratorio e ti scrivo. Che finitura avevi scelto?",
                "Certo. Mi dici in che data preferisci?",
            ]),
            chance.of(&[
                "Thank you for writing. Could you send a picture of the label on the parcel?",
                "I asked the courier and they answer today. Could you confirm the address meanwhile?",
                "I'll look in the workshop and write back. Which finish did you choose?",
            ]),
        )
        .to_owned()
    }

    /// What the customer adds.
    pub fn addition(&self, chance: &mut Chance) -> String {
        self.say(
            chance.of(&[
                "Ecco la foto, spero si legga.",
                "Sì, l'indirizzo è quello. Grazie.",
                "Va bene giovedì, anche di mattina.",
                "Avevo scelto la finitura nera.",
                "Ci sono novità?",
            ]),
            chance.of(&[
                "Here is the picture, I hope it can be read.",
                "Yes, that's the address. Thank you.",
                "Any news?",
            ]),
        )
        .to_owned()
    }

    /// What the team ends with.
    pub fn solution(&self, topic: &str, chance: &mut Chance) -> String {
        let text = match topic {
            "delivery" => self.say(
                chance.of(&[
                    "Trovato: era fermo al deposito di Bologna. Arriva domani mattina, il corriere ti chiama prima.",
                    "Il pacco è ripartito stamattina, eccoti il nuovo tracciamento. Scusa per l'attesa.",
                ]),
                "Found it: it was held at the Bologna depot. It arrives tomorrow morning and the courier calls first.",
            ),
            "broken" => self.say(
                "Mi dispiace. Te ne mandiamo una nuova oggi stesso; quella rotta non serve rimandarla.",
                "I'm sorry. We are sending a new one today; no need to return the broken one.",
            ),
            "return" => self.say(
                "Ti ho mandato l'etichetta per il reso. Appena il pacco parte ti rimborsiamo, di solito in tre giorni.",
                "I sent you the return label. As soon as the parcel is on its way we refund you, usually within three days.",
            ),
            "product" => self.say(
                "Sì, si può: trovi le misure nella scheda. Se vuoi te la prepariamo in una settimana.",
                "Yes, you can; the measures are on its page. If you like, we make it within a week.",
            ),
            _ => self.say(
                chance.of(&[
                    "Fatto, l'ho corretto nell'ordine. Ti arriva una nuova conferma tra poco.",
                    "Certo, ci vediamo in bottega. Sabato chiudiamo alle 12:30.",
                ]),
                "Done, I corrected it in the order. A new confirmation is on its way.",
            ),
        };
        text.to_owned()
    }

    /// What a customer writes who is not content with it.
    pub fn complaint(&self, chance: &mut Chance) -> String {
        self.say(
            chance.of(&[
                "Non è arrivato nemmeno oggi.",
                "Il colore è ancora quello sbagliato.",
            ]),
            chance.of(&[
                "It did not arrive today either.",
                "It is still the wrong colour.",
            ]),
        )
        .to_owned()
    }

    /// How the team puts it right.
    pub fn apology(&self, chance: &mut Chance) -> String {
        self.say(
            chance.of(&[
                "Hai ragione, mi dispiace. Ho appena parlato con il corriere: consegna entro le 13, altrimenti te la porto io.",
                "Scusa, errore nostro. Parte oggi quella giusta e la spedizione è offerta.",
            ]),
            "You are right, I'm sorry. The right one leaves today and shipping is on us.",
        )
        .to_owned()
    }

    /// A note among the team.
    pub fn note(&self, chance: &mut Chance) -> String {
        chance
            .of(&[
                "Sentito il corriere: richiamano loro entro le 15.",
                "Già scritto a settembre per lo stesso modello.",
                "Cliente gentilissima, diamole precedenza.",
                "Controllare in magazzino prima di promettere.",
            ])
            .to_owned()
    }

    /// What stands with a rating.
    pub fn comment(&self, score: u8, chance: &mut Chance) -> &'static str {
        match score {
            4.. => self.say(
                chance.of(&[
                    "Velocissimi!",
                    "Marta è stata gentile.",
                    "Tutto risolto, grazie.",
                ]),
                chance.of(&["Very quick, thank you.", "Kind and clear."]),
            ),
            3 => self.say("Bene, ma ho aspettato.", "Fine, but I had to wait."),
            _ => self.say(
                chance.of(&["Ho dovuto scrivere due volte.", "Troppi giorni."]),
                "I had to write twice.",
            ),
        }
    }

    /// The subject of a mail.
    pub fn subject(&self, topic: &str) -> &'static str {
        match topic {
            "order" => self.say("Il mio ordine", "My order"),
            "delivery" => self.say("Spedizione", "Delivery"),
            "broken" => self.say("Arrivata rotta", "Arrived broken"),
            "return" => self.say("Reso", "Return"),
            "product" => self.say("Una domanda", "A question"),
            _ => self.say("Informazioni", "Information"),
        }
    }

    /// The path of the page a request was written on.
    pub fn page(&self, topic: &str, chance: &mut Chance) -> &'static str {
        match topic {
            "order" | "delivery" => chance.of(&["/ordine", "/spedizioni", "/"]),
            "broken" | "return" => chance.of(&["/resi", "/ordine"]),
            _ => chance.of(&["/lampade/alba", "/lampade/brina", "/lampade/falena", "/"]),
        }
    }
}
