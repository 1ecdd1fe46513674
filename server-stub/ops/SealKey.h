// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Taskward authors
#pragma once

#include "core/base/Random.h"
#include "core/crypto/KeyRing.h"
#include "core/db/Database.h"
#include "server-stub/ops/DataDir.h"

namespace taskward::ops {

/// The key under which the seeds of second factors are sealed. It lies in the data directory
/// (DataDir::sealKeyFile, 0600) and never in the store: whoever has a copy of the store has no seeds.
/// Several processes on one store share the file. The store keeps a check value of it.

/// Makes the key with the store; later calls only look. Errors: Conflict with a sentence for the
/// administrator when the key that belongs to this store is missing or another.
Status ensureSealKey(const DataDir& dir, db::Database& database, Random& random);

/// For serving. Without the file it is empty, which is refused (Conflict) as soon as anything is sealed.
Result<crypto::KeyRing> openSealKeys(const DataDir& dir, db::Database& database);

} // namespace taskward::ops
