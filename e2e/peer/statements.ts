// Every SQL statement of the intake, as edge/src/store has them; the tables are the worker's own
// file, taken by the build.

import schema from "premura-schema";
import type { Alarm, Event, Message, Owed, Ticket, Turn } from "./open.ts";

export interface Sql {
  exec(query: string, ...values: unknown[]): {
    toArray(): any[];
    readonly rowsWritten: number;
    readonly rowsRead: number;
  };
}

export interface Key {
  key: string;
  digest: string;
}

/** The site's own row. */
export interface Kept {
  id: string;
  version: number;
  config: string;
  origin: string;
  key: string;
}

export interface Contact {
  id: string;
  tags: string[];
}

export interface Duty {
  id: string;
  away: number;
  assigned_ms: number;
}

export interface Due {
  id: string;
  lane: string;
}

/** The lanes in which anything waits, each found by one step through the index. */
const LANES = `WITH RECURSIVE lanes (lane) AS (
  SELECT MIN(lane) FROM outbox WHERE next_attempt_ms IS NOT NULL
  UNION ALL
  SELECT (SELECT MIN(lane) FROM outbox WHERE next_attempt_ms IS NOT NULL AND lane > lanes.lane)
  FROM lanes WHERE lanes.lane IS NOT NULL
)`;

/** When what has no clock is due. */
const NEVER = 8_640_000_000_000_000;

