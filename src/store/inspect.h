// A look at a database from outside, without changing anything: also beside a server that has it open.
#pragma once

#include <cstdint>
#include <string>

namespace every::store {

struct DatabaseLook {
  std::string path;
  bool exists = false, served = false;  // served: a process of Every has it open
  std::int64_t schema = 0, newest = 0;  // steps that it has, and that this version knows
  std::int64_t bytes = 0;
  std::string problem;  // why it cannot be read, or what is damaged; empty: nothing
};

// `url` as in Database::Options. `whole` reads every page and compares each index with its table, which takes
// a minute for some five million records.
DatabaseLook inspect_database(const std::string& url, bool whole);

}  // namespace every::store
