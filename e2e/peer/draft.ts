// A request as it arrives: the same fields, limits and messages as shared/src/ticket/draft.rs and
// shared/src/field.rs.

import { Catalogue, negotiate, stamp, text as say, type Field, type Site } from "./site.ts";

export interface Page {
  url: string;
  title: string;
  referrer: string;
}

export interface Device {
  locale: string;
  time_zone: string;
  agent: string;
}

export interface Draft {
  name: string;
  email: string;
  phone: string;
  answer_by: string;
  callback: string;
  topic: string;
  fields: Record<string, string[]>;
  message: string;
  lang: string;
  page: Page;
  device: Device;
  faqs_seen: string[];
  searches: string[];
}

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** An answer to a topic's field. */
export interface Answer {
  id: string;
  label: string;
  value: string[];
  text: string;
}

export interface Request extends Omit<Draft, "name" | "email" | "phone" | "callback" | "topic" | "fields"> {
  name: string | null;
  email: string | null;
  phone: string | null;
  callback: { from: string; to: string } | null;
  topic: string | null;
  fields: Answer[];
}

const MAX_SEEN = 50;

/** An answer to a field: a text, a number, a yes, or a list of texts. */
function values(value: unknown): string[] | undefined {
  if (value === null || value === false) return [];
  if (value === true) return ["yes"];
  if (typeof value === "string" || typeof value === "number") return [`${value}`];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** A draft, or the names of fields of a wrong type. */
export function read(value: any): Draft | string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [""];
  const wrong: string[] = [];
  const text = (object: any, key: string, name = key): string => {
    const found = object[key] ?? "";
    if (typeof found === "string") return found;
    wrong.push(name);
    return "";
  };
  const texts = (name: string): string[] => {
    const found = value[name] ?? [];
    if (Array.isArray(found) && found.every((item) => typeof item === "string")) return found.slice(0, MAX_SEEN);
    wrong.push(name);
    return [];
  };
  const object = (name: string): any => {
    const found = value[name] ?? {};
    if (typeof found === "object" && !Array.isArray(found)) return found;
    wrong.push(name);
    return {};
  };
  const [page, device] = [object("page"), object("device")];
  const draft: Draft = {
    name: text(value, "name"),
    email: text(value, "email"),
    phone: text(value, "phone"),
    answer_by: text(value, "answer_by"),
    callback: text(value, "callback"),
    topic: text(value, "topic"),
    fields: {},
    message: text(value, "message"),
    lang: text(value, "lang"),
    page: {
      url: text(page, "url", "page.url"),
      title: text(page, "title", "page.title"),
      referrer: text(page, "referrer", "page.referrer"),
    },
    device: {
      locale: text(device, "locale", "device.locale"),
      time_zone: text(device, "time_zone", "device.time_zone"),
      agent: "",
    },
    faqs_seen: texts("faqs_seen"),
    searches: texts("searches"),
  };
  for (const [id, given] of Object.entries(object("fields"))) {
    const found = values(given);
    if (found) draft.fields[id] = found;
    else wrong.push("fields");
  }
  return wrong.length ? wrong : draft;
}

const LOCAL = /^(?!\.)(?!.*\.\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)$/;
const LABEL = /^(?!-)[\p{Alphabetic}\p{N}-]{1,63}(?<!-)$/u;

function address(text: string): string | undefined {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf("@");
  const labels = trimmed.slice(at + 1).split(".");
  const top = labels[labels.length - 1];
  const good = at > 0 && trimmed.length <= 254 && LOCAL.test(trimmed.slice(0, at)) &&
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && top.length > 1 && !/^\d+$/.test(top);
  return good ? trimmed : undefined;
}

/** Length in characters, as people count them. */
const longer = (text: string, max: number) => text.length > max && [...text].length > max;
const cut = (text: string, max: number) => [...text.replace(/\p{Cc}/gu, "")].slice(0, max).join("");

const plain = (text: string) => text.replace(/\p{Cc}/gu, " ");

