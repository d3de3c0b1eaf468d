// Opening a ticket, as shared/src/ticket/open.rs and what it asks: routing, the next agent, the
// promise, the clocks, the events and what is owed for them.

import type { Answer, Device, Page, Request } from "./draft.ts";
import { after, local, status } from "./hours.ts";
import { stamp, type Policy, type Site } from "./site.ts";
import type { Duty } from "./statements.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const UNITS: Record<string, number> = { m: 60, h: 3_600, d: 86_400 };
const TEXT = new TextEncoder();

export interface Ticket {
  id: string;
  reference: string;
  [name: string]: unknown;
  channel: string;
  topic: string | null;
  team: string | null;
  owner: string | null;
  lang: string;
  contact_id: string;
  email: string | null;
  phone: string | null;
  answer_by: string;
  fields: Answer[];
  page: Page;
  device: Device;
  faqs_seen: string[];
  searches: string[];
  spam: string[];
  promise: { by: string; who?: string } | null;
  created_at: string;
}

export interface Message {
  id: string;
  ticket_id: string;
  author: string;
  agent: null;
  visibility: string;
  channel: string;
  text: string;
  created_at: string;
}

export interface Event {
  id: string;
  ticket_id: string;
  kind: string;
  data: unknown;
  body: string | null;
  created_at: string;
}

export interface Owed {
  id: string;
  event_id: string;
  lane: string;
  job: unknown;
}

export interface Alarm {
  name: string;
  due: number;
  payload: string;
}

/** Everything that is written at once. */
export interface Turn {
  ticket: Ticket;
  message: Message;
  events: Event[];
  owed: Owed[];
  takenBy: string | null;
  alarms: Alarm[];
}

export interface Arrival {
  request: Request;
  channel: string;
  contact: { id: string; tags: string[] };
  spam: string[];
  mayAcknowledge: boolean;
  reference: string;
}

export function reference(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => CROCKFORD[byte & 31]).join("");
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** Identifiers of a turn: ten digits of time, thirteen of chance that they share, three that count. */
export class Ids {
  readonly #stem: string;
  #count = 0;

  constructor(now: number) {
    let time = "";
    for (let rest = now, place = 0; place < 10; place += 1) {
      time = CROCKFORD[rest % 32] + time;
      rest = Math.floor(rest / 32);
    }
    this.#stem = time + Array.from(crypto.getRandomValues(new Uint8Array(13)), (byte) => CROCKFORD[byte & 31]).join("");
  }

  next(prefix: string): string {
    const n = this.#count++;
    return `${prefix}_${this.#stem}${CROCKFORD[(n >> 10) & 31]}${CROCKFORD[(n >> 5) & 31]}${CROCKFORD[n & 31]}`;
  }
}

/** A message's text as webhooks carry it: at most 6,000 bytes of JSON. */
function excerpt(text: string): { text: string; truncated: boolean } {
  let size = 0;
  let end = 0;
  for (const c of text.length > 1_000 ? text : "") {
    size += TEXT.encode(JSON.stringify(c)).length - 2;
    if (size > 6_000) return { text: text.slice(0, end), truncated: true };
    end += c.length;
  }
  return { text, truncated: false };
}

/** A ticket as webhooks carry it, and whether anything was left out. */
function abridge(ticket: Ticket): { ticket: Ticket; abridged: boolean } {
  let room = 4_500;
  const fields = ticket.fields.filter((answer) => {
    const bytes = TEXT.encode(JSON.stringify(answer)).length;
    const fits = bytes <= room;
    room = Math.max(0, room - bytes);
    return fits;
  });
  const faqs_seen = ticket.faqs_seen.slice(0, 10);
  const searches = ticket.searches.slice(0, 10).map((search) => [...search].slice(0, 100).join(""));
  const abridged = fields.length < ticket.fields.length || faqs_seen.length < ticket.faqs_seen.length ||
    searches.length < ticket.searches.length || searches.some((search, n) => search !== ticket.searches[n]);
  return { ticket: { ...ticket, fields, faqs_seen, searches }, abridged };
}

/** What the rules of the configuration decide. */
function route(site: Site, request: Request, channel: string, tags: string[]) {
  const decided = { team: null as string | null, owner: null as string | null, priority: null as string | null, sla: null as string | null, tags: [] as string[] };
  const among = (wanted: string[] | undefined, given: string | null) => !wanted?.length || (given !== null && wanted.includes(given));
  for (const { when, ...rule } of site.routing ?? []) {
    const holds = among(when.topics, request.topic) && among(when.languages, request.lang) && among(when.channels, channel) &&
      (!when.contact_tags?.length || when.contact_tags.some((tag) => tags.includes(tag)));
    if (!holds) continue;
    decided.team ??= rule.team ?? null;
    decided.owner ??= rule.owner ?? null;
    decided.priority ??= rule.priority ?? null;
    decided.sla ??= rule.sla ?? null;
    for (const tag of rule.tags ?? []) if (!decided.tags.includes(tag)) decided.tags.push(tag);
  }
  return decided;
}

/** Who of those who can has waited longest. */
function nextAgent(site: Site, roster: Duty[], team: string | null, lang: string) {
  const duty = (id: string) => roster.find((duty) => duty.id === id);
  const able = (site.agents ?? []).filter(({ id, teams = [], languages = [] }) =>
    (team === null || !teams.length || teams.includes(team)) && (!languages.length || languages.includes(lang)) && !duty(id)?.away);
  const since = (id: string) => duty(id)?.assigned_ms ?? 0;
  return able.reduce<(typeof able)[number] | undefined>(
    (best, agent) => (best && since(best.id) <= since(agent.id) ? best : agent), undefined);
}

