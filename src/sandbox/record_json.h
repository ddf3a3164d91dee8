// A record as HubSpot writes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sandbox/portal.h"

namespace every::sandbox {

// The properties that an answer shows: what was asked for and exists, what comes unasked, in alphabetical
// order. Made once for each answer, so that a record costs little.
class Projection {
 public:
  static constexpr std::size_t kNamesMax = 2000;
  // `with_history`: properties of which former values are shown as well.
  Projection(const Portal& portal, Kind kind, const std::vector<std::string>& wanted, std::string_view ui_url,
             const std::vector<std::string>& with_history = {});
  // {"id":…,"properties":{…},…}. `inlined`: kinds whose associations are shown inside.
  void write(std::string& out, const Record& record, const std::vector<Kind>& inlined = {}) const;

 private:
  enum class Derived { none, id, created, modified };  // what lies in the record itself
  struct Slot {
    std::string name, key;  // key: quoted, with the colon
    std::optional<NameId> id;
    Derived derived = Derived::none;
  };
  void write_history(std::string& out, const Record& record) const;
  void write_associations(std::string& out, const Record& record, const std::vector<Kind>& kinds) const;

  const Portal& portal_;
  Kind kind_;
  std::string url_;  // up to the id
  std::vector<Slot> slots_;
  std::vector<std::uint16_t> slot_of_;  // by NameId, kNone: not shown
  std::vector<std::string> history_;
};

std::string record_url(std::string_view ui_url, const Portal& portal, Kind kind, RecordId id);
// "a,b" and repeats of the parameter.
std::vector<std::string> comma_list(const std::vector<std::string_view>& values);
std::optional<RecordId> parse_id(std::string_view text);
// The cursors of associations say nothing and hold percent signs already ("NTI1Cg%3D%3D"): whoever encodes
// them twice, or not at all, gets a 400.
std::string cursor(RecordId next);
std::optional<RecordId> from_cursor(std::string_view text);

}  // namespace every::sandbox