function phone(text: string): string | undefined {
  const trimmed = text.trim();
  const digits = trimmed.replace(/[^0-9]/g, "").length;
  return digits >= 6 && digits <= 15 && /^\+?[0-9 .()\/-]{1,39}$/.test(trimmed) ? trimmed : undefined;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** A stretch of time that is not over and begins within two weeks. */
function window(text: string, now: number): { from: string; to: string } | undefined {
  const ends = text.split(/\/(.*)/s, 2).map((end) => end.trim());
  if (ends.length < 2 || !ends.every((end) => MOMENT.test(end))) return undefined;
  const [from, to] = ends.map((end) => Date.parse(end));
  const good = from < to && to > now && from - now < 14 * 24 * 3_600_000;
  return good ? { from: stamp(from), to: stamp(to) } : undefined;
}

/** What has a pattern's shape. */
export function example(pattern: string): string {
  let [digits, letters] = [0, 0];
  return pattern.replace(/[#*@]/g, (shape) =>
    shape === "@" ? String.fromCharCode(65 + letters++ % 26) : `${++digits % 10}`);
}

const SHAPES: Record<string, RegExp> = { "#": /^[0-9]$/, "@": /^\p{Alphabetic}$/u, "*": /^[\p{Alphabetic}\p{N}]$/u };

function hasShape(pattern: string, text: string): boolean {
  const [shapes, chars] = [[...pattern], [...text]];
  return shapes.length === chars.length && shapes.every((shape, n) =>
    SHAPES[shape]?.test(chars[n]) ?? shape.toLowerCase() === chars[n].toLowerCase());
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
type Wrong = [code: string, message: string];

/** What was answered to one field, and how people read it. */
function answer(field: Field, given: string[], lang: string, site: Site, texts: Catalogue): [string[], string] | Wrong[] | undefined {
  const words = given.map((value) => value.trim()).filter(Boolean);
  const wrong = (code: string, text: string, values = {}): Wrong[] => [[code, texts.get(text, values)]];
  const [first] = words;
  const choices = field.choices ?? [];
  if (first === undefined) {
    if (!field.required) return undefined;
    return wrong("required", field.kind === "consent" ? "ConsentMissing" : "FieldMissing");
  }
  const one = (value: string): [string[], string] => [[value], value];
  if (choices.length && ["choice", "choices", "product"].includes(field.kind)) {
    const chosen = new Set(words.map((id) => choices.find((choice) => choice.id === id)));
    if (chosen.has(undefined)) return wrong("unknown", "ChoiceUnknown");
    if (field.kind !== "choices" && chosen.size > 1) return wrong("invalid", "ChoiceOne");
    const found = [...chosen].map((choice) => choice!);
    return [found.map(({ id }) => id), found.map(({ label }) => say(label, lang, site.languages)).join(", ")];
  }
  const max = field.kind === "long_text" ? 4_000 : 300;
  switch (field.kind) {
    case "number": {
      const number = first.replaceAll(",", ".");
      if (!NUMBER.test(number)) return wrong("invalid", "NumberInvalid");
      const out = Number(number) < Number(field.min ?? -Infinity) || Number(number) > Number(field.max ?? Infinity);
      return out ? wrong("invalid", "OutOfRange") : one(number);
    }
    case "date": {
      const date = /^\d{4}-\d\d-\d\d$/.test(first) ? new Date(`${first}T00:00:00Z`) : new Date(NaN);
      if (Number.isNaN(+date) || date.toISOString().slice(0, 10) !== first) return wrong("invalid", "DateInvalid");
      return first < (field.min ?? "") || first > (field.max ?? "9999-12-31") ? wrong("invalid", "OutOfRange") : one(first);
    }
    case "consent":
      return [["yes"], texts.get("Yes")];
  }
  if (longer(first, max)) return wrong("too_long", "TooLong", { max });
  if (field.kind === "long_text") return one(first.replaceAll("\r\n", "\n"));
  if (field.kind !== "order_number") return one(plain(first));
  const tidy = first.replace(/\p{Cc}/gu, "");
  if (field.pattern === undefined) return one(tidy);
  if (!hasShape(field.pattern, tidy)) return wrong("invalid", "OrderNumberInvalid", { example: example(field.pattern) });
  return one(tidy.toUpperCase());
}

/** The request, or what is wrong with it. */
export function check(draft: Draft, site: Site, now: number): Request | FieldError[] {
  const lang = negotiate(site.languages, draft.lang);
  const texts = Catalogue.of(lang);
  const errors: FieldError[] = [];
  const fail = (field: string, code: string, message: string) => errors.push({ field, code, message });
  if (longer(draft.name, 200)) fail("name", "too_long", texts.get("TooLong", { max: 200 }));
  const way = draft.answer_by.trim() || "email";
  if (draft.answer_by.trim() && !site.form.answer_by.includes(way)) fail("answer_by", "unknown", texts.get("ChoiceUnknown"));
  const byPhone = way === "phone" || way === "whatsapp";
  const email = address(draft.email);
  if (email === undefined) {
    if (draft.email.trim()) fail("email", "invalid", texts.get("EmailInvalid"));
    else if (!byPhone) fail("email", "required", texts.get("EmailMissing"));
  }
  const number = phone(draft.phone);
  if (number === undefined) {
    if (draft.phone.trim()) fail("phone", "invalid", texts.get("PhoneInvalid"));
    else if (byPhone) fail("phone", "required", texts.get("PhoneMissing"));
  }
  const callback = window(draft.callback, now);
  if (!callback && draft.callback.trim()) fail("callback", "invalid", texts.get("WindowInvalid"));
  const topic = site.topics.find(({ id }) => id === draft.topic);
  if (draft.topic && !topic) fail("topic", "unknown", texts.get("TopicUnknown"));
  if (!draft.message.trim()) fail("message", "required", texts.get("MessageMissing"));
  else if (longer(draft.message, 10_000)) fail("message", "too_long", texts.get("TooLong", { max: 10_000 }));
  const fields: Answer[] = [];
  for (const field of topic?.fields ?? []) {
    const found = answer(field, draft.fields[field.id] ?? [], lang, site, texts);
    if (found === undefined) continue;
    if (found.length === 1) fail(`fields.${field.id}`, ...found[0]);
    else fields.push({ id: field.id, label: say(field.label, lang, site.languages), value: found[0] as string[], text: found[1] as string });
  }
  if (errors.length) return errors;
  return {
    name: draft.name.trim() || null,
    email: email ?? null,
    phone: number ?? null,
    answer_by: way,
    callback: (way === "phone" && callback) || null,
    topic: topic?.id ?? null,
    fields,
    message: draft.message,
    lang,
    page: { url: cut(draft.page.url, 1_000), title: cut(draft.page.title, 300), referrer: cut(draft.page.referrer, 1_000) },
    device: { locale: cut(draft.device.locale, 60), time_zone: cut(draft.device.time_zone, 60), agent: cut(draft.device.agent, 60) },
    faqs_seen: draft.faqs_seen.slice(0, MAX_SEEN).filter((seen) => site.faqs.some(({ id }) => id === seen)),
    searches: draft.searches.slice(0, MAX_SEEN).map((search) => cut(search, 200)),
  };
}
