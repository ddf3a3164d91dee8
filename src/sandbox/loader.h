// Reads recorded portals into a portal, so that what was once on the wire is served again, value for value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/error.h"
#include "sandbox/portal.h"

namespace every::sandbox {

struct Loaded {
  std::map<std::string, std::uint64_t>
      used;  // by stream: contacts, deals_archived, owners, deal_pipelines, ...
  std::map<std::string, std::uint64_t> unused;  // what the sandbox does not serve
  std::uint64_t refused = 0;                    // records without a usable id
};

inline constexpr std::uintmax_t kLoadBytesMax = 2'000'000'000;
inline constexpr std::size_t kLoadLineMax = 8'000'000;

// Understands three kinds of recording:
//  - JSON lines {"stream":"contacts","record":{...}} (an extractor's output; typed values become text as
//  written),
//  - JSON lines of HTTP exchanges
//  {"method":"GET","path":"/crm/v3/objects/companies","status":200,"response_body":...},
//  - one JSON document, a record or an array of records whose file name is their kind ("companies.json").
// The portal must still be building; records are in order afterwards. Error: validation, with file and line.
Result<Loaded> load(Portal& portal, const std::filesystem::path& file);

// JSON with every number as a text of the same characters, so that 0.0 and 55-digit decimals survive.
std::string numbers_as_text(std::string_view json);

}  // namespace every::sandbox
