// What the panel is drawn from: the same value, in the same order, as shared/src/panel.

import { example } from "./draft.ts";
import { windows } from "./hours.ts";
import { stampOf } from "./seal.ts";
import { promise } from "./open.ts";
import { Catalogue, dir, localized, promised, reach, sentences, stamp, text, windowText, type Field, type Site } from "./site.ts";

export interface Contact {
  kind: string;
  label: string;
  value: string;
  href: string;
  state?: string;
  note: string;
  text?: string;
  external: boolean;
  pages?: string[];
}

export interface Question {
  id: string;
  category: number | null;
  text: string;
  lang: string | null;
  pages?: string[];
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

const WRITTEN = ["email", "whatsapp", "telegram", "messenger"];

function contact(channel: Site["channels"][number], site: Site, lang: string, texts: Catalogue, now: number): Contact {
  const { kind } = channel;
  const value = channel.value.trim();
  const own = kind === "email" ? texts.get("ChannelEmail") : texts.get("ChannelPhone");
  const { works, state } = reach(site, channel, now, texts);
  const address = works ? href(kind, value) : "";
  return {
    kind,
    label: text(channel.label, lang, site.languages) || (BRANDS[kind] ?? own),
    value: kind === "link" ? "" : value,
    href: address,
    ...(state && { state }),
    note: text(channel.note, lang, site.languages),
    ...(works && WRITTEN.includes(kind) && { text: texts.get("Prefill") }),
    external: address.startsWith("https:"),
    ...(channel.pages?.length && { pages: channel.pages }),
  };
}

/** The channels, and after the telephone that we call. */
function contacts(site: Site, lang: string, texts: Catalogue, slots: { label: string }[], now: number): Contact[] {
  const all = site.channels
    .filter(({ languages }) => !languages?.length || languages.includes(lang))
    .map((channel) => contact(channel, site, lang, texts, now));
  if (slots.length) {
    all.splice(all.findLastIndex(({ kind }) => kind === "phone") + 1, 0, {
      kind: "callback", label: texts.get("CallMe"), value: "", href: "/write?answer_by=phone",
      state: texts.get("CallMeFrom", { when: slots[0].label }), note: "", external: false,
    });
  }
  return all;
}

/** The Markdown the demo's notices are written in. */
const notice = (markdown: string) => `<p>${markdown.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")}</p>\n`;

/** The places of the questions that come first. */
function useful(site: Site): number[] {
  const places = (site.home.faqs ?? []).map((id) => site.faqs.findIndex((faq) => faq.id === id));
  return [...new Set([...places, ...site.faqs.keys()])].slice(0, 5);
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

const SURVEYS: Record<string, string> = { csat: "SurveyHeading", nps: "SurveyRecommend", ces: "SurveyEasy" };

/** One of our own surveys, where the owner wants one. */
function survey(when: "after_faq" | "after_assistant", site: Site, texts: Catalogue) {
  const id = site.surveys?.[when];
  return id && { [when]: { id, label: texts.get(SURVEYS[id], { site: site.name }) } };
}

export type Panel = ReturnType<typeof panel>;

/** The panel of a site, in one language, at one moment. */
export function panel(
  id: string, site: Site, key: Uint8Array, lang: string, embed: string | undefined, keep: string, now: number,
) {
  const texts = Catalogue.of(lang);
  const slots = (site.form.answer_by.includes("phone") ? windows(site, now) : []).map((window) => ({
    id: window.map(stamp).join("/"),
    label: windowText(site, window, now, texts),
  }));
  const by = promise(site, site.sla?.[0], now);
  const notices = site.notices ?? [];
  const place = new Map(site.categories.map((category, n) => [category.id, n]));
  return {
    site: id,
    name: site.name,
    lang,
    dir: dir(lang),
    texts: texts.ofPanel,
    ...sentences(site, now, texts),
    answers: `/p/${id}/answers?lang=${lang}&v=1.1`,
    promise: by === undefined ? "" : promised(site, by, undefined, now, texts, ""),
    ...(notices.length && {
      notices: notices.map(({ text: words, level, pages }) => ({
        html: notice(text(words, lang, site.languages)),
        warns: level === "warning",
        ...(pages?.length && { pages }),
      })),
    }),
    useful: useful(site),
    categories: site.categories.map(({ label }) => text(label, lang, site.languages)),
    questions: site.faqs.map((faq): Question => {
      const [writtenIn, question] = localized(faq.question, lang, site.languages) ?? [lang, ""];
      return {
        id: faq.id,
        category: place.get(faq.category ?? "") ?? null,
        text: question,
        lang: writtenIn === lang ? null : writtenIn,
        ...(faq.pages?.length && { pages: faq.pages }),
      };
    }),
    topics: site.topics.map((topic) => ({
      id: topic.id,
      label: text(topic.label, lang, site.languages),
      fields: (topic.fields ?? []).map((asked) => field(asked, site, lang, texts)),
    })),
    answer_by: site.form.answer_by.map((id) => ({ id, label: texts.get(WAYS[id]) })),
    slots,
    stamp: stampOf(key, now),
    contacts: contacts(site, lang, texts, slots, now),
    ...survey("after_faq", site, texts),
    ...survey("after_assistant", site, texts),
    origins: site.origins,
    embedded: embed !== undefined,
    keep,
    view: "Home",
  };
}
