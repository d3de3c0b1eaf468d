// A site's object: the same turn as edge/src/object, called as objects are called from TypeScript,
// by their methods.

import { DurableObject } from "cloudflare:workers";
import { connect } from "cloudflare:sockets";
import { check, type Draft, type FieldError, type Request } from "./draft.ts";
import { Ids, open, reference } from "./open.ts";
import { addressKey, readStamp, requestToken, textKey, verifyProof } from "./seal.ts";
import { Catalogue, negotiate, promised, sentences, type Rate, type Site as Configuration } from "./site.ts";
import { Store, type Key } from "./statements.ts";

/** What is known of a request besides its contents. */
export interface Signs {
  channel: string;
  address: string;
  honeypot: boolean;
  stamp: string;
  proof: string;
}

export interface Accepted {
  id: string;
  reference: string;
  created_at: string;
  promise: string;
  answer_by: string;
  request: string;
}

export type Submitted =
  | { Accepted: Accepted }
  | { errors: FieldError[] }
  | { wait: number; message: string }
  | "conflict"
  | "no site";

/** Deliveries of mail under way at once. */
const MAIL_SHARE = 10;
/** One mail has this long. */
const MAIL_TIMEOUT = 30_000;
/** How often newly due deliveries are looked for while others are under way. */
const LOOK_AGAIN = 100;
/** How long a repeated submission is recognised. */
const REMEMBER = 48 * 3_600_000;
const FORGET_EVERY = 60_000;
const HOUR = 3_600_000;
/** The most automatic mails an address gets in three hours. */
const AUTOMATIC = 10;
const LIMITS: Record<string, Rate & { text: string }> = {
  submit_from_address: { burst: 5, per_hour: 20, text: "LimitSending" },
  submit_to_site: { burst: 300, per_hour: 3_000, text: "LimitSite" },
  tickets_per_contact: { burst: 5, per_hour: 10, text: "LimitSending" },
};
const WEIGHTS: Record<string, number> = {
  honeypot: 100, too_fast: 100, proof_spent: 100, proof_invalid: 60,
  proof_missing: 50, many_links: 50, repeated_text: 50, no_stamp: 30,
};

interface Loaded {
  id: string;
  config: Configuration;
  key: Uint8Array;
}

export class Site extends DurableObject<{ SMTP_URL: string }> {
  readonly #store: Store;
  #site: Loaded | undefined;
  #forgot = 0;

  constructor(state: any, env: { SMTP_URL: string }) {
    super(state, env);
    this.#store = new Store(state.storage.sql);
    if (this.#store.isNew) return;
    this.#load();
    const due = this.#store.nextDue();
    if (due !== null) state.storage.setAlarm(Math.max(due, Date.now()));
  }

  #load(): void {
    const kept = this.#store.kept();
    if (kept) this.#site = { id: kept.id, config: JSON.parse(kept.config), key: keyOf(kept.key) };
  }

