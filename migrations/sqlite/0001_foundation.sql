-- Times are UTC milliseconds, days are numbers such as 20261123, amounts of
-- marks and points are hundredths.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE unit (
    id        INTEGER PRIMARY KEY,
    parent_id BIGINT REFERENCES unit (id),
    name      TEXT   NOT NULL,
    path      TEXT   NOT NULL UNIQUE, -- 市财政局/预算股
    lineage   TEXT   NOT NULL         -- /1/5/: the ids from the office down
);
CREATE INDEX unit_lineage ON unit (lineage);

CREATE TABLE staff (
    id         INTEGER PRIMARY KEY,
    staff_no   TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    unit_id    BIGINT  NOT NULL REFERENCES unit (id),
    birth      TEXT,    -- 1985-06 or 1985-06-01
    post       TEXT,
    phone_hash TEXT,
    active     BOOLEAN NOT NULL,
    sample     BOOLEAN NOT NULL DEFAULT FALSE,
    erased_at  BIGINT,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL
);
CREATE INDEX staff_unit ON staff (unit_id);
CREATE INDEX staff_phone ON staff (phone_hash);

CREATE TABLE staff_role (
    staff_id BIGINT NOT NULL REFERENCES staff (id),
    role     TEXT   NOT NULL,
    unit_id  BIGINT NOT NULL, -- of a leader; 0 for the others
    PRIMARY KEY (staff_id, role, unit_id)
);

CREATE TABLE account (
    channel    TEXT   NOT NULL,
    account_id BIGINT NOT NULL,
    staff_id   BIGINT NOT NULL REFERENCES staff (id),
    lang       TEXT   NOT NULL,
    state      TEXT   NOT NULL, -- what the conversation waits for, JSON
    reachable  BOOLEAN NOT NULL DEFAULT TRUE,
    bound_at   BIGINT NOT NULL,
    PRIMARY KEY (channel, account_id),
    UNIQUE (channel, staff_id)
);

