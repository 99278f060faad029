-- Signed checkpoints, what is known of the trees of other phones, and how the records of other phones came here.

-- The position that a record of another phone speaks of, where that entry was not shown; -1 = `of_entry` says it.
ALTER TABLE entry ADD COLUMN of_seq INTEGER NOT NULL DEFAULT -1;

-- The keys that sign a log's checkpoints. A second one means that the first was lost.
CREATE TABLE log_key (
    log_id     INTEGER NOT NULL REFERENCES log (id),
    public_key BLOB    NOT NULL CHECK (length(public_key) = 32),
    since_ms   INTEGER NOT NULL,
    PRIMARY KEY (log_id, public_key)
) STRICT, WITHOUT ROWID;

-- Own checkpoints and those of other phones. One without a note was proven by a later one to have existed.
CREATE TABLE checkpoint (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    log_id     INTEGER NOT NULL REFERENCES log (id),
    size       INTEGER NOT NULL CHECK (size >= 0),
    root       BLOB    NOT NULL CHECK (length(root) = 32),
    note       TEXT    NOT NULL,
    public_key BLOB    NOT NULL,
    made_ms    INTEGER NOT NULL,
    why        TEXT    NOT NULL -- export, share, daily, demand, import, proven
) STRICT;
CREATE INDEX checkpoint_of_log ON checkpoint (log_id, size);

-- Hashes of complete subtrees. Of an own log: every sixth level, filled when a checkpoint is made, so that a proof reads
-- a few hundred rows of a million. Of another phone's: what its bundles told in place of the entries not shown.
CREATE TABLE node (
    log_id   INTEGER NOT NULL REFERENCES log (id),
    level    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (log_id, level, position)
) STRICT, WITHOUT ROWID;

-- Another log's checkpoint that was seen; the note itself stands in the payload.
CREATE TABLE anchor (
    entry_id      INTEGER PRIMARY KEY REFERENCES entry (id),
    checkpoint_id INTEGER NOT NULL REFERENCES checkpoint (id)
) STRICT;

-- Something that happened to the log itself; details stand in the payload.
CREATE TABLE incident (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    what     TEXT    NOT NULL
) STRICT;

-- A record of another phone of which some fields were not told: salts of the others, commitments of the hidden ones.
CREATE TABLE partial (
    entry_id INTEGER PRIMARY KEY REFERENCES entry (id),
    proof    TEXT    NOT NULL
) STRICT;

-- The newest checkpoint under which a record of another phone was shown.
CREATE TABLE shown_by (
    entry_id      INTEGER PRIMARY KEY REFERENCES entry (id),
    checkpoint_id INTEGER NOT NULL REFERENCES checkpoint (id)
) STRICT;
CREATE INDEX shown_by_checkpoint ON shown_by (checkpoint_id);

-- The matter that others are invited to. There is one in a database.
CREATE TABLE matter (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    uid        BLOB    NOT NULL CHECK (length(uid) = 16),
    created_ms INTEGER NOT NULL
) STRICT;

-- A matter of somebody else that this phone joined.
CREATE TABLE membership (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    matter     BLOB    NOT NULL UNIQUE CHECK (length(matter) = 16),
    owner      TEXT    NOT NULL,
    recipient  TEXT    NOT NULL, -- the owner's age public key
    invitation TEXT    NOT NULL,
    log_id     INTEGER NOT NULL REFERENCES log (id),
    joined_ms  INTEGER NOT NULL
) STRICT;

-- What was shared with whom, so that the next bundle can prove that it continues this one.
CREATE TABLE share (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    membership_id INTEGER NOT NULL REFERENCES membership (id),
    checkpoint_id INTEGER NOT NULL REFERENCES checkpoint (id),
    events        INTEGER NOT NULL,
    made_ms       INTEGER NOT NULL
) STRICT;

-- A phone's request to have its records removed here, as it was signed.
CREATE TABLE withdrawal (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    log_id      INTEGER NOT NULL REFERENCES log (id),
    note        TEXT    NOT NULL,
    received_ms INTEGER NOT NULL
) STRICT;

CREATE TRIGGER log_key_no_update BEFORE UPDATE ON log_key BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER log_key_no_delete BEFORE DELETE ON log_key BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER node_no_update BEFORE UPDATE ON node BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER node_no_delete BEFORE DELETE ON node BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER anchor_no_update BEFORE UPDATE ON anchor BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER anchor_no_delete BEFORE DELETE ON anchor BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER incident_no_update BEFORE UPDATE ON incident BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER incident_no_delete BEFORE DELETE ON incident BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER partial_no_update BEFORE UPDATE ON partial BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER partial_only_redacted_goes BEFORE DELETE ON partial
WHEN NOT EXISTS (SELECT 1 FROM redaction r WHERE r.target_id = old.entry_id)
BEGIN SELECT raise(ABORT, 'not_redacted'); END;
CREATE TRIGGER matter_no_update BEFORE UPDATE ON matter BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER matter_no_delete BEFORE DELETE ON matter BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER membership_no_update BEFORE UPDATE ON membership BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER membership_no_delete BEFORE DELETE ON membership BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER share_no_update BEFORE UPDATE ON share BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER share_no_delete BEFORE DELETE ON share BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT raise(ABORT, 'append_only'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT raise(ABORT, 'append_only'); END;
