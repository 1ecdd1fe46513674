-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- How an account is protected: passwords and their resets, second factors, challenges, what happened to
-- the account, who has to wait, and what the organisation asks for. Like `users` and `sessions`, all but
-- the last belong to no organisation: they are read before it is known which one somebody signs in to.

ALTER TABLE users ADD COLUMN password_set_at BIGINT NOT NULL DEFAULT 0;
UPDATE users SET password_set_at = created_at;

CREATE TABLE security_events (
    user_id TEXT NOT NULL REFERENCES users (id),
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    cause TEXT NOT NULL,
    device_name TEXT NOT NULL,
    address TEXT NOT NULL,
    actor TEXT NOT NULL,
    critical BIGINT NOT NULL,
    new_device BIGINT NOT NULL,
    PRIMARY KEY (user_id, id)
) {{clustered}};
{{grant:security_events}}

-- Seeds are sealed under a key that is not in this database. `last_step` is the newest step whose code
-- was accepted: it only ever rises, so that no node accepts a code twice. `misses` counts wrong codes in
-- a row, `window_misses` those since `window_at`.
CREATE TABLE totp_factors (
    user_id TEXT PRIMARY KEY REFERENCES users (id),
    seed {{blob}},
    since BIGINT,
    last_step BIGINT NOT NULL DEFAULT 0,
    pending_seed {{blob}},
    pending_at BIGINT,
    recovery_salt TEXT NOT NULL DEFAULT '',
    recovery_saved_at BIGINT,
    misses BIGINT NOT NULL DEFAULT 0,
    window_at BIGINT NOT NULL DEFAULT 0,
    window_misses BIGINT NOT NULL DEFAULT 0,
    locked_at BIGINT,
    locked_until BIGINT
);
{{grant:totp_factors}}

CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id),
    digest TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, digest)
) {{clustered}};
{{grant:recovery_codes}}

-- One row for each password that was right where a code is still owed. `password_set_at` is the one of
-- the password that was given: another one since then ends the challenge.
CREATE TABLE sign_in_challenges (
    digest TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    org_id TEXT NOT NULL,
    device_key TEXT NOT NULL,
    device_name TEXT NOT NULL,
    platform TEXT NOT NULL,
    password_set_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_challenges_by_user ON sign_in_challenges (user_id);
CREATE INDEX sign_in_challenges_by_expiry ON sign_in_challenges (expires_at);
{{grant:sign_in_challenges}}

-- `id` is a digest of account and source; `account` of the folded name that was typed, whether or not
-- somebody has it; `user_id` where somebody does. `source` is what an administrator is shown.
CREATE TABLE throttle_counters (
    id TEXT PRIMARY KEY,
    kind BIGINT NOT NULL,
    account TEXT NOT NULL,
    user_id TEXT,
    source TEXT NOT NULL,
    misses BIGINT NOT NULL,
    since BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL
);
CREATE INDEX throttle_counters_by_user ON throttle_counters (user_id);
CREATE INDEX throttle_counters_by_age ON throttle_counters (last_at);
{{grant:throttle_counters}}

-- One-time texts for a new password, as SHA-256 digests only.
CREATE TABLE password_resets (
    digest TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX password_resets_by_user ON password_resets (user_id);
{{grant:password_resets}}

-- `factor_roles`: a bit for each role. An organisation without a row has the default.
CREATE TABLE security_policies (
    org_id TEXT PRIMARY KEY REFERENCES organisations (org_id),
    factor_roles BIGINT NOT NULL,
    grace_days BIGINT NOT NULL,
    version BIGINT NOT NULL
);
{{rls:security_policies}}
{{grant:security_policies}}

-- When somebody first signed in although the policy asks for a factor that they have not.
CREATE TABLE factor_grace (
    org_id TEXT NOT NULL REFERENCES organisations (org_id),
    user_id TEXT NOT NULL REFERENCES users (id),
    since BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id)
) {{clustered}};
{{rls:factor_grace}}
{{grant:factor_grace}}
