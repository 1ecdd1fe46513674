-- SPDX-License-Identifier: GPL-3.0-or-later
-- SPDX-FileCopyrightText: The Taskward authors
-- What has changed since the copy that is sealed to the recovery key was last brought up to date. By
-- triggers, so that no way of changing an edit can be forgotten.
CREATE TABLE unsealed (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER operations_added AFTER INSERT ON operations BEGIN
    INSERT OR IGNORE INTO unsealed (id) VALUES (NEW.id);
END;
CREATE TRIGGER operations_changed AFTER UPDATE OF json ON operations BEGIN
    INSERT OR IGNORE INTO unsealed (id) VALUES (NEW.id);
END;
CREATE TRIGGER operations_removed AFTER DELETE ON operations BEGIN
    INSERT OR IGNORE INTO unsealed (id) VALUES (OLD.id);
END;
