// A site's configuration as it is kept, in JSON, and what is read from it: languages, texts,
// sentences about time. `premura-texts` holds the interface's words; the build takes them from shared/src/text.

import texts from "premura-texts";
import { after, local, status, type Status } from "./hours.ts";

export type Localized = Record<string, string>;

export interface Hours extends Record<string, any> {
  closed: string[];
  special?: { date?: string; from?: string; to?: string; hours: string[] }[];
}

/** What a topic asks besides the message. */
export interface Field {
  id: string;
  kind: string;
  label: Localized;
  help?: Localized;
  required?: boolean;
  pattern?: string;
  choices?: { id: string; label: Localized }[];
  min?: string;
  max?: string;
}

export interface Policy {
  id: string;
  first_response?: string;
  next_response?: string;
  resolution?: string;
  clock: string;
  warn_at: number;
}

export interface Rate {
  burst: number;
  per_hour: number;
}

export interface Site {
  name: string;
  languages: string[];
  time_zone: string;
  origins: string[];
  appearance: { accent: string };
  mail: { from: string; team: string[] };
  hours: Hours;
  form: { answer_by: string[] };
  spam: { min_seconds: number };
  limits?: Record<string, Rate>;
  sla?: Policy[];
  agents?: { id: string; name: string; email: string; teams?: string[]; languages?: string[] }[];
  routing?: {
    when: { topics?: string[]; languages?: string[]; channels?: string[]; contact_tags?: string[] };
    team?: string; owner?: string; priority?: string; tags?: string[]; sla?: string;
  }[];
  categories: { id: string; label: Localized }[];
  faqs: { id: string; category: string | null; question: Localized; answer: Localized; also: Record<string, string[]>; pages?: string[] }[];
  topics: { id: string; label: Localized; fields?: Field[] }[];
  home: { faqs?: string[] };
  notices?: { text: Localized; level: string; from?: string; until?: string; pages?: string[] }[];
  channels: {
    kind: string; value: string; label?: Localized; note?: Localized;
    languages?: string[]; pages?: string[]; replies_within?: string;
  }[];
  surveys?: { after_faq?: string; after_assistant?: string };
  webhooks?: { id: string; url: string; secret: string; events?: string[]; enabled: boolean }[];
}

/** The words of one language, by name and in order. */
export class Catalogue {
  static readonly #place: Record<string, number> = Object.fromEntries(texts.names.map((name: string, n: number) => [name, n]));
  readonly list: string[];

  private constructor(list: string[]) {
    this.list = list;
  }

