CREATE TABLE site (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  id           TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  config       TEXT    NOT NULL,
  origin       TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  published_at TEXT    NOT NULL,
  -- How often the identity secret was changed, and when the last time.
  identity_changes    INTEGER NOT NULL DEFAULT 0,
  identity_changed_ms INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE answers (
  lang  TEXT    NOT NULL,
  n     INTEGER NOT NULL,
  bytes BLOB    NOT NULL,
  PRIMARY KEY (lang, n)
);
CREATE TABLE missed (
  lang    TEXT    NOT NULL,
  query   TEXT    NOT NULL,
  times   INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (lang, query)
) WITHOUT ROWID;
CREATE INDEX missed_age ON missed (last_ms);
CREATE TABLE contact (
  id         TEXT PRIMARY KEY,
  email      TEXT UNIQUE,
  phone      TEXT,
  name       TEXT,
  tags       TEXT NOT NULL DEFAULT '[]',
  notes      TEXT NOT NULL DEFAULT '',
  consents   TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  find       TEXT GENERATED ALWAYS AS (
    lower(coalesce(name, '') || ' ' || coalesce(email, '')) || ' ' || coalesce(replace(replace(replace(
      replace(replace(replace(phone, ' ', ''), '-', ''), '.', ''), '/', ''), '(', ''), ')', ''), '')) VIRTUAL
) WITHOUT ROWID;
CREATE INDEX contact_phone ON contact (phone) WHERE phone IS NOT NULL;
CREATE TABLE ticket (
  id         TEXT PRIMARY KEY,
  data       TEXT NOT NULL,
  reference  TEXT GENERATED ALWAYS AS (data ->> 'reference') VIRTUAL,
  contact_id TEXT GENERATED ALWAYS AS (data ->> 'contact_id') VIRTUAL,
  is_spam    INTEGER GENERATED ALWAYS AS (data ->> 'spam' <> '[]') VIRTUAL
) WITHOUT ROWID;
CREATE UNIQUE INDEX ticket_reference ON ticket (reference);
CREATE INDEX ticket_contact ON ticket (contact_id, id);
CREATE INDEX ticket_spam ON ticket (id) WHERE data ->> 'spam' <> '[]';
CREATE TABLE queue (
  n          INTEGER PRIMARY KEY,
  ticket_id  TEXT    NOT NULL UNIQUE,
  reference  TEXT    NOT NULL,
  place      TEXT    NOT NULL,
  status     TEXT    NOT NULL,
  priority   TEXT    NOT NULL,
  channel    TEXT    NOT NULL,
  topic      TEXT,
  team       TEXT,
  owner      TEXT,
  tags       TEXT    NOT NULL,
  lang       TEXT    NOT NULL,
  who        TEXT    NOT NULL,
  line       TEXT    NOT NULL,
  target     TEXT,
  warn_ms    INTEGER NOT NULL,
  due_ms     INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  news_ms    INTEGER NOT NULL,
  last_by    TEXT,
  call       INTEGER NOT NULL
);
CREATE INDEX queue_due ON queue (due_ms, owner, team) WHERE place = 'open';
CREATE INDEX queue_owner ON queue (owner, due_ms) WHERE place = 'open';
CREATE INDEX queue_changed ON queue (place, changed_ms);
CREATE INDEX queue_kept ON queue (changed_ms) WHERE place = 'done' AND line <> '';
CREATE VIRTUAL TABLE words USING fts5(
  text, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 2"
);
CREATE TABLE seen (
  agent     TEXT    NOT NULL,
  ticket_id TEXT    NOT NULL,
  at_ms     INTEGER NOT NULL,
  PRIMARY KEY (agent, ticket_id)
) WITHOUT ROWID;
CREATE TABLE held (
  id        TEXT PRIMARY KEY,
  ticket_id TEXT    NOT NULL,
  agent     TEXT    NOT NULL,
  text      TEXT    NOT NULL,
  status    TEXT,
  tags      TEXT    NOT NULL,
  topic     TEXT,
  due_ms    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX held_due ON held (due_ms);
CREATE INDEX held_ticket ON held (ticket_id);
CREATE TABLE draft (
  agent      TEXT    NOT NULL,
  ticket_id  TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  changed_ms INTEGER NOT NULL,
  PRIMARY KEY (agent, ticket_id, kind)
) WITHOUT ROWID;
CREATE INDEX draft_ticket ON draft (ticket_id);
CREATE TABLE filter (
  agent TEXT NOT NULL,
  id    TEXT NOT NULL,
  data  TEXT NOT NULL,
  PRIMARY KEY (agent, id)
) WITHOUT ROWID;
CREATE TABLE message (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT NOT NULL,
  author     TEXT NOT NULL,
  agent      TEXT,
  visibility TEXT NOT NULL,
  channel    TEXT NOT NULL,
  text       TEXT NOT NULL,
  folded     TEXT,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_ticket ON message (ticket_id, id);
CREATE TABLE event (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT,
  kind       TEXT NOT NULL,
  data       TEXT NOT NULL,
  body       TEXT,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_ticket ON event (ticket_id, id);
CREATE INDEX event_body ON event (id) WHERE body IS NOT NULL;
CREATE TABLE outbox (
  id              TEXT PRIMARY KEY,
  event_id        TEXT NOT NULL,
  ticket_id       TEXT,
  lane            TEXT NOT NULL,
  job             TEXT NOT NULL,
  state           TEXT NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_ms INTEGER,
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (lane, next_attempt_ms) WHERE next_attempt_ms IS NOT NULL;
CREATE INDEX outbox_ticket ON outbox (ticket_id, id);
CREATE TABLE attempt (
  outbox_id  TEXT    NOT NULL,
  n          INTEGER NOT NULL,
  at         TEXT    NOT NULL,
  latency_ms INTEGER NOT NULL,
  outcome    TEXT    NOT NULL,
  status     INTEGER,
  response   TEXT    NOT NULL,
  PRIMARY KEY (outbox_id, n)
) WITHOUT ROWID;
CREATE TABLE thread (
  n          INTEGER PRIMARY KEY,
  ticket_id  TEXT NOT NULL,
  side       TEXT NOT NULL,
  message_id TEXT NOT NULL,
  UNIQUE (ticket_id, side, message_id)
);
CREATE TABLE submission (
  key        TEXT PRIMARY KEY,
  digest     TEXT    NOT NULL,
  answer     TEXT    NOT NULL,
  created_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX submission_age ON submission (created_ms);
CREATE TABLE timer (
  ticket_id TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  due_ms    INTEGER NOT NULL,
  payload   TEXT    NOT NULL,
  PRIMARY KEY (ticket_id, kind)
) WITHOUT ROWID;
CREATE INDEX timer_due ON timer (due_ms);
CREATE TABLE agent (
  id          TEXT PRIMARY KEY,
  away        INTEGER NOT NULL DEFAULT 0,
  assigned_ms INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE session (
  digest     TEXT PRIMARY KEY,
  agent      TEXT    NOT NULL,
  family     TEXT    NOT NULL,
  created_ms INTEGER NOT NULL,
  seen_ms    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_agent ON session (agent, seen_ms);
CREATE TABLE token (
  id         TEXT PRIMARY KEY,
  digest     TEXT    NOT NULL UNIQUE,
  name       TEXT    NOT NULL,
  scopes     TEXT    NOT NULL,
  created_by TEXT    NOT NULL,
  created_ms INTEGER NOT NULL,
  seen_ms    INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE endpoint (
  id     TEXT PRIMARY KEY,
  health TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE attachment (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT    NOT NULL,
  message_id TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  media_type TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  place      TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  created_at TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX attachment_ticket ON attachment (ticket_id, id);
CREATE TABLE chunk (
  attachment_id TEXT    NOT NULL,
  n             INTEGER NOT NULL,
  bytes         BLOB    NOT NULL,
  PRIMARY KEY (attachment_id, n)
);
CREATE TABLE level (
  key        TEXT PRIMARY KEY,
  full_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE spent (
  proof      TEXT PRIMARY KEY,
  expires_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE automatic (
  address TEXT    NOT NULL,
  at_ms   INTEGER NOT NULL,
  id      TEXT    NOT NULL,
  PRIMARY KEY (address, at_ms, id)
) WITHOUT ROWID;
CREATE TABLE rating (
  event_id   TEXT PRIMARY KEY,
  ticket_id  TEXT,
  survey     TEXT    NOT NULL,
  score      INTEGER NOT NULL,
  comment    TEXT,
  created_at TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX rating_ticket ON rating (ticket_id);
CREATE INDEX rating_loose ON rating (created_at, survey, score) WHERE ticket_id IS NULL;
CREATE TABLE rollup (
  day   INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  bytes BLOB    NOT NULL,
  PRIMARY KEY (day, n)
);
CREATE TABLE counted (
  ticket_id TEXT PRIMARY KEY,
  days      TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE uncounted (
  ticket_id TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE help (
  day   TEXT    NOT NULL,
  step  TEXT    NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, step)
) WITHOUT ROWID;
CREATE TABLE reading (
  day   TEXT    NOT NULL,
  faq   TEXT    NOT NULL,
  what  TEXT    NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, faq, what)
) WITHOUT ROWID;
CREATE TABLE outcome (
  day     TEXT    NOT NULL,
  outcome TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (day, outcome)
) WITHOUT ROWID;
CREATE TABLE helpful (
  faq    TEXT PRIMARY KEY,
  helped INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  bound  REAL    NOT NULL
) WITHOUT ROWID;
CREATE INDEX helpful_bound ON helpful (bound DESC, faq);
CREATE TABLE choice (
  day     TEXT    NOT NULL,
  channel TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (day, channel)
) WITHOUT ROWID;
CREATE TABLE setup_draft (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  config   TEXT    NOT NULL,
  based_on INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  by       TEXT    NOT NULL,
  at       TEXT    NOT NULL
);
CREATE TABLE version (
  n       INTEGER PRIMARY KEY,
  config  TEXT    NOT NULL,
  way     TEXT    NOT NULL,
  by      TEXT    NOT NULL,
  at      TEXT    NOT NULL,
  changes TEXT    NOT NULL
);
CREATE TABLE progress (
  step  TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  at    TEXT NOT NULL
) WITHOUT ROWID;
