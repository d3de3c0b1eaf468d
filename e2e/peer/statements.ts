// The tables of a site and every SQL statement of the intake, as edge/src/schema.rs and
// edge/src/store.rs have them. This file alone has to follow them.

export interface Sql {
  exec(query: string, ...values: unknown[]): {
    toArray(): any[];
    readonly rowsWritten: number;
    readonly rowsRead: number;
  };
}

export const SCHEMA = `
CREATE TABLE site (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  id           TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  config       TEXT    NOT NULL,
  published_at TEXT    NOT NULL
);
CREATE TABLE ticket (
  id         TEXT PRIMARY KEY,
  reference  TEXT NOT NULL UNIQUE,
  status     TEXT NOT NULL,
  channel    TEXT NOT NULL,
  topic      TEXT,
  lang       TEXT NOT NULL,
  name       TEXT,
  email      TEXT NOT NULL,
  context    TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE message (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  author     TEXT NOT NULL,
  text       TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_of_ticket ON message (ticket_id, id);
CREATE TABLE event (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  kind       TEXT NOT NULL,
  data       TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_of_ticket ON event (ticket_id, id);
CREATE TABLE outbox (
  id              TEXT PRIMARY KEY,
  ticket_id       TEXT NOT NULL REFERENCES ticket (id),
  event_id        TEXT NOT NULL REFERENCES event (id),
  job             TEXT NOT NULL,
  state           TEXT NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_ms INTEGER,
  response        TEXT,
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (next_attempt_ms) WHERE next_attempt_ms IS NOT NULL;
CREATE INDEX outbox_of_ticket ON outbox (ticket_id, id);
CREATE TABLE submission (
  key        TEXT PRIMARY KEY,
  digest     TEXT NOT NULL,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  created_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX submission_age ON submission (created_ms);
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO schema_version VALUES (1);
`;

export interface Key {
  key: string;
  digest: string;
}

export interface Accepted {
  id: string;
  reference: string;
  created_at: string;
}

export interface Opened {
  ticket: Record<string, any>;
  message: { id: string; author: string; text: string; created_at: string };
  event: { id: string; kind: string; data: unknown; created_at: string };
  jobs: unknown[];
}

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
    this.#sql.exec(SCHEMA);
  }

  kept(): { id: string; version: number; config: string; published_at: string } | undefined {
    return this.#run("SELECT id, version, config, published_at FROM site")[0];
  }

  version(): number | undefined {
    return this.#run("SELECT version FROM site")[0]?.version;
  }

  publish(id: string, config: string, version: number, at: string): void {
    this.#run(
      "INSERT OR REPLACE INTO site (one, id, version, config, published_at) VALUES (1, ?, ?, ?, ?)",
      id, version, config, at,
    );
  }

  hasReference(reference: string): boolean {
    return this.#run("SELECT 1 AS one FROM ticket WHERE reference = ?", reference).length > 0;
  }

  submission(key: string): (Accepted & { digest: string }) | undefined {
    return this.#run(
      `SELECT s.digest, t.id, t.reference, t.created_at
       FROM submission s JOIN ticket t ON t.id = s.ticket_id WHERE s.key = ?`,
      key,
    )[0];
  }

  accept({ ticket, message, event, jobs }: Opened, key: Key | null, now: number): void {
    this.#run(
      `INSERT INTO ticket (id, reference, status, channel, topic, lang, name, email, context, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ticket.id, ticket.reference, ticket.status, ticket.channel, ticket.topic, ticket.lang, ticket.name, ticket.email,
      JSON.stringify({ page: ticket.page, faqs_seen: ticket.faqs_seen }), ticket.created_at,
    );
    this.#run(
      "INSERT INTO message (id, ticket_id, author, text, created_at) VALUES (?, ?, ?, ?, ?)",
      message.id, ticket.id, message.author, message.text, message.created_at,
    );
    this.#run(
      "INSERT INTO event (id, ticket_id, kind, data, created_at) VALUES (?, ?, ?, ?, ?)",
      event.id, ticket.id, event.kind, JSON.stringify(event.data), event.created_at,
    );
    jobs.forEach((job, n) => {
      this.#run(
        `INSERT INTO outbox (id, ticket_id, event_id, job, state, attempts, next_attempt_ms, created_at, changed_at)
         VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)`,
        `${event.id.replace("evt", "dlv")}_${n}`, ticket.id, event.id, JSON.stringify(job), "pending", now,
        event.created_at, event.created_at,
      );
    });
    if (key) {
      this.#run(
        "INSERT INTO submission (key, digest, ticket_id, created_ms) VALUES (?, ?, ?, ?)",
        key.key, key.digest, ticket.id, now,
      );
    }
  }

  forgetSubmissions(before: number): void {
    this.#run("DELETE FROM submission WHERE created_ms < ?", before);
  }

  recover(now: number): void {
    this.#run("UPDATE outbox SET state = 'failed', next_attempt_ms = ? WHERE state = 'delivering'", now);
  }

  takeDue(now: number, limit: number, at: string): { id: string; attempts: number }[] {
    const due = this.#run(
      `SELECT * FROM outbox WHERE next_attempt_ms <= ? AND state <> 'delivering'
       ORDER BY next_attempt_ms LIMIT ?`,
      now, limit,
    );
    for (const { id } of due) {
      this.#run("UPDATE outbox SET state = 'delivering', attempts = attempts + 1, changed_at = ? WHERE id = ?", at, id);
    }
    return due;
  }

  conclude(id: string, state: string, next: number | null, response: string, at: string): void {
    this.#run(
      "UPDATE outbox SET state = ?, next_attempt_ms = ?, response = ?, changed_at = ? WHERE id = ?",
      state, next, response, at, id,
    );
  }

  nextDue(): number | null {
    return this.#run("SELECT MIN(next_attempt_ms) AS due FROM outbox")[0].due;
  }
}
