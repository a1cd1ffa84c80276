-- Exams.
CREATE TABLE exam (
    id          INTEGER PRIMARY KEY,
    code        TEXT   NOT NULL UNIQUE,
    title       TEXT   NOT NULL,
    content     TEXT   NOT NULL,         -- how it was made, JSON
    phase       TEXT   NOT NULL,
    version     BIGINT NOT NULL,         -- of the content
    opens_at    BIGINT NOT NULL,
    closes_at   BIGINT NOT NULL,         -- with what outages took given back
    alarm_at    BIGINT,                  -- when it has to be looked after
    seed        BIGINT NOT NULL,
    pools       TEXT,                    -- what its papers are drawn from, JSON
    keys        TEXT,                    -- the wordings whose keys the marks come from, JSON
    parent_id   BIGINT REFERENCES exam (id), -- that it makes up for, or goes on from
    relation    TEXT,                    -- makeup or further
    created_by  BIGINT REFERENCES staff (id),
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL
);
CREATE INDEX exam_alarm ON exam (alarm_at) WHERE alarm_at IS NOT NULL;

-- Who is expected at an exam.
CREATE TABLE candidate (
    exam_id   BIGINT  NOT NULL REFERENCES exam (id),
    staff_id  BIGINT  NOT NULL REFERENCES staff (id),
    unit_id   BIGINT  NOT NULL REFERENCES unit (id),
    track     TEXT    NOT NULL,
    standing  TEXT    NOT NULL,           -- expected, excused, declined
    late      BOOLEAN NOT NULL DEFAULT FALSE, -- may begin after the late entry
    extra_ms  BIGINT  NOT NULL DEFAULT 0,
    note      TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (exam_id, staff_id)
);
CREATE INDEX candidate_staff ON candidate (staff_id);

-- One person at one exam. What is done on the paper changes with each tap and
-- stands apart.
CREATE TABLE sitting (
    id          INTEGER PRIMARY KEY,
    exam_id     BIGINT NOT NULL REFERENCES exam (id),
    staff_id    BIGINT NOT NULL REFERENCES staff (id),
    unit_id     BIGINT NOT NULL REFERENCES unit (id),
    attempt     BIGINT NOT NULL,
    track       TEXT   NOT NULL,
    book        TEXT   NOT NULL,
    paper       TEXT   NOT NULL,          -- JSON
    started_at  BIGINT NOT NULL,
    deadline_at BIGINT NOT NULL,
    given_ms    BIGINT NOT NULL DEFAULT 0, -- given back for outages, in the deadline
    alarm_at    BIGINT NOT NULL,
    ended_at    BIGINT,
    ended_by    TEXT,                     -- self, time, proctor, void
    reason      TEXT,                     -- of a proctor
    earned      BIGINT,
    full_mark   BIGINT NOT NULL,
    UNIQUE (exam_id, staff_id, attempt)
);
CREATE UNIQUE INDEX sitting_open ON sitting (staff_id) WHERE ended_at IS NULL;
CREATE INDEX sitting_alarm ON sitting (alarm_at) WHERE ended_at IS NULL;

CREATE TABLE sitting_work (
    sitting_id BIGINT PRIMARY KEY REFERENCES sitting (id),
    work       TEXT   NOT NULL            -- JSON
);

-- Evidence: each answer as it was given, changed or taken back.
CREATE TABLE sitting_answer (
    id         INTEGER PRIMARY KEY,
    sitting_id BIGINT NOT NULL REFERENCES sitting (id),
    place      BIGINT NOT NULL,
    answer     TEXT,                      -- JSON; none if it was taken back
    at         BIGINT NOT NULL
);
CREATE INDEX sitting_answer_of ON sitting_answer (sitting_id, id);

-- Evidence: what was looked up in an open-book sitting.
CREATE TABLE sitting_search (
    id         INTEGER PRIMARY KEY,
    sitting_id BIGINT NOT NULL REFERENCES sitting (id),
    words      TEXT   NOT NULL,
    hits       BIGINT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX sitting_search_of ON sitting_search (sitting_id, id);

-- Evidence: what proctors noted and did.
CREATE TABLE incident (
    id       INTEGER PRIMARY KEY,
    exam_id  BIGINT NOT NULL REFERENCES exam (id),
    staff_id BIGINT REFERENCES staff (id), -- whom it is about, if it is one person
    by_id    BIGINT REFERENCES staff (id), -- none for the program itself
    kind     TEXT   NOT NULL,
    note     TEXT   NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX incident_exam ON incident (exam_id, id);

-- What was decided of a question after the exam.
CREATE TABLE ruling (
    exam_id     BIGINT NOT NULL REFERENCES exam (id),
    question_id BIGINT NOT NULL REFERENCES question (id),
    content     TEXT   NOT NULL,          -- JSON
    reason      TEXT   NOT NULL,
    by_id       BIGINT REFERENCES staff (id),
    at          BIGINT NOT NULL,
    PRIMARY KEY (exam_id, question_id)
);

-- The results lists as they were made known, corrections after it.
CREATE TABLE exam_release (
    exam_id    BIGINT NOT NULL REFERENCES exam (id),
    number     BIGINT NOT NULL,
    list       TEXT   NOT NULL,           -- JSON
    check_code TEXT   NOT NULL,
    note       TEXT   NOT NULL,
    by_id      BIGINT REFERENCES staff (id),
    at         BIGINT NOT NULL,
    PRIMARY KEY (exam_id, number)
);
CREATE INDEX exam_release_code ON exam_release (check_code);

-- When no copy of the program was alive.
CREATE TABLE outage (
    id       INTEGER PRIMARY KEY,
    from_at  BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);