  /** The words the panel shows. */
  get ofPanel(): string[] {
    return this.list.slice(0, Catalogue.#place.Credit + 1);
  }

  static readonly #it = new Catalogue(texts.it);
  static readonly #en = new Catalogue(texts.en);

  static of(lang: string): Catalogue {
    return base(lang) === "it" ? Catalogue.#it : Catalogue.#en;
  }

  get(name: string, values: Record<string, string | number> = {}): string {
    return this.list[Catalogue.#place[name]].replace(/\{(\w+)\}/g, (place, name) => `${values[name] ?? place}`);
  }
}

export const base = (lang: string) => lang.split("-", 1)[0];
export const dir = (lang: string) => (/^(ar|he|fa|ur|yi|ps|sd|dv|ug)$/.test(base(lang)) ? "rtl" : "ltr");

/** The best of a site's languages: an explicit choice, then the browser's, then the first. */
export function negotiate(available: string[], chosen?: string | null, accept?: string | null): string {
  const find = (tag: string) => {
    const wanted = tag.trim().toLowerCase().replaceAll("_", "-");
    return available.find((lang) => lang === wanted) ?? available.find((lang) => base(lang) === base(wanted));
  };
  const asked = chosen ? find(chosen) : undefined;
  if (asked) return asked;
  const preferred = (accept ?? "")
    .split(",", 32)
    .map((entry) => {
      const [tag, ...rest] = entry.split(";");
      const q = rest.map((part) => part.trim()).find((part) => part.startsWith("q="));
      return { tag, quality: q ? Number(q.slice(2)) || 0 : 1 };
    })
    .filter(({ tag, quality }) => tag.trim() && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of preferred) {
    const lang = find(tag);
    if (lang) return lang;
  }
  return available[0];
}

/** The text in a language, else in the first of the site's that has it. */
export function localized<T>(texts: Record<string, T>, lang: string, languages: string[]): [string, T] | undefined {
  const found = [lang, ...languages].find((l) => l in texts) ?? Object.keys(texts)[0];
  return found === undefined ? undefined : [found, texts[found]];
}

export const text = (texts: Localized | undefined, lang: string, languages: string[]) =>
  (texts && localized(texts, lang, languages)?.[1]) ?? "";

const DAY = 86_400_000;
type Forms = readonly [today: string, tomorrow: string, weekday: string, date: string];

/** A moment in words, in one of four forms. */
function said(site: Site, at: number, now: number, texts: Catalogue, forms: Forms): string {
  const wall = local(site.time_zone, at);
  const days = Math.floor(wall / DAY) - Math.floor(local(site.time_zone, now) / DAY);
  const moment = new Date(wall);
  const nth = (list: string, n: number) => texts.get(list).split(",")[n];
  const form = days === 0 ? 0 : days === 1 ? 1 : days > 1 && days < 7 ? 2 : 3;
  return texts.get(forms[form], {
    time: clockTime(wall, texts),
    weekday: nth("Weekdays", (moment.getUTCDay() + 6) % 7),
    day: moment.getUTCDate(),
    month: nth("Months", moment.getUTCMonth()),
    year: moment.getUTCFullYear(),
  }).replaceAll("il 8 ", "l'8 ").replaceAll("il 11 ", "l'11 ").replaceAll("alle 1:", "all'1:");
}

/** A time of the day, on a clock of twelve hours where there is a form for each half. */
function clockTime(wall: number, texts: Catalogue): string {
  const moment = new Date(wall);
  const hour = moment.getUTCHours();
  const [before, after] = texts.get("Clock").split("|");
  return (after && hour >= 12 ? after : before)
    .replace("{hour}", `${after ? hour % 12 || 12 : hour}`)
    .replace("{minute}", String(moment.getUTCMinutes()).padStart(2, "0"));
}

/** What is said for this moment, and what to expect after sending. */
export function sentences(site: Site, now: number, texts: Catalogue): { greeting: string; expectation: string } {
  const there = status(site, now);
  if (there.is === "unstated") return { greeting: texts.get("GreetingPlain"), expectation: "" };
  if (there.is === "open") return { greeting: texts.get("GreetingOpen"), expectation: texts.get("SentOpen") };
  if (there.opens === undefined) return { greeting: texts.get("GreetingAway"), expectation: "" };
  const moment = { when: said(site, there.opens, now, texts, ["Today", "Tomorrow", "OnWeekday", "OnDate"]) };
  return { greeting: texts.get("GreetingClosed", moment), expectation: texts.get("SentClosed", moment) };
}

/** By when a customer will hear, from whom and where. */
export function promised(site: Site, by: number, who: string | undefined, now: number, texts: Catalogue, place: string): string {
  const when = said(site, by, now, texts, ["ByToday", "ByTomorrow", "ByWeekday", "ByDate"]);
  const promise = who ? texts.get("PromiseNamed", { who, when }) : texts.get("PromisePlain", { when });
  return place ? texts.get("PromiseAt", { promise, place }) : `${promise}.`;
}

/** What a channel says of itself, and whether it works: those of the demo have no hours of their own. */
export function reach(site: Site, channel: Site["channels"][number], now: number, texts: Catalogue): { works: boolean; state: string } {
  const there: Status = channel.kind === "phone" ? status(site, now) : { is: "unstated" };
  if (there.is === "closed") {
    if (there.opens === undefined) return { works: false, state: texts.get("ClosedNow") };
    const when = said(site, there.opens, now, texts, ["Today", "Tomorrow", "OnWeekday", "OnDate"]);
    return { works: false, state: texts.get("OpensAt", { when }) };
  }
  if (channel.replies_within) {
    const span = parseInt(channel.replies_within, 10) * (channel.replies_within.endsWith("h") ? 60 : 1);
    const due = after(site, "business", now, span * 60_000);
    if (due === undefined) return { works: true, state: "" };
    if (due - now > span * 60_000) {
      const when = said(site, due, now, texts, ["ByToday", "ByTomorrow", "ByWeekday", "ByDate"]);
      return { works: true, state: texts.get("RepliesBy", { when }) };
    }
    return { works: true, state: texts.get("RepliesWithin", { time: span % 60 ? `${span} min` : `${span / 60} h` }) };
  }
  if (there.is === "unstated") return { works: true, state: "" };
  return { works: true, state: texts.get("OpenUntil", { time: clockTime(local(site.time_zone, there.until)) }) };
}

/** A stretch of time to come, in words. */
export function windowText(site: Site, [from, to]: readonly [number, number], now: number, texts: Catalogue): string {
  const begins = said(site, from, now, texts, ["WindowToday", "WindowTomorrow", "WindowWeekday", "WindowDate"]);
  return `${begins}–${clockTime(local(site.time_zone, to), texts)}`;
}

/** A moment as the configuration and the ticket have it: no more digits than needed. */
export const stamp = (at: number) => new Date(at).toISOString().replace(/\.?0+Z$/, "Z");
