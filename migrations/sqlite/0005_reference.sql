-- Regulations to look things up in.
CREATE TABLE reference (
    id        INTEGER PRIMARY KEY,
    code      TEXT   NOT NULL UNIQUE,
    title     TEXT   NOT NULL,
    version   TEXT   NOT NULL, -- from when it is, as it says itself; may be empty
    loaded_at BIGINT NOT NULL
);

-- Their articles. A number is never given twice: an old button must not open
-- another article.
CREATE TABLE reference_article (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_id BIGINT NOT NULL REFERENCES reference (id),
    place        BIGINT NOT NULL, -- in its order, from 0
    label        TEXT   NOT NULL, -- 第五条
    heading      TEXT   NOT NULL, -- its chapter; may be empty
    text         TEXT   NOT NULL,
    UNIQUE (reference_id, place)
);

-- By which terms an article is found. Without a foreign key: that would need an
-- index by article as large as the table, for the rare day on which a regulation
-- goes.
CREATE TABLE reference_term (
    term       TEXT   NOT NULL,
    article_id BIGINT NOT NULL,
    weight     BIGINT NOT NULL, -- how much the article is about it
    PRIMARY KEY (term, article_id)
) WITHOUT ROWID;