  publish(id: string, config: string, origin: string): number {
    if (this.#store.isNew) this.#store.create();
    const version = (this.#store.version() ?? 0) + 1;
    const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
    this.#store.publish(id, config, version, origin, key, new Date().toISOString());
    this.#load();
    return version;
  }

  /** The configuration, unless it is still the version known. */
  read(known?: number) {
    if (!this.#site) return null;
    this.#store.submissionsSince(Date.now() - 60_000);
    return this.#store.version() === known ? "unchanged" : this.#store.kept();
  }

  /** Rows written and read since the object began. */
  rows() {
    return { written: this.#store.written, read: this.#store.read };
  }

  submit(draft: Draft, key: Key | null, signs: Signs): Submitted {
    const site = this.#site;
    if (!site) return "no site";
    if (key) {
      const earlier = this.#store.submission(key.key);
      if (earlier) return earlier.digest === key.digest ? JSON.parse(earlier.answer) : "conflict";
    }
    const now = Date.now();
    const request = check(draft, site.config, now);
    if (Array.isArray(request)) return { errors: request };
    const texts = Catalogue.of(negotiate(site.config.languages, draft.lang));
    const refused = this.#limits(site, request, signs, now);
    if (refused) {
      const seconds = Math.floor((Math.max(refused.ms, 1) + 999) / 1_000);
      return { wait: seconds, message: texts.get(LIMITS[refused.action].text, { minutes: Math.ceil(seconds / 60) }) };
    }
    const spam = this.#suspicion(site, request, signs, now);
    let quoted = reference();
    while (this.#store.hasReference(quoted)) quoted = reference();
    const ids = new Ids(now);
    const email = request.email?.toLowerCase() ?? null;
    let contact = this.#store.contactOf(email, request.phone);
    const roster = this.#store.roster();
    if (!contact) {
      contact = { id: new Ids(now).next("con"), tags: [] };
      this.#store.addContact(contact.id, email, request.phone, request.name, new Date(now).toISOString());
    }
    let mayAcknowledge = true;
    if (email !== null) {
      mayAcknowledge = this.#store.automaticSince(email, now - 3 * HOUR) < AUTOMATIC;
      if (mayAcknowledge && !spam.length) this.#store.automatic(email, now, contact.id);
    }
    const arrival = { request, channel: signs.channel, contact, spam, mayAcknowledge, reference: quoted };
    const turn = open(site.id, site.config, roster, arrival, ids, now);
    this.#store.write(turn, now);
    const { ticket } = turn;
    const byPhone = ticket.answer_by === "phone" || ticket.answer_by === "whatsapp";
    const place = (byPhone || ticket.email === null) && ticket.phone !== null ? ticket.phone : ticket.email ?? "";
    const Accepted: Accepted = {
      id: ticket.id,
      reference: quoted,
      created_at: ticket.created_at,
      promise: ticket.promise
        ? promised(site.config, Date.parse(ticket.promise.by), ticket.promise.who, now, texts, place)
        : sentences(site.config, now, texts).expectation,
      answer_by: ticket.answer_by,
      request: `/r/${requestToken(site.key, site.id, quoted, 0)}`,
    };
    if (key) this.#store.remember(key, JSON.stringify({ Accepted }), now);
    this.ctx.storage.setAlarm(now);
    return { Accepted };
  }

  /** Takes a token of a bucket, or says how long to wait for one. */
  #take(site: Loaded, action: string, whose: string, now: number): number | undefined {
    const { burst, per_hour } = site.config.limits?.[action] ?? LIMITS[action];
    const refill = Math.floor(HOUR / per_hour);
    const key = `${action} ${whose}`;
    const missing = Math.min(Math.max((this.#store.level(key) ?? now) - now, 0), burst * refill);
    const wait = missing + refill - burst * refill;
    if (wait > 0) return wait;
    this.#store.setLevel(key, now + missing + refill);
    return undefined;
  }

  #limits(site: Loaded, { email, phone }: Request, signs: Signs, now: number): { action: string; ms: number } | undefined {
    const address = addressKey(site.key, signs.address, now);
    const buckets: [string, string][] = [
      ...(address === undefined ? [] : [["submit_from_address", address] as [string, string]]),
      ["submit_to_site", ""],
      ["tickets_per_contact", email?.toLowerCase() ?? phone ?? ""],
    ];
    for (const [action, whose] of buckets) {
      const ms = this.#take(site, action, whose, now);
      if (ms !== undefined) return { action, ms };
    }
    return undefined;
  }

  /** Why a request looks like spam; empty where it does not. */
  #suspicion({ config, key }: Loaded, { message }: Request, signs: Signs, now: number): string[] {
    const reasons: string[] = [];
    if (signs.honeypot) reasons.push("honeypot");
    let proof: string | undefined = "proof_missing";
    if (signs.proof) {
      const solved = verifyProof(key, signs.proof, now);
      proof = !solved ? "proof_invalid" : this.#store.spend(solved.digest, solved.expires) ? undefined : "proof_spent";
    }
    const text = textKey(key, message);
    const repeated = text !== undefined && !this.#store.spend(`text ${text}`, now + HOUR);
    const elapsed = readStamp(key, signs.stamp, now);
    if (elapsed === undefined) reasons.push("no_stamp");
    else if (elapsed < config.spam.min_seconds * 1_000) reasons.push("too_fast");
    if (proof) reasons.push(proof);
    const links = message.split(/[^\p{Alphabetic}\p{N}:/.]/u).filter((word) => /^(https?:\/\/|www\.)/i.test(word));
    if (links.length >= 3) reasons.push("many_links");
    if (repeated) reasons.push("repeated_text");
    if (reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0) < 100) return [];
    return reasons.sort((a, b) => WEIGHTS[b] - WEIGHTS[a]);
  }

  /** Takes what is due as the worker does; the benchmark's relay never greets, so nothing is sent. */
  async alarm(): Promise<void> {
    if (Date.now() - this.#forgot >= FORGET_EVERY) {
      this.#forgot = Date.now();
      this.#store.forget(this.#forgot - REMEMBER, this.#forgot);
    }
    this.#store.recover(Date.now());
    const underWay = new Map<string, Promise<void>>();
    do {
      this.#store.dueTimers(Date.now(), 50);
      for (const { id, lane } of this.#store.due(Date.now(), 10)) {
        if (lane !== "mail" || underWay.size >= MAIL_SHARE) continue;
        const began = Date.now();
        this.#store.take(id, new Date(began).toISOString());
        const told = Promise.race([this.#greeting(), scheduler.wait(MAIL_TIMEOUT).then(() => "no answer")]);
        underWay.set(id, told.then((said) => {
          underWay.delete(id);
          this.#store.conclude(id, Date.now() + 5_000, began, said, new Date().toISOString());
        }));
      }
      await Promise.race([...underWay.values(), scheduler.wait(LOOK_AGAIN)]);
    } while (underWay.size > 0);
    const due = this.#store.nextDue();
    if (due !== null) this.ctx.storage.setAlarm(Math.max(due, Date.now()));
  }

  async #greeting(): Promise<string> {
    const { hostname, port } = new URL(this.env.SMTP_URL);
    const socket = connect({ hostname, port: Number(port) });
    const { value } = await socket.readable.getReader().read();
    return new TextDecoder().decode(value);
  }
}

/** A site's key out of base64. */
export function keyOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
