-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- The first schema. Ids are UUIDv7 text made in code, times are UTC milliseconds, every key of a table
-- that belongs to an organisation starts with org_id, so that no constraint can tell one organisation
-- about another.

CREATE TABLE server_meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
{{grant:server_meta}}

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled BIGINT NOT NULL DEFAULT 0,
    default_org_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
{{grant:users}}

-- Access tokens and refresh tokens are kept as SHA-256 digests only.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    org_id TEXT NOT NULL,
    device_name TEXT NOT NULL,
    access_digest TEXT NOT NULL UNIQUE,
    access_expires_at BIGINT NOT NULL,
    refresh_digest TEXT NOT NULL UNIQUE,
    refresh_expires_at BIGINT NOT NULL,
    previous_refresh_digest TEXT,
    rotated_at BIGINT,
    absolute_expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_by_user ON sessions (user_id, ended_at);
CREATE INDEX sessions_by_previous ON sessions (previous_refresh_digest);
{{grant:sessions}}

CREATE TABLE organisations (
    org_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    epoch TEXT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
{{rls:organisations}}
{{grant:organisations}}

CREATE TABLE memberships (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role BIGINT NOT NULL,
    inbox_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id)
) {{clustered}};
{{rls:memberships}}
{{grant:memberships}}

CREATE TABLE projects (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    kind BIGINT NOT NULL,
    visibility BIGINT NOT NULL,
    parent_id TEXT,
    order_key TEXT NOT NULL,
    archived BIGINT NOT NULL DEFAULT 0,
    owner_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    field_versions TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, parent_id) REFERENCES projects (org_id, id)
) {{clustered}};
CREATE INDEX projects_by_order ON projects (org_id, order_key, id);
CREATE INDEX projects_by_version ON projects (org_id, version, id);
{{rls:projects}}
{{grant:projects}}

CREATE TABLE sections (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    name TEXT NOT NULL,
    order_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    field_versions TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id)
) {{clustered}};
CREATE INDEX sections_by_order ON sections (org_id, project_id, order_key, id);
CREATE INDEX sections_by_version ON sections (org_id, version, id);
{{rls:sections}}
{{grant:sections}}

CREATE TABLE labels (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    colour TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    field_versions TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (org_id, id)
) {{clustered}};
CREATE INDEX labels_by_name ON labels (org_id, name_folded, id);
CREATE INDEX labels_by_version ON labels (org_id, version, id);
{{rls:labels}}
{{grant:labels}}

CREATE TABLE tasks (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    section_id TEXT,
    parent_id TEXT,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    note TEXT NOT NULL,
    note_folded TEXT NOT NULL,
    priority BIGINT NOT NULL,
    urgency BIGINT NOT NULL,
    start_on TEXT,
    due_on TEXT,
    due_sort TEXT NOT NULL,
    completed_at BIGINT,
    done BIGINT NOT NULL DEFAULT 0,
    order_key TEXT NOT NULL,
    label_ids TEXT NOT NULL,
    assignee_id TEXT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    field_versions TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, project_id) REFERENCES projects (org_id, id)
) {{clustered}};
CREATE INDEX tasks_by_version ON tasks (org_id, version, id);
CREATE INDEX tasks_by_project ON tasks (org_id, project_id, order_key, id);
CREATE INDEX tasks_by_project_due ON tasks (org_id, project_id, done, due_sort, id);
CREATE INDEX tasks_by_due ON tasks (org_id, done, due_sort, id);
CREATE INDEX tasks_by_parent ON tasks (org_id, parent_id, order_key, id) WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_by_section ON tasks (org_id, section_id) WHERE section_id IS NOT NULL;
CREATE INDEX tasks_by_assignee ON tasks (org_id, assignee_id, done) WHERE assignee_id IS NOT NULL;
{{rls:tasks}}
{{grant:tasks}}

CREATE TABLE task_labels (
    org_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    label_id TEXT NOT NULL,
    PRIMARY KEY (org_id, label_id, task_id),
    FOREIGN KEY (org_id, task_id) REFERENCES tasks (org_id, id),
    FOREIGN KEY (org_id, label_id) REFERENCES labels (org_id, id)
) {{clustered}};
CREATE INDEX task_labels_by_task ON task_labels (org_id, task_id);
{{rls:task_labels}}
{{grant:task_labels}}

-- What was deleted, or is no longer visible to others. project_id: who could see that project learns of
-- it; null: everybody in the organisation. except_user_id still sees the object and is not told.
CREATE TABLE tombstones (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    version BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    entity_id TEXT NOT NULL,
    project_id TEXT,
    except_user_id TEXT,
    deleted BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, version, entity_id)
) {{clustered}};
CREATE INDEX tombstones_by_entity ON tombstones (org_id, entity_id);
{{rls:tombstones}}
{{grant:tombstones}}

CREATE TABLE conflicts (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    id TEXT NOT NULL,
    entity_kind BIGINT NOT NULL,
    entity_id TEXT NOT NULL,
    project_id TEXT,
    field TEXT NOT NULL,
    kept_value TEXT NOT NULL,
    other_value TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    other_by TEXT NOT NULL,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, id)
) {{clustered}};
CREATE INDEX conflicts_by_version ON conflicts (org_id, version, id);
CREATE INDEX conflicts_by_entity ON conflicts (org_id, entity_id);
{{rls:conflicts}}
{{grant:conflicts}}

-- Operations of sync, each applied once, ever: the answer is kept for the client that asks again.
CREATE TABLE applied_operations (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    user_id TEXT NOT NULL,
    operation_id TEXT NOT NULL,
    result TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id, operation_id)
) {{clustered}};
{{rls:applied_operations}}
{{grant:applied_operations}}

CREATE TABLE idempotency_keys (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    user_id TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    entity_tag TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id, route, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (org_id, at);
{{rls:idempotency_keys}}
{{grant:idempotency_keys}}

CREATE TABLE audit_log (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (org_id, seq)
) {{clustered}};
{{rls:audit_log}}
{{grant:audit_log:select,insert}}
