// Customers who write as fast as they can. Each writes with a key of its own and, when no answer
// comes, sends the same again until one does, as the panel does.

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Shop } from "./shops.ts";
import type { Wire } from "./wire.ts";

/** What the mail server does with the customer's address. */
export type MailFate = "taken" | "greylisted" | "dropped" | "refused";

/** What the worker says when it has taken a request. */
export interface Accepted {
  id: string;
  reference: string;
  created_at: string;
}

/** One request of a customer, from its first sending on. */
export interface Submission {
  shop: Shop;
  key: string;
  email: string;
  message: string;
  body: string;
  mail: MailFate;
  /** Counts all requests in the order of their first sending. */
  number: number;
  accepted: Accepted | undefined;
}

// One customer in ten meets trouble with their mail server.
const FATES: MailFate[] = ["greylisted", "refused", "dropped", ...Array<MailFate>(27).fill("taken")];
const TEXTS = ["Il vaso è arrivato rotto.\n.\nCosa posso fare?", "Dov'è il mio pacco? 👩‍👩‍👧", "A lamp, “Lucciola”, please…"];
/** How many acknowledged requests are sent again: one in … */
const REPEATED = 25;

/** Everybody who writes. */
export class Customers {
  readonly #wire: Wire;
  readonly #shops: Shop[];
  readonly submissions: Map<string, Submission>;
  /** Attempts without an answer, or with a server error. */
  retries = 0;
  /** Answers that differ from the first to the same key. */
  changed = 0;
  /** Answers that nobody expected. */
  readonly surprises: string[] = [];
  #writing = true;
  #running: Promise<void>[] = [];

  constructor(wire: Wire, shops: Shop[], submissions: Map<string, Submission>) {
    this.#wire = wire;
    this.#shops = shops;
    this.submissions = submissions;
  }

  start(count: number): void {
    for (let n = 0; n < count; n += 1) this.#running.push(this.#write(this.#shops[n % this.#shops.length]));
  }

  /** Nobody begins a new request; what was begun is sent until it is answered. */
  async stop(): Promise<void> {
    this.#writing = false;
    await Promise.all(this.#running);
  }

  get accepted(): Submission[] {
    return [...this.submissions.values()].filter((submission) => submission.accepted !== undefined);
  }

  async #write(shop: Shop): Promise<void> {
    while (this.#writing) {
      const submission = this.#compose(shop);
      await this.send(submission);
      if (this.submissions.size % REPEATED === 0) await this.send(submission);
    }
  }

  #compose(shop: Shop): Submission {
    const n = this.submissions.size;
    const mail = FATES[n % FATES.length];
    const email = `customer-${n}.${mail}@posta.example`;
    const message = `${TEXTS[n % TEXTS.length]} (${n})${" ".repeat(n % 7)}`;
    const body = JSON.stringify({
      name: n % 3 === 0 ? `Anna ${n}` : "",
      email,
      topic: n % 2 === 0 ? "order" : "",
      message,
      lang: n % 4 === 0 ? "en" : "it",
      page: { url: `https://bottega-lume.example/vasi/${n}`, title: "Vaso Duna" },
      faqs_seen: ["shipping-cost"],
    });
    const submission: Submission = {
      shop, email, message, body, mail,
      key: randomUUID(),
      number: n,
      accepted: undefined,
    };
    this.submissions.set(email, submission);
    return submission;
  }

  /** Sends a request, the same again and again, until it is answered. */
  async send(submission: Submission): Promise<void> {
    const headers = { "content-type": "application/json", "idempotency-key": submission.key };
    const path = `/v1/sites/${submission.shop.id}/tickets`;
    for (;;) {
      const answer = await this.#wire.call("POST", path, headers, submission.body).catch(() => undefined);
      if (answer?.status === 201) return this.#note(submission, JSON.parse(answer.body));
      if (answer !== undefined && answer.status < 500 && answer.status !== 429) {
        this.surprises.push(`${answer.status} ${answer.body.slice(0, 300)}`);
        // A conflict says that the key is known with another body: what was kept is not what was sent.
        if (answer.status === 409) this.changed += 1;
        return;
      }
      this.retries += 1;
      await pause(20 + Math.random() * 180);
    }
  }

  #note(submission: Submission, answer: Accepted): void {
    const { accepted } = submission;
    const same = ["id", "reference", "created_at"] as const;
    if (accepted !== undefined && same.some((name) => accepted[name] !== answer[name])) this.changed += 1;
    submission.accepted ??= answer;
  }
}