export class Store {
  readonly #sql: Sql;
  /** Rows written and read since the object began, as they are billed. */
  written = 0;
  read = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  #run(query: string, ...values: unknown[]): any[] {
    const cursor = this.#sql.exec(query, ...values);
    const rows = cursor.toArray();
    this.written += cursor.rowsWritten;
    this.read += cursor.rowsRead;
    return rows;
  }

  get isNew(): boolean {
    return this.#run("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").length === 0;
  }

  create(): void {
    this.#sql.exec("CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (1)");
    this.#sql.exec(schema);
  }

  kept(): Kept | undefined {
    return this.#run("SELECT * FROM site")[0];
  }

  version(): number | undefined {
    return this.#run("SELECT version FROM site")[0]?.version;
  }

  publish(id: string, config: string, version: number, origin: string, key: string, at: string): void {
    this.#run(
      `INSERT INTO site (one, id, version, config, origin, key, published_at) VALUES (1, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET version = excluded.version, config = excluded.config,
         origin = excluded.origin, published_at = excluded.published_at`,
      id, version, config, origin, key, at,
    );
  }

  hasReference(reference: string): boolean {
    return this.#run("SELECT 1 AS one FROM ticket WHERE reference = ?", reference).length > 0;
  }

  contactOf(email: string | null, phone: string | null): Contact | undefined {
    const [row] = email !== null
      ? this.#run("SELECT * FROM contact WHERE email = ?", email)
      : this.#run("SELECT * FROM contact WHERE phone = ? AND email IS NULL", phone);
    return row && { id: row.id, tags: JSON.parse(row.tags) };
  }

  addContact(id: string, email: string | null, phone: string | null, name: string | null, at: string): void {
    this.#run("INSERT INTO contact (id, email, phone, name, created_at) VALUES (?, ?, ?, ?, ?)", id, email, phone, name, at);
  }

  roster(): Duty[] {
    return this.#run("SELECT * FROM agent");
  }

  submission(key: string): { digest: string; answer: string } | undefined {
    return this.#run("SELECT digest, answer FROM submission WHERE key = ?", key)[0];
  }

  remember({ key, digest }: Key, answer: string, now: number): void {
    this.#run("INSERT INTO submission (key, digest, answer, created_ms) VALUES (?, ?, ?, ?)", key, digest, answer, now);
  }

  submissionsSince(since: number): number {
    return this.#run("SELECT COUNT(*) AS count FROM submission WHERE created_ms >= ?", since)[0].count;
  }

  level(key: string): number | undefined {
    return this.#run("SELECT full_at_ms FROM level WHERE key = ?", key)[0]?.full_at_ms;
  }

  setLevel(key: string, fullAt: number): void {
    this.#run("INSERT OR REPLACE INTO level (key, full_at_ms) VALUES (?, ?)", key, fullAt);
  }

  /** False where it was spent before. */
  spend(proof: string, expires: number): boolean {
    return this.#run(
      "INSERT INTO spent (proof, expires_ms) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING proof",
      proof, expires,
    ).length > 0;
  }

  automaticSince(address: string, since: number): number {
    return this.#run("SELECT COUNT(*) AS count FROM automatic WHERE address = ? AND at_ms >= ?", address, since)[0].count;
  }

  automatic(address: string, at: number, id: string): void {
    this.#run("INSERT OR IGNORE INTO automatic (address, at_ms, id) VALUES (?, ?, ?)", address, at, id);
  }

  /** Writes a turn down: the ticket, what was added, what happened, what is owed, when it rings. */
  write({ ticket, message, events, owed, takenBy, alarms }: Turn, now: number): void {
    const at = ticket.created_at;
    this.#ticket(ticket);
    this.#message(message);
    for (const event of events) this.#event(event);
    for (const job of owed) this.#owe(job, ticket.id, now, at);
    if (takenBy !== null) {
      this.#run(
        `INSERT INTO agent (id, assigned_ms) VALUES (?, ?)
         ON CONFLICT (id) DO UPDATE SET assigned_ms = excluded.assigned_ms`,
        takenBy, now,
      );
    }
    this.#queue(ticket, message, alarms);
    this.#run("DELETE FROM timer WHERE ticket_id = ?", ticket.id);
    for (const { name, due, payload } of alarms) {
      this.#run("INSERT INTO timer (ticket_id, kind, due_ms, payload) VALUES (?, ?, ?, ?)", ticket.id, name, due, payload);
    }
  }

  #ticket(ticket: Ticket): void {
    this.#run(
      "INSERT INTO ticket (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data",
      ticket.id, JSON.stringify(ticket),
    );
  }

  #message(message: Message): void {
    this.#run(
      `INSERT INTO message (id, ticket_id, author, agent, visibility, channel, text, folded, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      message.id, message.ticket_id, message.author, message.agent, message.visibility, message.channel,
      message.text, null, message.created_at,
    );
  }

  /** The ticket's line in the inbox, and what it is found by. */
  #queue(ticket: Ticket, message: Message, alarms: Alarm[]): void {
    const of = (stage: string) => alarms.filter(({ name }) => name.startsWith(stage));
    const first = of("breach").reduce<Alarm | undefined>((a, b) => (a && a.due <= b.due ? a : b), undefined);
    const target = first?.name.split(".")[1] ?? null;
    const warn = of("warning").find(({ name }) => name.endsWith(`.${target}`));
    const at = Date.parse(ticket.created_at);
    const lines = message.text.split("\n").map((line) => line.trim()).filter(Boolean);
    const line = lines.slice(0, 4).find((line) => line.split(/\s+/).length > 3) ?? lines[0] ?? "";
    const characters = [...line];
    const [{ n }] = this.#run(
      `INSERT INTO queue (n, ticket_id, reference, place, status, priority, channel, topic, team,
         owner, tags, lang, who, line, target, warn_ms, due_ms, created_ms, changed_ms,
         news_ms, last_by, call)
       VALUES (COALESCE((SELECT MAX(n) + 1 FROM queue WHERE n BETWEEN ? AND ?), ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (ticket_id) DO UPDATE SET place = excluded.place,
         status = excluded.status, priority = excluded.priority, topic = excluded.topic,
         team = excluded.team, owner = excluded.owner, tags = excluded.tags,
         who = excluded.who, target = excluded.target, warn_ms = excluded.warn_ms,
         due_ms = excluded.due_ms, changed_ms = excluded.changed_ms, call = excluded.call,
         news_ms = MAX(news_ms, excluded.news_ms),
         last_by = COALESCE(excluded.last_by, last_by)
       RETURNING n`,
      at * 1_000, at * 1_000 + 999_999, at * 1_000,
      ticket.id, ticket.reference, ticket.spam.length ? "spam" : "open", ticket.status, ticket.priority, ticket.channel, ticket.topic, ticket.team,
      ticket.owner, JSON.stringify(ticket.tags), ticket.lang, (ticket.name as string | null)?.trim() || ticket.email || ticket.phone || "",
      characters.length > 140 ? `${characters.slice(0, 140).join("")}…` : line,
      target, warn?.due ?? NEVER, first?.due ?? NEVER, at, at, at, message.author, ticket.answer_by === "phone" ? 1 : 0,
    );
    const digits = ticket.phone?.replace(/\D/g, "") ?? "";
    const tails = digits ? [6, 7, 8, 9, 10, 11, 12].filter((tail) => tail <= digits.length).map((tail) => digits.slice(-tail)) : [];
    const words = [
      ticket.reference, ticket.reference.replace("-", ""), ticket.name as string | null, ticket.email, ...tails, digits,
      ...ticket.fields.map(({ text }) => text), message.text,
    ];
    this.#run("INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)", n, words.filter(Boolean).map((word) => `${word}\n`).join(""));
  }

  #event({ id, ticket_id, kind, data, body, created_at }: Event): void {
    this.#run(
      "INSERT INTO event (id, ticket_id, kind, data, body, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      id, ticket_id, kind, JSON.stringify(data), body, created_at,
    );
  }

  #owe({ id, event_id, lane, job }: Owed, ticket: string, now: number, at: string): void {
    this.#run(
      `INSERT INTO outbox (id, event_id, ticket_id, lane, job, state, attempts, next_attempt_ms, created_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
      id, event_id, ticket, lane, JSON.stringify(job), "pending", now, at, at,
    );
  }

  /** Forgets what is remembered for a while only. */
  forget(submissionsBefore: number, now: number): void {
    this.#run("DELETE FROM submission WHERE created_ms < ?", submissionsBefore);
    this.#run("DELETE FROM level WHERE full_at_ms < ?", now);
    this.#run("DELETE FROM spent WHERE expires_ms < ?", now);
    this.#run("DELETE FROM automatic WHERE at_ms < ?", now - 4 * 3_600_000);
  }

  recover(now: number): void {
    this.#run(
      `UPDATE outbox INDEXED BY outbox_due SET state = 'failed', next_attempt_ms = ?
       WHERE next_attempt_ms IS NOT NULL AND state = 'delivering'`,
      now,
    );
  }

  dueTimers(now: number, limit: number): unknown[] {
    return this.#run("SELECT ticket_id, kind, payload FROM timer WHERE due_ms <= ? ORDER BY due_ms LIMIT ?", now, limit);
  }

  due(now: number, ofEach: number): Due[] {
    return this.#run(
      `${LANES} SELECT o.id, o.lane FROM lanes JOIN outbox o ON o.id IN (
         SELECT id FROM outbox WHERE lane = lanes.lane AND next_attempt_ms <= ?
           AND state <> 'delivering' ORDER BY next_attempt_ms LIMIT ?)
       ORDER BY o.next_attempt_ms`,
      now, ofEach,
    );
  }

  take(id: string, at: string): void {
    this.#run("SELECT * FROM outbox WHERE id = ?", id);
    this.#run("UPDATE outbox SET state = 'delivering', attempts = attempts + 1, changed_at = ? WHERE id = ?", at, id);
  }

  conclude(id: string, next: number, began: number, response: string, at: string): void {
    this.#run("UPDATE outbox SET state = ?, next_attempt_ms = ?, changed_at = ? WHERE id = ?", "failed", next, at, id);
    this.#run(
      `INSERT INTO attempt (outbox_id, n, at, latency_ms, outcome, status, response)
       VALUES (?, (SELECT COUNT(*) + 1 FROM attempt WHERE outbox_id = ?), ?, ?, ?, ?, ?)`,
      id, id, new Date(began).toISOString(), Date.now() - began, "failed", null, response,
    );
  }

  nextDue(): number | null {
    const delivery = this.#run("SELECT MIN(next_attempt_ms) AS due FROM outbox")[0].due;
    const timer = this.#run("SELECT MIN(due_ms) AS due FROM timer")[0].due;
    const held = this.#run("SELECT MIN(due_ms) AS due_ms FROM held")[0].due_ms;
    const due = [delivery, timer, held].filter((due) => due !== null);
    return due.length ? Math.min(...due) : null;
  }
}
