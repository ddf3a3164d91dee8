// The parts of why.h.
#pragma once

#include <optional>
#include <string>

#include "store/connection.h"
#include "store/mirror.h"
#include "store/runs.h"
#include "sync/record_values.h"
#include "sync/why.h"

namespace every::sync {

Date day_of(Instant at);  // "2026-11-23"

// One answer in the making: steps are added until one of them ends it.
class Trail {
 public:
  Why why;
  void good(std::string text) { why.trail.push_back({true, std::move(text)}); }
  void bad(std::string text) { why.trail.push_back({false, std::move(text)}); }
  Why end(const char* code, std::string text, bool ok = false) {
    why.code = code;
    why.text = text;
    why.trail.push_back({ok, std::move(text)});
    return std::move(why);
  }
};

// The trail of a record that the mirror has.
class RecordTrail {
 public:
  RecordTrail(store::Tx& tx, const store::Tenant& tenant);
  const store::Connection& connection() const { return connection_; }
  const std::optional<store::Run>& running() const { return running_; }
  // Nothing when the mirror does not know the id.
  std::optional<Why> by_id(ObjectType type, const std::string& id);

 private:
  std::optional<Why> gone(Trail& trail, const store::MirrorRecord& record);
  // It is here. `since`: of its last change from HubSpot.
  Why here(Trail& trail, const std::string& name, const domain::HubSpotLink& link);
  std::optional<Why> decided(Trail& trail, const store::MirrorRecord& record);
  std::optional<Why> matched(Trail& trail, const store::MirrorRecord& record);
  std::optional<Why> failed(Trail& trail, const store::MirrorRecord& record);
  Why arrives(Trail& trail);
  Why contact(Trail trail, const store::MirrorRecord& record);
  Why company(Trail trail, const store::MirrorRecord& record);
  Why deal(Trail trail, const store::MirrorRecord& record);
  Why line_item(Trail trail, const store::MirrorRecord& record);
  std::string client_name_of(const std::string& contact_id);

  store::Tx& tx_;
  store::Tenant tenant_;
  store::Connection connection_;
  store::SyncSettings settings_;
  std::optional<store::Run> running_;
  Reading reading_;
};

}  // namespace every::sync
