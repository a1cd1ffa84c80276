-- The number of an upload is never given twice: the buttons of old messages
-- must not load another's file. Rows from before keep theirs, and new ones begin
-- beyond all that may stand in chats.
CREATE TABLE upload_kept (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id   BIGINT  NOT NULL REFERENCES staff (id),
    channel    TEXT    NOT NULL,
    chat_id    BIGINT  NOT NULL,
    plan       TEXT    NOT NULL, -- what is known of it and wished for, JSON
    version    BIGINT  NOT NULL, -- of the plan
    created_at BIGINT  NOT NULL,
    people     BOOLEAN NOT NULL DEFAULT TRUE -- the file holds personal data, or may
);
INSERT INTO upload_kept (id, staff_id, channel, chat_id, plan, version, created_at)
SELECT id, staff_id, channel, chat_id, plan, version, created_at FROM upload;
DROP TABLE upload;
ALTER TABLE upload_kept RENAME TO upload;
CREATE INDEX upload_created ON upload (created_at);
DELETE FROM sqlite_sequence WHERE name = 'upload';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'upload', COALESCE(MAX(id), 0) + 1000000 FROM upload;
