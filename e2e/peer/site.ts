// A site's configuration as it is kept, in JSON, and what is read from it: languages, texts, hours.
// `premura-texts` holds the interface's words; the build takes them from shared/src/text.

import texts from "premura-texts";

export type Localized = Record<string, string>;

export interface Site {
  name: string;
  languages: string[];
  time_zone: string;
  origins: string[];
  appearance: { accent: string };
  mail: { from: string; team: string[] };
  hours: Record<string, string[]>;
  categories: { id: string; label: Localized }[];
  faqs: { id: string; category: string | null; question: Localized; answer: Localized; also: Record<string, string[]> }[];
  topics: { id: string; label: Localized }[];
  channels: { kind: string; value: string; label?: Localized; note?: Localized }[];
  webhooks: { url: string; secret: string; events: string[] }[];
}

/** The words of one language, by name and in order. */
export class Catalogue {
  static readonly #place: Record<string, number> = Object.fromEntries(texts.names.map((name: string, n: number) => [name, n]));
  readonly list: string[];

  private constructor(list: string[]) {
    this.list = list;
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

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const DAY = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone, as if it were UTC. */
function wallClock(zone: string, now: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    clocks.set(zone, clock);
  }
  // 11/23/2026, 09:05
  const said = clock.format(now);
  return Date.UTC(+said.slice(6, 10), +said.slice(0, 2) - 1, +said.slice(3, 5), +said.slice(12, 14), +said.slice(15, 17));
}

/** Whether somebody is there, or on the wall clock when somebody will be. */
type Status = { is: "unstated" } | { is: "open" } | { is: "closed"; now: number; opens?: number };

export function status(site: Site, at: number): Status {
  const { hours } = site;
  if (DAYS.every((day) => !hours[day]?.length)) return { is: "unstated" };
  const now = wallClock(site.time_zone, at);
  const today = Math.floor(now / DAY) * DAY;
  let opens: number | undefined;
  for (let date = today - DAY; opens === undefined && date < today + 400 * DAY; date += DAY) {
    if (hours.closed.includes(new Date(date).toISOString().slice(0, 10))) continue;
    for (const span of hours[DAYS[(new Date(date).getUTCDay() + 6) % 7]]) {
      const [from, to] = span.split("-").map((time) => date + (+time.slice(0, 2) * 60 + +time.slice(3)) * 60_000);
      if (to <= now) continue;
      if (from <= now) return { is: "open" };
      opens = Math.min(from, opens ?? Infinity);
    }
  }
  return { is: "closed", now, opens };
}

function when(opens: number, now: number, texts: Catalogue): string {
  const days = Math.floor(opens / DAY) - Math.floor(now / DAY);
  const moment = new Date(opens);
  const time = `${moment.getUTCHours()}:${String(moment.getUTCMinutes()).padStart(2, "0")}`;
  const nth = (list: string, n: number) => texts.get(list).split(",")[n];
  if (days <= 0) return texts.get("Today", { time });
  if (days === 1) return texts.get("Tomorrow", { time });
  if (days <= 6) return texts.get("OnWeekday", { weekday: nth("Weekdays", (moment.getUTCDay() + 6) % 7), time });
  return texts.get("OnDate", { day: moment.getUTCDate(), month: nth("Months", moment.getUTCMonth()), time });
}

/** What is said for this moment, and what to expect after sending. */
export function sentences(site: Site, at: number, texts: Catalogue): { greeting: string; expectation: string } {
  const now = status(site, at);
  if (now.is === "unstated") return { greeting: texts.get("GreetingPlain"), expectation: "" };
  if (now.is === "open") return { greeting: texts.get("GreetingOpen"), expectation: texts.get("SentOpen") };
  if (now.opens === undefined) return { greeting: texts.get("GreetingAway"), expectation: "" };
  const moment = { when: when(now.opens, now.now, texts) };
  return { greeting: texts.get("GreetingClosed", moment), expectation: texts.get("SentClosed", moment) };
}
