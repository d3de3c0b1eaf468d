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
  /** Answers, events, bodies and mails that are not the same at every attempt, or are nobody's. */
  changed_ids: number;
}

/** The store, read ticket by ticket. */
export class Ledger {
  readonly #wire: Wire;
  readonly files = new Map<string, TicketFile>();

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
    const ids: string[] = [];
    for (let before: string | null = ""; before !== null; ) {
      const query: string = before === "" ? "" : `?before=${before}`;
      const page: { tickets: { id: string }[]; next: string | null } = await this.#get(`${shop.id}/tickets${query}`);
      ids.push(...page.tickets.map((ticket) => ticket.id));
      before = page.next ?? null;
    }
    const open = ids.filter((id) => !this.#isSettled(id));
    await Promise.all(open.map(async (id) => this.files.set(id, await this.#get(`${shop.id}/tickets/${id}`))));
    return open.filter((id) => !this.#isSettled(id)).length;
  }

  #isSettled(id: string): boolean {
    const file = this.files.get(id);
    return file !== undefined && file.deliveries.every(({ state }) => state === "delivered" || state === "dead");
  }
}

/** What is owed for one request, and whether it arrived, as the receivers say. */
export function* owed(submission: Submission, relay: Relay): Generator<boolean> {
  const { shop, accepted, mail, email } = submission;
  if (accepted === undefined) return;
  for (const receiver of shop.receivers) yield receiver.tickets.has(accepted.id);
  if (mail !== "refused") yield relay.has(email, accepted.reference);
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
    const created = file.events.filter(({ kind }) => kind === "ticket.created");
    if (created.length !== 1) wrong("lost", `${file.ticket.id} has ${created.length} events of its creation`);

    const missing = count(owed(submission, relay), (arrived) => !arrived);
    wrong("undelivered", `${missing} of ${file.ticket.id} did not arrive`, missing);
    for (const { event_id, to, state } of file.deliveries) {
      const receiver = shop.receivers.find(({ url }) => url === to.webhook);
      if (receiver !== undefined && (receiver.got.get(event_id)?.taken ?? 0) === 0) {
        wrong("undelivered", `event ${event_id} did not reach ${to.webhook}`);
      }
      const due = to.mail === "acknowledgement" && mail === "refused" ? "dead" : "delivered";
      if (state !== due) wrong("undelivered", `a delivery of ${file.ticket.id} is ${state}, not ${due}: ${JSON.stringify(to)}`);
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
