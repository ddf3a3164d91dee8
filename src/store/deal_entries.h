// Where deals moved, and deals that entered the stage of a rule and have no draft yet: noted in the
// transaction that moves the deal, worked off afterwards (app/draft_entered.h), so that a kill in between
// loses nothing.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/deal_rule.h"
#include "store/database.h"

namespace every::store {

struct DealMove {
  std::string deal_id;
  domain::StagePlace from, to;  // from: empty ids when the deal arrived there
  bool in_hubspot = true;       // or a person moved it here
  Instant at{};
};

class DealMoves {
 public:
  DealMoves(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void add(const DealMove& move);
  // Where the deal stood when HubSpot last moved it, or, if it never did, when a person first did; nothing:
  // it never moved.
  std::optional<domain::StagePlace> last_told(const std::string& deal_id);
  std::vector<DealMove> since(Instant at);  // of deals that are here, the oldest first
  // Since when moves are known: when the first deal came. Nothing: there is none.
  std::optional<Instant> known_since();

 private:
  Tx& tx_;
  Tenant tenant_;
};

struct DealEntry {
  std::string deal_id, rule_id;
  domain::StagePlace place;
  Instant entered_at{};
  bool due = true;           // it is to be looked at, for the first time or again
  std::string code, detail;  // why there was no draft when it was looked at; "" before
};

class DealEntries {
 public:
  DealEntries(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void put(const DealEntry& entry);  // instead of the one that the deal has, if it has one
  std::optional<DealEntry> find(const std::string& deal_id);
  void remove(const std::string& deal_id);
  void look_again(const std::string& rule_id);  // its rule changed or went
  // Those of a rule that were looked at and could not be drafted, the longest first.
  Window<DealEntry> waiting_for(const std::string& rule_id, std::int64_t limit);

 private:
  Tx& tx_;
  Tenant tenant_;
};

struct DueEntry {
  std::string workspace_id, deal_id;
};
// Of all workspaces.
std::vector<DueEntry> due_entries(Tx& tx, std::int64_t limit);

// What stands in some stages now.
struct Standing {
  std::int64_t deals = 0, without_invoice = 0;
  std::vector<Money> totals;  // of those without
};
Standing standing_in(Tx& tx, const Tenant& tenant, const std::set<domain::StagePlace>& places);

}  // namespace every::store