CREATE TABLE invitation (
    token_hash TEXT   PRIMARY KEY,
    staff_id   BIGINT NOT NULL REFERENCES staff (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX invitation_staff ON invitation (staff_id);

CREATE TABLE bind_request (
    id         INTEGER PRIMARY KEY,
    channel    TEXT   NOT NULL,
    account_id BIGINT NOT NULL,
    staff_id   BIGINT NOT NULL REFERENCES staff (id),
    shown_name TEXT   NOT NULL,
    lang       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    decided_at BIGINT,
    decision   TEXT,
    decided_by BIGINT REFERENCES staff (id)
);
CREATE UNIQUE INDEX bind_request_open ON bind_request (channel, account_id) WHERE decided_at IS NULL;

CREATE TABLE tries (
    kind       TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    since      BIGINT NOT NULL,
    times      BIGINT NOT NULL,
    PRIMARY KEY (kind, subject)
);

CREATE TABLE counter (
    name  TEXT   NOT NULL,
    day   BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (name, day)
);

CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      BIGINT NOT NULL,
    actor   BIGINT, -- a staff id; none for the command line
    action  TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    detail  TEXT   NOT NULL
);

CREATE TABLE bank (
    id        TEXT   PRIMARY KEY,
    title     TEXT   NOT NULL,
    topic     TEXT   NOT NULL,
    loaded_at BIGINT NOT NULL
);

CREATE TABLE question (
    id          INTEGER PRIMARY KEY,
    bank_id     TEXT    NOT NULL REFERENCES bank (id),
    code        TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    live        BOOLEAN NOT NULL,
    version_id  BIGINT  NOT NULL, -- the wording that is current
    valid_until BIGINT,           -- the last day it may be asked
    UNIQUE (bank_id, code)
);
CREATE INDEX question_topic ON question (topic) WHERE live;

CREATE TABLE question_version (
    id          INTEGER PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    number      BIGINT NOT NULL,
    topic       TEXT   NOT NULL,
    content     TEXT   NOT NULL, -- the question as JSON
    created_at  BIGINT NOT NULL,
    UNIQUE (question_id, number)
);

CREATE TABLE flag (
    id          INTEGER PRIMARY KEY,
    question_id BIGINT NOT NULL REFERENCES question (id),
    version_id  BIGINT NOT NULL REFERENCES question_version (id),
    staff_id    BIGINT NOT NULL REFERENCES staff (id),
    reason      TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    resolved_at BIGINT,
    resolution  TEXT,
    resolved_by BIGINT REFERENCES staff (id)
);
CREATE UNIQUE INDEX flag_open ON flag (question_id, staff_id) WHERE resolved_at IS NULL;

CREATE TABLE round (
    id         INTEGER PRIMARY KEY,
    staff_id   BIGINT NOT NULL REFERENCES staff (id),
    choice     TEXT   NOT NULL, -- a topic, "mixed" or "wrong"
    state      TEXT   NOT NULL, -- the round as JSON
    place      BIGINT,          -- the person's place of the week when it began
    started_at BIGINT NOT NULL,
    ended_at   BIGINT
);
CREATE UNIQUE INDEX round_open ON round (staff_id) WHERE ended_at IS NULL;

-- Evidence: appended, never deleted. earned and points are derived from the
-- answer and are set anew when a key is corrected.
CREATE TABLE response (
    id           INTEGER PRIMARY KEY,
    staff_id     BIGINT  NOT NULL REFERENCES staff (id),
    unit_id      BIGINT  NOT NULL REFERENCES unit (id),
    round_id     BIGINT  NOT NULL REFERENCES round (id),
    place        BIGINT  NOT NULL,
    question_id  BIGINT  NOT NULL REFERENCES question (id),
    version_id   BIGINT  NOT NULL REFERENCES question_version (id),
    topic        TEXT    NOT NULL,
    option_order TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    earned       BIGINT  NOT NULL,
    full_mark    BIGINT  NOT NULL,
    points       BIGINT  NOT NULL,
    elapsed_ms   BIGINT  NOT NULL,
    day          BIGINT  NOT NULL,
    answered_at  BIGINT  NOT NULL,
    UNIQUE (round_id, place)
);
CREATE INDEX response_staff ON response (staff_id, id);
CREATE INDEX response_question ON response (question_id, staff_id);

-- Derived: one row a person, period, topic ('' is all) and scope (0 is the
-- whole office, else the unit the points were earned in).
CREATE TABLE score (
    scope      BIGINT NOT NULL,
    span       TEXT   NOT NULL,
    period     BIGINT NOT NULL,
    topic      TEXT   NOT NULL,
    staff_id   BIGINT NOT NULL REFERENCES staff (id),
    answered   BIGINT NOT NULL,
    correct    BIGINT NOT NULL,
    points     BIGINT NOT NULL,
    accuracy   BIGINT NOT NULL, -- right answers per million
    elapsed_ms BIGINT NOT NULL,
    PRIMARY KEY (scope, span, period, topic, staff_id)
) WITHOUT ROWID;
CREATE INDEX score_order ON score (span, period, topic, points DESC, accuracy DESC, elapsed_ms, staff_id) WHERE scope = 0;

-- Derived: a person's history with a question.
CREATE TABLE progress (
    staff_id    BIGINT  NOT NULL REFERENCES staff (id),
    question_id BIGINT  NOT NULL REFERENCES question (id),
    seen        BIGINT  NOT NULL,
    wrong       BIGINT  NOT NULL,
    in_book     BOOLEAN NOT NULL,
    right_days  BIGINT  NOT NULL,
    last_day    BIGINT  NOT NULL,
    earned_day  BIGINT  NOT NULL,
    PRIMARY KEY (staff_id, question_id)
) WITHOUT ROWID;

-- Derived: right answers in a row.
CREATE TABLE streak (
    staff_id BIGINT PRIMARY KEY REFERENCES staff (id),
    current  BIGINT NOT NULL,
    best     BIGINT NOT NULL
);

CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY,
    channel     TEXT   NOT NULL,
    update_id   BIGINT NOT NULL,
    chat_id     BIGINT NOT NULL,
    raw         TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    handled_at  BIGINT,
    trouble     TEXT,
    UNIQUE (channel, update_id)
);
CREATE INDEX inbox_open ON inbox (channel, chat_id, update_id) WHERE handled_at IS NULL;
CREATE INDEX inbox_handled ON inbox (handled_at) WHERE handled_at IS NOT NULL;

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    channel    TEXT    NOT NULL,
    chat_id    BIGINT  NOT NULL,
    notice     BOOLEAN NOT NULL,
    payload    TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    ended_at   BIGINT,
    outcome    TEXT
);
CREATE INDEX outbox_open ON outbox (channel, chat_id, id) WHERE ended_at IS NULL;
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE ended_at IS NOT NULL;

-- Which copy of the program sends to a chat.
CREATE TABLE sending (
    channel TEXT   NOT NULL,
    chat_id BIGINT NOT NULL,
    copy_id TEXT   NOT NULL,
    until   BIGINT NOT NULL,
    PRIMARY KEY (channel, chat_id)
);

CREATE TABLE job (
    id         INTEGER PRIMARY KEY,
    kind       TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    due_at     BIGINT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    leased_to  BIGINT NOT NULL DEFAULT 0,
    done_at    BIGINT,
    trouble    TEXT
);
CREATE UNIQUE INDEX job_open ON job (kind, subject) WHERE done_at IS NULL;
CREATE INDEX job_due ON job (due_at) WHERE done_at IS NULL;

-- The running copies of the program.
CREATE TABLE copy (
    id         TEXT   PRIMARY KEY,
    started_at BIGINT NOT NULL,
    beat_at    BIGINT NOT NULL
);
