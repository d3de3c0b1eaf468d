// What the panel is drawn from: the same value, in the same order, as shared/src/panel.

import { example } from "./draft.ts";
import { windows } from "./hours.ts";
import { stampOf } from "./seal.ts";
import { Catalogue, dir, localized, sentences, stamp, text, windowText, type Field, type Site } from "./site.ts";

export interface Contact {
  kind: string;
  label: string;
  value: string;
  href: string;
  note: string;
  external: boolean;
}

export interface Question {
  id: string;
  category: number | null;
  text: string;
  lang: string | null;
}

const BRANDS: Record<string, string> = {
  whatsapp: "WhatsApp", telegram: "Telegram", messenger: "Messenger", instagram: "Instagram",
  facebook: "Facebook", x: "X", linkedin: "LinkedIn", tiktok: "TikTok",
};
const PAGES: Record<string, string> = {
  telegram: "https://t.me/", messenger: "https://m.me/", instagram: "https://www.instagram.com/",
  facebook: "https://www.facebook.com/", x: "https://x.com/", linkedin: "https://www.linkedin.com/",
  tiktok: "https://www.tiktok.com/@",
};

function href(kind: string, value: string): string {
  if (kind === "email") return `mailto:${value}`;
  if (kind === "phone") return `tel:+${value.replace(/\D/g, "")}`;
  if (kind === "whatsapp") return `https://wa.me/${value.replace(/\D/g, "")}`;
  return kind === "link" ? value : PAGES[kind] + value.replace(/^@+/, "");
}

function contact(channel: Site["channels"][number], site: Site, lang: string, texts: Catalogue): Contact {
  const { kind } = channel;
  const value = channel.value.trim();
  const own = kind === "email" ? texts.get("ChannelEmail") : texts.get("ChannelPhone");
  const address = href(kind, value);
  return {
    kind,
    label: text(channel.label, lang, site.languages) || (BRANDS[kind] ?? own),
    value: kind === "link" ? "" : value,
    href: address,
    note: text(channel.note, lang, site.languages),
    external: address.startsWith("https:"),
  };
}

const CONTROLS: Record<string, string> = {
  text: "Line", long_text: "Lines", order_number: "Code", choice: "One", choices: "Any",
  number: "Number", date: "Date", consent: "Tick",
};
const WAYS: Record<string, string> = { email: "WayEmail", phone: "WayPhone", whatsapp: "WayWhatsapp", chat: "WayChat" };

function field(asked: Field, site: Site, lang: string, texts: Catalogue) {
  const say = (words?: Record<string, string>) => text(words, lang, site.languages);
  const choices = asked.choices ?? [];
  const control = CONTROLS[asked.kind] ?? (choices.length ? "One" : "Product");
  const shape = asked.pattern && texts.get("Example", { example: example(asked.pattern) });
  const bound = (bound?: string) => (control === "Date" && bound) || "";
  return {
    id: asked.id,
    control,
    label: say(asked.label),
    help: [asked.help && say(asked.help), shape].filter(Boolean).join(" · "),
    required: asked.required ?? false,
    choices: choices.map(({ id, label }) => ({ id, label: say(label) })),
    min: bound(asked.min),
    max: bound(asked.max),
  };
}

export type Panel = ReturnType<typeof panel>;

/** The panel of a site, in one language, at one moment. */
export function panel(
  id: string, site: Site, key: Uint8Array, lang: string, embed: string | undefined, keep: string, now: number,
) {
  const texts = Catalogue.of(lang);
  const place = new Map(site.categories.map((category, n) => [category.id, n]));
  return {
    site: id,
    name: site.name,
    lang,
    dir: dir(lang),
    texts: texts.ofPanel,
    ...sentences(site, now, texts),
    answers: `/p/${id}/answers?lang=${lang}&v=1.1`,
    categories: site.categories.map(({ label }) => text(label, lang, site.languages)),
    questions: site.faqs.map((faq): Question => {
      const [writtenIn, question] = localized(faq.question, lang, site.languages) ?? [lang, ""];
      return {
        id: faq.id,
        category: place.get(faq.category ?? "") ?? null,
        text: question,
        lang: writtenIn === lang ? null : writtenIn,
      };
    }),
    topics: site.topics.map((topic) => ({
      id: topic.id,
      label: text(topic.label, lang, site.languages),
      fields: (topic.fields ?? []).map((asked) => field(asked, site, lang, texts)),
    })),
    answer_by: site.form.answer_by.map((id) => ({ id, label: texts.get(WAYS[id]) })),
    slots: (site.form.answer_by.includes("phone") ? windows(site, now) : []).map((window) => ({
      id: window.map(stamp).join("/"),
      label: windowText(site, window, now, texts),
    })),
    stamp: stampOf(key, now),
    contacts: site.channels.map((channel) => contact(channel, site, lang, texts)),
    origins: site.origins,
    embedded: embed !== undefined,
    keep,
    view: "Home",
  };
}
