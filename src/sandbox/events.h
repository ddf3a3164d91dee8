// What happened in a portal, as webhooks tell it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sandbox/record.h"

namespace every::sandbox {

enum class Verb {
  creation,
  deletion,
  privacy_deletion,  // contacts only; a deletion comes with it
  property_change,
  merge,
  restore,
  association_change,
};

struct Event {
  std::int64_t portal_id = 0;
  Verb verb = Verb::creation;
  Kind kind = Kind::contact;
  RecordId object = 0;  // not of an association change
  std::int64_t occurred_ms = 0;
  std::string property, value;  // property change
  // Merge: the ids that went in, primary first, and the record that came out (`object`).
  std::vector<RecordId> merged;
  // Association change, as one side sees it: `kind` and `object` are the near end.
  Kind to_kind = Kind::contact;
  RecordId to = 0;
  int association_type = 0;
  bool removed = false, primary = false;
};

// Told of each change in the order in which HubSpot has been seen to send it: the properties of a new record
// before its creation, all with one time. Called while the portal is locked: it must not call back.
using EventSink = std::function<void(std::vector<Event>)>;

}  // namespace every::sandbox
