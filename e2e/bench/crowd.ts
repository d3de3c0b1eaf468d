// A shop with many FAQs, put together from parts of questions, and what somebody might type there.

const THINGS = ["una lampada", "un vaso", "una tazza", "un piatto", "una teiera", "un portacandele", "una ciotola", "un cestino", "una cornice", "un tappeto"];
const ACTIONS = ["restituire", "pulire", "spedire", "ordinare", "riparare", "regalare", "pagare", "ritirare", "cambiare", "personalizzare"];
const WHEN = ["dopo un mese", "prima di Natale", "senza ricevuta", "dall'estero", "con uno sconto"];

/** A site's file with `count` FAQs of three phrasings each, at most 500. */
export function crowd(count: number): string {
  const lines = ['name = "Tutto per la casa"', 'languages = ["it"]', 'time_zone = "Europe/Rome"', "[mail]", 'from = "Tutto per la casa <ciao@tutto.example>"', 'team = ["ciao@tutto.example"]'];
  const all = WHEN.flatMap((when) => ACTIONS.flatMap((action) => THINGS.map((thing) => ({ when, action, thing }))));
  for (const [n, { when, action, thing }] of all.slice(0, count).entries()) {
    lines.push(
      "[[faqs]]",
      `id = "faq-${n}"`,
      `question = { it = "Posso ${action} ${thing} ${when}?" }`,
      `answer = { it = "Sì: per ${action} ${thing} ${when} basta scriverci, e rispondiamo entro un giorno." }`,
      `also = { it = ["Come faccio a ${action} ${thing} ${when}", "${action} ${thing}: si può ${when}?"] }`,
    );
  }
  return lines.join("\n");
}

/** What is typed, key by key. */
export const typed = () => ["restituire lampada", "pulre tazza", "sconto piatto", "natale", "riparazione della teiera dopo un mese"];
