-- How the tables of others are read, by a fingerprint of their headers.
CREATE TABLE mapping (
    signature  TEXT   PRIMARY KEY,
    content    TEXT   NOT NULL, -- JSON
    changed_at BIGINT NOT NULL
);

-- Files that somebody has sent to be loaded, until that is decided.
CREATE TABLE upload (
    id         INTEGER PRIMARY KEY,
    staff_id   BIGINT  NOT NULL REFERENCES staff (id),
    channel    TEXT    NOT NULL,
    chat_id    BIGINT  NOT NULL,
    plan       TEXT    NOT NULL, -- what is known of it and wished for, JSON
    version    BIGINT  NOT NULL, -- of the plan
    created_at BIGINT  NOT NULL
);
CREATE INDEX upload_created ON upload (created_at);
