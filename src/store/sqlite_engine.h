// The SQLite engine. One writer connection, which alone checkpoints, behind a fair lock; read-only readers
// from a pool; a lock file against a second process: SQLite before 3.51.3 can corrupt a WAL that two writers
// reset at once.
#pragma once

#include <memory>
#include <string>

#include "base/log.h"
#include "store/database.h"

namespace every::store {

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, int readers, Log& log);

}  // namespace every::store
