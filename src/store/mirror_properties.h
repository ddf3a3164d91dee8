// The properties that the mirror reads of each object type, as the account defined them when they were last
// looked at, and whether every record was read with them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/database.h"

namespace every::store {

struct MirrorProperty {
  std::string name, label, type;
  std::map<std::string, std::string> options;  // internal value -> label; deleted options keep theirs
  bool frozen = false;  // not read any more: HubSpot no longer has it, or has something else under its name
  bool begun = false;   // the listing that is under way reads it
  bool read = false;    // a listing has read it of every record
};

class MirrorProperties {
 public:
  MirrorProperties(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  std::map<std::string, MirrorProperty> all(const std::string& object_type);  // by name
  void put(const std::string& object_type, const MirrorProperty& property);
  // A listing of the whole type came to its end: what it had begun with is read.
  void listed(const std::string& object_type);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
