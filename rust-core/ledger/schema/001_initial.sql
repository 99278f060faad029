-- The first schema. Shipped files are never edited: a change is a new file with the next number.
--
-- An `entry` is one position in one log, with its leaf of the RFC 6962 tree. What the entry says stands in
-- the table of its kind; what is private about it stands in `payload`, which alone can ever be let go.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE CHECK (length(name) > 0),
    role       TEXT    NOT NULL CHECK (role IN ('debtor', 'third_party')),
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE log (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        BLOB    NOT NULL UNIQUE CHECK (length(uid) = 16),
    person_id  INTEGER NOT NULL REFERENCES person (id),
    is_local   INTEGER NOT NULL CHECK (is_local IN (0, 1)),
    created_ms INTEGER NOT NULL
) STRICT;

-- What an append needs to know of the log without reading it: the right edge of its tree, and which sources have
-- spoken in it. Derived from the entries.
CREATE TABLE tree (
    log_id   INTEGER PRIMARY KEY REFERENCES log (id),
    size     INTEGER NOT NULL CHECK (size >= 0),
    frontier BLOB    NOT NULL,
    sources  TEXT    NOT NULL DEFAULT '' -- words of the sources, separated by spaces
) STRICT;

CREATE TABLE import_batch (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    log_id      INTEGER NOT NULL REFERENCES log (id),
    file_name   TEXT    NOT NULL,
    file_sha256 BLOB    NOT NULL CHECK (length(file_sha256) = 32),
    file_bytes  INTEGER NOT NULL,
    format      TEXT    NOT NULL,
    started_ms  INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    read_count  INTEGER NOT NULL DEFAULT 0,
    new_count   INTEGER NOT NULL DEFAULT 0,
    merged      INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    torn        INTEGER NOT NULL DEFAULT 0 CHECK (torn IN (0, 1))
) STRICT;

CREATE TABLE entry (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    log_id      INTEGER NOT NULL REFERENCES log (id),
    seq         INTEGER NOT NULL CHECK (seq >= 0),
    kind        TEXT    NOT NULL, -- event, witness, gap, annotation, redaction; later versions add kinds
    of_entry    INTEGER NOT NULL DEFAULT 0, -- the entry it speaks of; 0 = none
    recorded_ms INTEGER NOT NULL,
    leaf        BLOB    NOT NULL CHECK (length(leaf) = 32),
    UNIQUE (log_id, seq)
) STRICT;

-- What one source says of one event. The first sighting of an event is the event (event_id = entry_id);
-- later ones by other sources are witnesses. A source speaks once of an event (the trigger below), and one
-- record of a source is found again by its keyed hash, so that reading a file twice adds nothing.
CREATE TABLE sighting (
    entry_id   INTEGER PRIMARY KEY REFERENCES entry (id),
    event_id   INTEGER NOT NULL REFERENCES entry (id),
    log_id     INTEGER NOT NULL REFERENCES log (id),
    batch_id   INTEGER NOT NULL DEFAULT 0, -- 0 = seen live
    kind       TEXT    NOT NULL CHECK (kind IN ('call', 'message', 'note')),
    subtype    TEXT    NOT NULL, -- call type, message box or kind of note
    channel    TEXT    NOT NULL DEFAULT '',
    direction  TEXT    NOT NULL CHECK (direction IN ('in', 'out', 'local')),
    source     TEXT    NOT NULL,
    time_ms    INTEGER NOT NULL,
    sent_ms    INTEGER NOT NULL DEFAULT 0, -- 0 = not stated
    seconds    INTEGER NOT NULL DEFAULT -1, -- -1 = not stated
    dedupe_key BLOB    NOT NULL CHECK (length(dedupe_key) = 16)
) STRICT;
-- Time first: the index serves the order of the report, the search for neighbours, and appends at its end.
CREATE UNIQUE INDEX sighting_key ON sighting (time_ms, log_id, dedupe_key, source);
CREATE UNIQUE INDEX sighting_of_event ON sighting (event_id, source);

CREATE TABLE payload (
    entry_id    INTEGER PRIMARY KEY REFERENCES entry (id),
    salt        BLOB NOT NULL CHECK (length(salt) = 16),
    number      TEXT NOT NULL DEFAULT '', -- exactly as shown; '' = withheld
    number_key  TEXT NOT NULL DEFAULT '',
    name        TEXT NOT NULL DEFAULT '',
    sim         TEXT NOT NULL DEFAULT '',
    provider_id TEXT NOT NULL DEFAULT '',
    text        TEXT NOT NULL DEFAULT '',
    raw         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE gap (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    source   TEXT    NOT NULL,
    from_ms  INTEGER NOT NULL,
    to_ms    INTEGER NOT NULL CHECK (to_ms >= from_ms),
    why      TEXT    NOT NULL
) STRICT;

CREATE TABLE annotation (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    event_id INTEGER NOT NULL REFERENCES entry (id),
    kind     TEXT    NOT NULL -- 'tag' or 'note'; the words are in the payload
) STRICT;
CREATE INDEX annotation_of_event ON annotation (event_id);

CREATE TABLE redaction (
    entry_id  INTEGER PRIMARY KEY REFERENCES entry (id),
    target_id INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    why       TEXT    NOT NULL
) STRICT;

-- An opinion, made again by newer rules. Reasons hold rule ids, offsets and counts, never words.
CREATE TABLE verdict (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES entry (id),
    ruleset  TEXT    NOT NULL,
    label    TEXT    NOT NULL,
    score    INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10000),
    detail   TEXT    NOT NULL,
    made_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX verdict_of_event ON verdict (event_id, id);

CREATE VIEW latest_verdict AS
SELECT v.* FROM verdict v
WHERE v.id = (SELECT max(w.id) FROM verdict w WHERE w.event_id = v.event_id);

-- Evidence is append-only. `recursive_triggers` is on, so INSERT OR REPLACE does not get around these.
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER sighting_no_update BEFORE UPDATE ON sighting BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER sighting_no_delete BEFORE DELETE ON sighting BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER gap_no_update BEFORE UPDATE ON gap BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER gap_no_delete BEFORE DELETE ON gap BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER annotation_no_update BEFORE UPDATE ON annotation BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER annotation_no_delete BEFORE DELETE ON annotation BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER redaction_no_update BEFORE UPDATE ON redaction BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER redaction_no_delete BEFORE DELETE ON redaction BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER verdict_no_update BEFORE UPDATE ON verdict BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER verdict_no_delete BEFORE DELETE ON verdict BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER meta_no_update BEFORE UPDATE ON meta BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta BEGIN SELECT raise(ABORT, 'append_only'); END;

CREATE TRIGGER batch_closed_no_update BEFORE UPDATE ON import_batch WHEN old.finished_ms <> 0
BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON import_batch BEGIN SELECT raise(ABORT, 'append_only'); END;

CREATE TRIGGER payload_no_update BEFORE UPDATE ON payload BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER payload_only_redacted_goes BEFORE DELETE ON payload
WHEN NOT EXISTS (SELECT 1 FROM redaction r WHERE r.target_id = old.entry_id)
BEGIN SELECT raise(ABORT, 'not_redacted'); END;
CREATE TRIGGER payload_no_return BEFORE INSERT ON payload
WHEN EXISTS (SELECT 1 FROM redaction r WHERE r.target_id = new.entry_id)
BEGIN SELECT raise(ABORT, 'redacted'); END;
