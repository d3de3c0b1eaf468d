// Holds what customers were told against the store, and the store against what receivers got.

import { TOKEN, type TicketFile } from "../stack.ts";
import type { Submission } from "./customers.ts";
import type { Relay } from "./relay.ts";
import type { Shop } from "./shops.ts";
import type { Wire } from "./wire.ts";

/** What `cargo xtask chaos --json` prints. */
export interface Report {
  kills: number;
  /** Requests that were answered with 201. */
  acknowledged: number;
  /** Of those, requests that are not in the store as they were sent. */
  lost: number;
  /** Tickets beyond the first for one key. */
  duplicated: number;
  /** Deliveries of theirs that did not arrive, or that the store does not know to have arrived. */
  undelivered: number;
  /** Answers, events, bodies, mails and attempts that are not the same throughout, or are nobody's. */
  changed_ids: number;
}

/** The store, read ticket by ticket. */
export class Ledger {
  readonly #wire: Wire;
  readonly files = new Map<string, TicketFile>();
  /** Tickets that are taken for spam: hidden from the list, and told to nobody. */
  readonly suspected = new Set<string>();

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await this.#wire.call("GET", `/v1/sites/${path}`, { authorization: `Bearer ${TOKEN}` });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** Reads every ticket of a site that is not settled yet. Gives how many are left unsettled. */
  async read(shop: Shop): Promise<number> {
    const ids = await this.#ids(shop, "");
    // Nothing here should look like spam, but what does is kept as well.
    const suspected = await this.#ids(shop, "view=spam&");
    for (const id of suspected) this.suspected.add(id);
    ids.push(...suspected);
    const open = ids.filter((id) => !this.#isSettled(id));
    await Promise.all(open.map(async (id) => this.files.set(id, await this.#get(`${shop.id}/tickets/${id}`))));
    return open.filter((id) => !this.#isSettled(id)).length;
  }

  async #ids(shop: Shop, view: string): Promise<string[]> {
    const ids: string[] = [];
    for (let before: string | null = ""; before !== null; ) {
      const query: string = before === "" ? view : `${view}cursor=${before}`;
      const page: { tickets: { id: string }[]; next: string | null } = await this.#get(`${shop.id}/tickets?${query}`);
      ids.push(...page.tickets.map((ticket) => ticket.id));
      before = page.next ?? null;
    }
    return ids;
  }

  #isSettled(id: string): boolean {
    const file = this.files.get(id);
    return file !== undefined && file.deliveries.every(({ state }) => state === "delivered" || state === "dead");
  }
}

/** What every request is told to each endpoint by: it is given to a team and an agent at once. */
const TOLD = ["ticket.created", "ticket.assigned"];

/**
 * What is owed for one request, and whether it arrived, as the receivers say; of its webhooks the
 * first, as the events' ids are not known from outside.
 */
export function* owed(submission: Submission, relay: Relay): Generator<boolean> {
  const { shop, accepted, mail, email } = submission;
  if (accepted === undefined) return;
  for (const receiver of shop.receivers) yield receiver.tickets.has(accepted.id);
  if (mail !== "refused") yield relay.has(email, accepted.reference);
  yield shop.agents.some((agent) => relay.has(agent, accepted.reference));
  if (shop.team !== undefined) yield relay.has(shop.team, accepted.reference);
}

const count = <T>(values: Iterable<T>, is: (value: T) => boolean) => [...values].filter(is).length;

/** The whole reckoning. Says on standard error what it is that counts against us. */
export function audit(
  kills: number,
  shops: Shop[],
  submissions: Submission[],
  relay: Relay,
  ledger: Ledger,
  say: (what: string) => void,
): Report {
  const report: Report = { kills, acknowledged: submissions.length, lost: 0, duplicated: 0, undelivered: 0, changed_ids: 0 };
  const wrong = (kind: keyof Report, what: string, times = 1) => {
    if (times === 0) return;
    report[kind] += times;
    if (report[kind] <= 5) say(`${kind}: ${what}`);
  };

  const byEmail = Map.groupBy(ledger.files.values(), (file) => file.ticket.email);
  for (const submission of submissions) {
    const { accepted, email, message, mail, shop } = submission;
    const files = byEmail.get(email) ?? [];
    byEmail.delete(email);
    wrong("duplicated", `${files.length} tickets of ${email}`, Math.max(0, files.length - 1));
    const file = files.find(({ ticket }) => ticket.id === accepted?.id);
    if (file === undefined) {
      if (files.length > 0) wrong("changed_ids", `${email} was told ${accepted?.id}`);
      wrong("lost", `${accepted?.id} of ${email}`);
      continue;
    }
    const whole = file.ticket.reference === accepted?.reference && file.messages[0]?.text === message;
    if (!whole) wrong("lost", `${file.ticket.id} is not what ${email} sent`);
    wrong("lost", `${file.ticket.id} is hidden as spam`, ledger.suspected.has(file.ticket.id) ? 1 : 0);
    for (const kind of TOLD) {
      const events = file.events.filter((event) => event.kind === kind);
      if (events.length !== 1) wrong("lost", `${file.ticket.id} has ${events.length} events ${kind}`);
    }

    const missing = count(owed(submission, relay), (arrived) => !arrived);
    wrong("undelivered", `${missing} of ${file.ticket.id} did not arrive`, missing);
    // Endpoints that name no events get all: each event is held against each, whatever the outbox says.
    for (const { id, kind } of file.events) {
      for (const { manner, got } of shop.receivers) {
        if (!got.get(id)?.taken) wrong("undelivered", `${kind} of ${file.ticket.id} did not reach ${manner}`);
        const owing = count(file.deliveries, ({ event_id, to }) => event_id === id && to.webhook === manner);
        if (owing !== 1) wrong("undelivered", `${kind} of ${file.ticket.id} is owed to ${manner} ${owing} times`);
      }
    }
    for (const { to, state, attempts } of file.deliveries) {
      const refused = to.mail === "acknowledgement" && mail === "refused";
      if (to.address !== undefined && !refused && !relay.has(to.address, file.ticket.reference)) {
        wrong("undelivered", `${to.mail} of ${file.ticket.id} did not reach ${to.address}`);
      }
      const due = refused ? "dead" : "delivered";
      if (state !== due) wrong("undelivered", `a delivery of ${file.ticket.id} is ${state}, not ${due}: ${JSON.stringify(to)}`);
      const numbered = attempts.length > 0 && attempts.every(({ n }, at) => n === at + 1);
      if (!numbered) wrong("changed_ids", `attempts of ${file.ticket.id} are not numbered through: ${JSON.stringify(attempts)}`);
    }
  }
  for (const email of byEmail.keys()) wrong("changed_ids", `nobody who was answered wrote as ${email}`);

  const events = new Set([...ledger.files.values()].flatMap((file) => file.events.map(({ id }) => id)));
  for (const receiver of new Set(shops.flatMap((shop) => shop.receivers))) {
    wrong("changed_ids", `${receiver.url} got other bodies for an id`, receiver.changed);
    const strangers = count(receiver.got.keys(), (id) => !events.has(id));
    wrong("changed_ids", `${receiver.url} got events that are not in the store`, strangers);
  }
  wrong("changed_ids", "mails came again under another Message-ID", relay.changed);
  return report;
}
