// Whether two workers do the same work: the same page, the same answers to requests right and wrong,
// and the same rows for them. Ids, references, times and what is sealed with a site's own key
// differ, and so do ways to write the same HTML and the order of names in JSON.

import { DEMO, SECRET } from "../stack.ts";
import type { Contestant } from "./contestant.ts";

const ENTITIES: Record<string, string> = { "&#39;": "'", "&quot;": '"', "&gt;": ">" };

/** HTML without differences in how it is written. */
function plain(html: string): string {
  return html
    .replace(/&(#39|quot|gt);/g, (entity) => ENTITIES[entity])
    .replace(/=""/g, "")
    .replace(/\s*\/>/g, ">")
    .replace(/\/a\/\w+\//g, "/a/-/")
    .replace(/"stamp":"\d+\.[0-9a-f]{32}"/, '"stamp":"…"');
}

const page = async (one: Contestant, query: string) => plain(await (await fetch(`${one.url}/p/demo${query}`)).text());

type Body = Record<string, unknown> | unknown[];

function send(one: Contestant, body: Body, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${one.url}/v1/sites/demo/tickets`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** A value without what differs from one to the next. */
function general(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => general(item));
  if (typeof value === "object" && value !== null) {
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, value]) => [name, general(value, name)]));
  }
  if (typeof value === "number") return /_ms$/.test(name) && value > 0 ? "ms" : value;
  if (typeof value !== "string") return value;
  if (/^[[{]/.test(value)) return general(JSON.parse(value));
  return value
    .replace(/\b(tic|msg|evt|dlv|con)_[0-9A-Z]{26}\b/g, "$1")
    .replace(/\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g, "reference")
    .replace(/\.[0-9a-hjkmnp-tv-z]{8}\.[0-9a-f]{32}$/, ".token")
    .replace(/\b[0-9a-f]{32}\b/g, "seal")
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, "time")
    .replace(/^[A-Za-z0-9+/]{43}=$/, "digest");
}

async function submission(one: Contestant, body: Body): Promise<string> {
  const response = await send(one, body);
  const answer: any = await response.json();
  return JSON.stringify([response.status, response.status === 201 ? general(answer) : answer.errors]);
}

const SUBMISSIONS: Body[] = [
  { email: "anna@posta.example", message: "Ciao" },
  { email: "anna@", message: "", name: "n".repeat(201), topic: "nothing", lang: "it" },
  { email: "", message: "m".repeat(10_001), lang: "en" },
  { email: 1, message: {}, page: 2, faqs_seen: [3], searches: {}, fields: [], device: "x" },
  [],
  { answer_by: "phone", phone: "12", callback: "soon", message: "Ciao", lang: "it" },
  { answer_by: "pigeon", email: "anna@posta.example", message: "Ciao", lang: "en" },
  { email: "anna@posta.example", message: "Ciao", topic: "broken", fields: { "order-number": "12", wish: "money", damage: ["all"] } },
  { email: "anna@posta.example", message: "Ciao", topic: "product", fields: { pieces: 501, consent: true }, lang: "en" },
  { email: "anna@posta.example", message: "Ciao", topic: "delivery", fields: { day: "30/11/2026", "order-number": {} } },
  { answer_by: "whatsapp", phone: "+39 333 1234567", message: "Hello", lang: "en" },
];

/** The first difference in what is answered, if there is one. */
export async function difference(one: Contestant, other: Contestant): Promise<string | undefined> {
  for (const contestant of [one, other]) await contestant.firstAnswer("GET", "/p/demo");
  for (const query of ["", "?lang=en", "?embed=1&lang=it"]) {
    const [a, b] = await Promise.all([page(one, query), page(other, query)]);
    const at = [...a].findIndex((c, n) => c !== b[n]);
    if (a !== b) return `/p/demo${query}\n  ${a.slice(at - 80, at + 80)}\n  ${b.slice(at - 80, at + 80)}`;
  }
  for (const body of SUBMISSIONS) {
    const [a, b] = await Promise.all([submission(one, body), submission(other, body)]);
    if (a !== b) return `${JSON.stringify(body)}\n  ${a}\n  ${b}`;
  }
  return undefined;
}

const MESSAGE = "Buongiorno, la lampada è arrivata con il paralume rotto: potete mandarmene uno nuovo?";
/** One customer writes twice, another asks to be called, a third says the same once more and links too much. */
const WRITTEN: [Body, Record<string, string>][] = [
  [{
    name: "Anna", email: "Anna@posta.example", message: MESSAGE, lang: "it", topic: "broken",
    fields: { "order-number": "bl-12345", damage: ["shade", "wiring"], wish: "replace" },
    page: { url: "https://bottega-lume.example/lampada", title: "Lampada", referrer: "https://bottega-lume.example/" },
    device: { locale: "it-IT", time_zone: "Europe/Rome" },
    faqs_seen: ["food-safe", "nothing"], searches: ["paralume"], stamp: "1.2", website: "",
  }, { "idempotency-key": "one", "cf-connecting-ip": "203.0.113.7", "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0" }],
  [{ email: "anna@posta.example", message: "Una cosa ancora", topic: "return", fields: { "order-number": "BL-12345" } }, { "idempotency-key": "two" }],
  [{ answer_by: "phone", phone: "+39 333 1234567", callback: "", message: "Mi chiamate?", lang: "en" }, {}],
  [{ email: "bruno@posta.example", message: MESSAGE, proof: "bm90" }, { "idempotency-key": "three" }],
];
/** All but those that deliveries write to. */
const TABLES = ["contact", "ticket", "message", "event", "outbox", "submission", "timer", "queue", "agent", "level", "spent", "automatic", "thread", "attachment", "chunk", "rating"];
/** What the first deliveries may have changed by the time it is looked at. */
const MOVING: Record<string, string[]> = { outbox: ["state", "attempts", "next_attempt_ms"] };
/** When a ticket rings, in minutes after it came in. */
const TIMERS = `SELECT t.kind, round((t.due_ms - unixepoch(k.data ->> 'created_at', 'subsec') * 1000) / 60000.0) AS minutes,
  t.payload FROM timer t JOIN ticket k ON k.id = t.ticket_id`;

/** A line of the inbox, with its clock in minutes after it came in. */
const QUEUE = `SELECT place, status, priority, channel, topic, team, owner, tags, lang, who, line, target, last_by, call,
  round((warn_ms - created_ms) / 60000.0) AS warn, round((due_ms - created_ms) / 60000.0) AS due FROM queue`;

function rows(one: Contestant, table: string): string[] {
  const found = one.select(table === "timer" ? TIMERS : table === "queue" ? QUEUE : `SELECT * FROM ${table}`);
  const moving = MOVING[table] ?? [];
  return found.map((row) => JSON.stringify(general({ ...row, ...Object.fromEntries(moving.map((name) => [name, "moving"])) }))).sort();
}

/** The demo shop with an endpoint for all events, and limits that fill up too slowly to be forgotten meanwhile. */
const WATCHED = DEMO.replaceAll(/per_hour = \d+/g, "per_hour = 60") +
  `\n[[webhooks]]\nid = "nobody"\nurl = "http://127.0.0.1:9/"\nsecret = "${SECRET}"\n`;

/** The first difference in the rows a few requests leave behind. */
export async function rowsDiffer(one: Contestant, other: Contestant): Promise<string | undefined> {
  for (const contestant of [one, other]) await contestant.start();
  try {
    for (const contestant of [one, other]) await contestant.firstAnswer("GET", "/v1/health");
    await one.publish({ type: "application/toml", body: WATCHED });
    await other.publish({ type: "application/json", body: one.configuration });
    for (const [body, headers] of WRITTEN) {
      const [a, b] = await Promise.all([send(one, body, headers), send(other, body, headers)]);
      if (a.status !== 201 || b.status !== 201) return `${JSON.stringify(body)}: ${await a.text()} ${await b.text()}`;
    }
  } finally {
    // Killed, not left: what was answered is on disk. The folders stay until they are looked into.
    for (const contestant of [one, other]) await contestant.halt();
  }
  try {
    for (const table of TABLES) {
      const [a, b] = [rows(one, table), rows(other, table)];
      if (a.length !== b.length) return `${a.length} and ${b.length} rows in ${table}`;
      const at = a.findIndex((row, n) => row !== b[n]);
      if (at >= 0) return `${table}\n  ${a[at]}\n  ${b[at]}`;
    }
  } finally {
    for (const contestant of [one, other]) await contestant.stop();
  }
  return undefined;
}
