// A request as it arrives: the same fields, limits and messages as shared/src/ticket/draft.rs, and
// what becomes of it, as shared/src/ticket.rs.

import { Catalogue, negotiate, type Site } from "./site.ts";
import type { Opened } from "./statements.ts";

export interface Draft {
  name: string;
  email: string;
  topic: string;
  message: string;
  lang: string;
  page: { url: string; title: string };
  faqs_seen: string[];
}

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

export interface Request extends Omit<Draft, "name" | "topic"> {
  name: string | null;
  topic: string | null;
}

/** A draft, or the names of fields of a wrong type. */
export function read(value: any): Draft | string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [""];
  const wrong: string[] = [];
  const text = (object: any, key: string, name = key): string => {
    const found = object?.[key] ?? "";
    if (typeof found === "string") return found;
    wrong.push(name);
    return "";
  };
  const page = typeof value.page === "object" ? value.page : null;
  const seen = value.faqs_seen ?? [];
  const draft: Draft = {
    name: text(value, "name"),
    email: text(value, "email"),
    topic: text(value, "topic"),
    message: text(value, "message"),
    lang: text(value, "lang"),
    page: { url: text(page, "url", "page.url"), title: text(page, "title", "page.title") },
    faqs_seen: seen,
  };
  if (value.page != null && (page === null || Array.isArray(page))) wrong.push("page");
  if (!Array.isArray(seen) || seen.some((id) => typeof id !== "string")) wrong.push("faqs_seen");
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

/** The request, or what is wrong with it. */
export function check(draft: Draft, site: Site): Request | FieldError[] {
  const lang = negotiate(site.languages, draft.lang);
  const texts = Catalogue.of(lang);
  const errors: FieldError[] = [];
  const fail = (field: string, code: string, message: string) => errors.push({ field, code, message });
  if (longer(draft.name, 200)) fail("name", "too_long", texts.get("TooLong", { max: 200 }));
  const email = address(draft.email);
  if (email === undefined) {
    if (draft.email.trim()) fail("email", "invalid", texts.get("EmailInvalid"));
    else fail("email", "required", texts.get("EmailMissing"));
  }
  if (draft.topic && !site.topics.some(({ id }) => id === draft.topic)) fail("topic", "unknown", texts.get("TopicUnknown"));
  if (!draft.message.trim()) fail("message", "required", texts.get("MessageMissing"));
  else if (longer(draft.message, 10_000)) fail("message", "too_long", texts.get("TooLong", { max: 10_000 }));
  if (errors.length || email === undefined) return errors;
  return {
    name: draft.name.trim() || null,
    email,
    topic: draft.topic || null,
    message: draft.message,
    lang,
    page: { url: cut(draft.page.url, 1_000), title: cut(draft.page.title, 300) },
    faqs_seen: draft.faqs_seen.slice(0, 50).filter((seen) => site.faqs.some(({ id }) => id === seen)),
  };
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function reference(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => CROCKFORD[byte & 31]).join("");
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** An identifier that sorts by time: ten digits of it, sixteen of chance. */
function sortable(prefix: string, now: number): string {
  let time = "";
  for (let rest = now, place = 0; place < 10; place += 1) {
    time = CROCKFORD[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => CROCKFORD[byte & 31]).join("");
  return `${prefix}_${time}${chance}`;
}

const TEXT = new TextEncoder();

/** A message's text as webhooks carry it: at most 8,000 bytes of JSON. */
function excerpt(text: string): { text: string; truncated: boolean } {
  let size = 0;
  let end = 0;
  for (const c of text.length > 1_300 ? text : "") {
    size += TEXT.encode(JSON.stringify(c)).length - 2;
    if (size > 8_000) return { text: text.slice(0, end), truncated: true };
    end += c.length;
  }
  return { text, truncated: false };
}

/** What is written down, and what is to be delivered. */
export function open(id: string, site: Site, request: Request, reference: string, now: number): Opened {
  const created_at = new Date(now).toISOString();
  const { message: text, ...fields } = request;
  const { topic, lang, name, email, page, faqs_seen } = fields;
  const ticket = {
    id: sortable("tic", now), reference, status: "new", channel: "form",
    topic, lang, name, email, page, faqs_seen, created_at,
  };
  const message = { id: sortable("msg", now), author: "customer", text, created_at };
  const data = { site: id, ticket, message: { id: message.id, author: message.author, ...excerpt(text), created_at } };
  const event = { id: sortable("evt", now), kind: "ticket.created", data, created_at };
  const jobs: unknown[] = [{ mail: "acknowledgement" }];
  if (site.mail.team.length) jobs.push({ mail: "notification" });
  const body = JSON.stringify({ type: event.kind, timestamp: created_at, data });
  for (const { url, events } of site.webhooks) {
    if (!events.length || events.includes(event.kind)) jobs.push({ webhook: { url, body } });
  }
  return { ticket, message, event, jobs };
}