const share = (goal: string, percent: number) =>
  Math.floor((parseInt(goal, 10) * UNITS[goal.at(-1)!] * percent) / 100) * 1_000;

/** A round time by which the customer hears: never after the closing. */
export function promise(site: Site, policy: Policy | undefined, now: number): number | undefined {
  if (!policy?.first_response) return undefined;
  const due = after(site, policy.clock, now, share(policy.first_response, 100));
  if (due === undefined) return undefined;
  const hours = Math.floor((due - now) / 3_600_000);
  const step = (hours < 1 ? 5 : hours < 4 ? 15 : 30) * 60_000;
  const past = local(site.time_zone, due) % step;
  const round = past ? due + step - past : due;
  const there = policy.clock === "business" ? status(site, due - 1) : undefined;
  return there?.is === "open" ? Math.min(round, there.until) : round;
}

/** When a new ticket rings. */
function alarms(site: Site, policy: Policy | undefined, now: number): Alarm[] {
  if (!policy) return [];
  return (["first_response", "resolution"] as const).flatMap((target) => {
    const goal = policy[target];
    const at = (percent: number) => goal && after(site, policy.clock, now, share(goal, percent));
    const [warn, breach] = [at(policy.warn_at), at(100)];
    if (!warn || !breach) return [];
    return ([["warning", warn], ["breach", breach]] as const).map(([stage, due]) => ({
      name: `${stage}.${target}`,
      due,
      payload: JSON.stringify({ target, stage, at: stamp(due), due: stamp(breach) }),
    }));
  });
}

/** Opens a ticket: routed, assigned, with everything that is owed for it. */
export function open(id: string, site: Site, roster: Duty[], arrival: Arrival, ids: Ids, now: number): Turn {
  const { request, channel, contact, spam, mayAcknowledge, reference } = arrival;
  const { message: text, ...asked } = request;
  const at = new Date(now).toISOString();
  const decided = route(site, request, channel, contact.tags);
  const sla = decided.sla ?? site.sla?.[0]?.id ?? null;
  const agent = spam.length ? undefined
    : decided.owner !== null ? site.agents?.find(({ id }) => id === decided.owner)
    : nextAgent(site, roster, decided.team, request.lang);
  const policy = site.sla?.find(({ id }) => id === sla) ?? site.sla?.[0];
  const by = spam.length ? undefined : promise(site, policy, now);
  const whole: Ticket = {
    id: ids.next("tic"), reference, status: "new", priority: decided.priority ?? "normal", channel,
    topic: asked.topic, team: decided.team, owner: agent?.id ?? null, tags: decided.tags, sla,
    lang: asked.lang, contact_id: contact.id, name: asked.name, email: asked.email, phone: asked.phone,
    answer_by: asked.answer_by, callback: asked.callback, subject: null, fields: asked.fields,
    page: asked.page, device: asked.device, faqs_seen: asked.faqs_seen, searches: asked.searches, identity: null, spam,
    promise: by === undefined ? null : { by: stamp(by), ...(agent?.name && { who: agent.name }) },
    merged_into: null, follows: null,
    created_at: at, changed_at: at, first_reply_at: null, waiting_since: at, resolved_at: null,
  };
  const message: Message = {
    id: ids.next("msg"), ticket_id: whole.id, author: "customer", agent: null, visibility: "public",
    channel, text, created_at: at,
  };
  const turn: Turn = {
    ticket: whole, message, events: [], owed: [], takenBy: whole.owner,
    alarms: spam.length ? [] : alarms(site, site.sla?.find(({ id }) => id === sla), now),
  };
  const { ticket, abridged } = abridge(whole);
  const owe = (event_id: string, lane: string, job: unknown) => turn.owed.push({ id: ids.next("dlv"), event_id, lane, job });
  const event = (kind: string, kept: Record<string, unknown>, told: Record<string, unknown> = kept) => {
    const event_id = ids.next("evt");
    const hooks = spam.length ? [] : (site.webhooks ?? []).filter(({ enabled, events }) => enabled && (!events?.length || events.includes(kind)));
    const body = hooks.length ? JSON.stringify({ type: kind, timestamp: at, data: { site: id, ticket, abridged, ...told } }) : null;
    for (const { id: endpoint } of hooks) owe(event_id, endpoint, { webhook: { endpoint } });
    turn.events.push({ id: event_id, ticket_id: whole.id, kind, data: kept, body, created_at: at });
    return event_id;
  };
  const { ticket_id: _, ...said } = message;
  const created = event("ticket.created", { message: { id: message.id } }, { message: { ...said, ...excerpt(text) } });
  if (!spam.length) {
    const mail = (kind: string, to: string) => owe(created, "mail", { mail: { kind, to } });
    if (mayAcknowledge && ticket.email !== null) mail("acknowledgement", ticket.email);
    for (const to of new Set([...(agent ? [agent.email] : []), ...site.mail.team])) mail("notification", to);
  }
  if (ticket.owner !== null || ticket.team !== null) {
    const to = { team: ticket.team, owner: ticket.owner };
    event("ticket.assigned", { from: { team: null, owner: null }, to, note: null, by: { kind: "rule" } });
  }
  if (ticket.answer_by === "phone" && ticket.phone !== null) {
    event("callback.requested", { phone: ticket.phone, window: asked.callback });
  }
  return turn;
}
