-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- Edits that the server has not confirmed, in the order of their making.
CREATE TABLE operations (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    entity_id TEXT NOT NULL,
    state INTEGER NOT NULL,        -- 0 waiting, 1 sent (may have arrived), 2 refused by the server
    json TEXT NOT NULL,            -- contract::Operation
    code TEXT NOT NULL DEFAULT '', -- of the refusal
    pointer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX operations_by_entity ON operations (entity_id);
CREATE INDEX operations_by_state ON operations (state, seq);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
