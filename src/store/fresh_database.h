// For tests and histories: an empty database with today's schema. Every migration takes longer than most
// tests do, so they are run once; the file that they leave is kept beside the build, under the name of its
// steps, and copied.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "crypto/crypto.h"
#include "store/database.h"
#include "store/migrations.h"

namespace every::store {

// The file that is copied; made by the first who asks. Two who ask at once make the same one.
inline std::filesystem::path template_database() {
  std::string steps;
  for (const auto step : migrations()) steps.append(step).push_back('\0');
  const std::filesystem::path kept =
      std::filesystem::path(EVERY_BUILD_DIR) / ("schema-" + crypto::sha256_hex(steps).substr(0, 16) + ".db");
  if (std::filesystem::exists(kept)) return kept;
  const std::string made = kept.string() + "." + std::to_string(::getpid());
  {
    Log log{Log::Level::off};
    const auto opened = Database::open({.url = "sqlite:" + made, .readers = 1}, log);
    if (!opened.ok()) throw std::runtime_error(opened.error().detail);
  }
  if (std::filesystem::exists(made + "-wal")) throw std::runtime_error(made + " was not closed");
  std::filesystem::rename(made, kept);
  std::filesystem::remove(made + ".lock");
  return kept;
}

// Throws with the reason when there is none: without a database there is no test.
inline std::unique_ptr<Database> fresh_database(const std::filesystem::path& path, Log& log,
                                                int readers = 4) {
  std::filesystem::copy_file(template_database(), path);
  auto opened = Database::open({.url = "sqlite:" + path.string(), .readers = readers}, log);
  if (!opened.ok()) throw std::runtime_error(opened.error().detail);
  return *std::move(opened);
}

}  // namespace every::store
