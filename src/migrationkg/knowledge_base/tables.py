"""The tables of a knowledge base's memory, and the indexes by which they are asked."""

TABLES = """
CREATE TABLE item (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, line BLOB NOT NULL, source TEXT NOT NULL,
    exercise INTEGER NOT NULL, withdrawn INTEGER NOT NULL, facts INTEGER NOT NULL, amounts INTEGER NOT NULL,
    doubtful INTEGER NOT NULL, problems TEXT NOT NULL, ruled INTEGER
);
CREATE TABLE entity (
    number INTEGER PRIMARY KEY, item INTEGER NOT NULL, local TEXT NOT NULL, place INTEGER NOT NULL,
    kind TEXT NOT NULL, names TEXT NOT NULL, alike INTEGER, path TEXT NOT NULL, now TEXT
);
CREATE TABLE word (word INTEGER NOT NULL, entity INTEGER NOT NULL);
CREATE TABLE resource (
    path TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT, follows TEXT, said TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE undecided (path TEXT PRIMARY KEY, state TEXT, follows TEXT, said TEXT) WITHOUT ROWID;
CREATE TABLE name (key INTEGER, path TEXT, PRIMARY KEY (key, path)) WITHOUT ROWID;
CREATE TABLE told (
    path TEXT, relation TEXT, value TEXT, item INTEGER, number INTEGER NOT NULL, surest REAL NOT NULL,
    PRIMARY KEY (path, relation, value, item)
) WITHOUT ROWID;
CREATE TABLE lasting (path TEXT, item INTEGER, PRIMARY KEY (path, item)) WITHOUT ROWID;
CREATE TABLE registry (
    path TEXT PRIMARY KEY, item TEXT NOT NULL, told_as TEXT NOT NULL, also TEXT NOT NULL, replaced_by TEXT
) WITHOUT ROWID;
CREATE TABLE setting (told TEXT NOT NULL);
"""
INDEXES = """
CREATE INDEX word_entity ON word (word, entity);
CREATE INDEX entity_item ON entity (item);
CREATE INDEX entity_alike ON entity (alike) WHERE alike IS NOT NULL;
CREATE INDEX entity_path ON entity (path);
CREATE INDEX entity_now ON entity (now);
CREATE INDEX entity_decided ON entity (item, path) WHERE now IS NOT path;
CREATE INDEX item_withdrawn ON item (id) WHERE withdrawn;
CREATE INDEX item_ruled ON item (id, ruled) WHERE ruled IS NOT NULL;
CREATE INDEX told_item ON told (item);
CREATE INDEX told_relation ON told (relation, path);
CREATE INDEX lasting_item ON lasting (item);
CREATE INDEX resource_state ON resource (state) WHERE state IS NOT NULL;
CREATE INDEX resource_follows ON resource (follows) WHERE follows IS NOT NULL;
CREATE INDEX registry_replaced ON registry (replaced_by) WHERE replaced_by IS NOT NULL;
"""
