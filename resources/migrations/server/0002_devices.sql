-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- Sessions belong to a device and to its key; keys for scripts.

-- A device of a person is the key that its proofs are signed with. Rows are never removed: a device
-- whose data is to be erased must be told whenever it comes back.
CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    key_thumbprint TEXT NOT NULL,
    name TEXT NOT NULL,
    platform TEXT NOT NULL,
    first_used_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    frozen BIGINT NOT NULL DEFAULT 0,
    wipe_requested_at BIGINT,
    wipe_requested_by TEXT,
    wipe_session_id TEXT,
    wipe_reported_at BIGINT,
    wipe_unsent_edits BIGINT NOT NULL DEFAULT 0,
    wipe_complete BIGINT NOT NULL DEFAULT 0,
    UNIQUE (user_id, key_thumbprint)
);
CREATE INDEX devices_to_wipe ON devices (key_thumbprint) WHERE wipe_requested_at IS NOT NULL;
{{grant:devices}}

ALTER TABLE sessions ADD COLUMN device_id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN key_thumbprint TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN authenticated_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN restriction BIGINT;
ALTER TABLE sessions ADD COLUMN last_address TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_by_device ON sessions (device_id);
-- What was signed in without a key cannot prove one: everybody signs in once more.
UPDATE sessions SET ended_at = last_used_at WHERE ended_at IS NULL;

-- The next sign-in may do nothing but set a new password.
ALTER TABLE users ADD COLUMN renew_password BIGINT NOT NULL DEFAULT 0;

-- lookup_id is the part of the key that is no secret; digest is SHA-256 of the part that is.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    lookup_id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id),
    org_id TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    addresses TEXT NOT NULL,
    per_minute BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_address TEXT NOT NULL DEFAULT '',
    frozen BIGINT NOT NULL DEFAULT 0,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_user ON api_keys (user_id, revoked_at);
{{grant:api_keys}}
