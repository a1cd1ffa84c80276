-- Files on their way to a chat. A number is never given twice: what is sent
-- late must not be another's file.
CREATE TABLE file (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT   NOT NULL,
    content    BLOB   NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX file_created ON file (created_at);
