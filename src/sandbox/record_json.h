// A record as HubSpot writes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sandbox/portal.h"

namespace every::sandbox {

// The properties that an answer shows: what was asked for and exists, what comes unasked, in alphabetical
// order.
class Projection {
 public:
  static constexpr std::size_t kNamesMax = 2000;
  Projection(const Portal& portal, Kind kind, const std::vector<std::string>& wanted);
  // {"id":…,"properties":{…},…}. `inlined`: kinds whose associations are shown inside.
  void write(std::string& out, const Record& record, std::string_view ui_url,
             const std::vector<Kind>& inlined = {}) const;

 private:
  struct Slot {
    std::string name, key;  // key: quoted, with the colon
    std::optional<NameId> id;
  };
  void write_associations(std::string& out, const Record& record, const std::vector<Kind>& kinds) const;

  const Portal& portal_;
  Kind kind_;
  std::vector<Slot> slots_;
  std::vector<std::uint16_t> slot_of_;  // by NameId, kNone: not shown
};

std::string record_url(std::string_view ui_url, const Portal& portal, Kind kind, RecordId id);
// "a,b" and repeats of the parameter.
std::vector<std::string> comma_list(const std::vector<std::string_view>& values);
std::optional<RecordId> parse_id(std::string_view text);

}  // namespace every::sandbox
