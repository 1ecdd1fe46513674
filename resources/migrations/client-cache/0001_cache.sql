-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- What the person sees: the server's rows with the pending edits applied. May be lost at any time.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- Projects, sections, labels, people, conflicts: few, and held in memory by the window.
CREATE TABLE things (
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    container TEXT NOT NULL,       -- project of a section, entity of a conflict
    json TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX things_by_container ON things (container) WHERE container <> '';

-- The server's row of each entity that has pending edits; an empty text: the server has none.
CREATE TABLE base (
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE tasks (
    rid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL,
    section_id TEXT NOT NULL,      -- '': none
    parent_id TEXT NOT NULL,       -- '': none
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    priority INTEGER NOT NULL,
    start_on TEXT NOT NULL,        -- '': none
    due_key TEXT NOT NULL,         -- the due date, '~' for none: sorts after all dates
    completed_at INTEGER,
    done INTEGER NOT NULL,
    order_key TEXT NOT NULL,
    label_ids TEXT NOT NULL,       -- separated by spaces
    assignee_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL
);
-- A list by hand: project, section by section, open before done.
CREATE INDEX tasks_by_place ON tasks (project_id, section_id, done, order_key, id) WHERE parent_id = '';
CREATE INDEX tasks_by_parent ON tasks (parent_id, done, order_key, id) WHERE parent_id <> '';
CREATE INDEX tasks_by_due ON tasks (done, due_key, id);

CREATE TABLE task_labels (
    label_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    PRIMARY KEY (label_id, task_id)
) WITHOUT ROWID;

-- Folded title and note, apart from the rest so that a search reads little.
CREATE TABLE task_text (rid INTEGER PRIMARY KEY, folded TEXT NOT NULL);

-- How many tasks a project has, so that no list has to be counted.
CREATE TABLE counts (
    project_id TEXT NOT NULL,
    section_id TEXT NOT NULL,
    open INTEGER NOT NULL,         -- with sub-tasks
    open_top INTEGER NOT NULL,     -- without
    done_top INTEGER NOT NULL,
    PRIMARY KEY (project_id, section_id)
) WITHOUT ROWID;
