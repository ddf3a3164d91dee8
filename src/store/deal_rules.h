// Rules that make drafts of deals, and which drafts they made.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/deal_rule.h"
#include "store/database.h"

namespace every::store {

class DealRules {
 public:
  DealRules(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // False: there is a rule for that stage already.
  bool insert(const domain::DealRule& rule);
  // Pipeline, stage, on, since. False: another version is here, or another rule for that stage.
  bool update(const domain::DealRule& rule, std::int64_t expected_version);
  bool remove(const std::string& id);
  std::optional<domain::DealRule> find(const std::string& id);
  std::optional<domain::DealRule> at(const std::string& pipeline_id, const std::string& stage_id);
  std::vector<domain::DealRule> all();  // the oldest first
  std::vector<domain::DealRule> on();   // those that are on, in the order in which they count

 private:
  Tx& tx_;
  Tenant tenant_;
};

// A draft that a rule made. It is remembered after the rule is gone.
struct RuleDraft {
  std::string invoice_id, rule_id, deal_id;
  std::string pipeline, stage;  // where the deal was, as people called it
  Instant entered_at{}, made_at{};
};

class RuleDrafts {
 public:
  RuleDrafts(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const RuleDraft& draft);
  std::optional<RuleDraft> of_invoice(const std::string& invoice_id);
  std::map<std::string, std::int64_t> counts();  // by rule: all that it ever made
  // Those that were made after the one, until the other, and that nobody has issued or deleted.
  struct Made {
    std::int64_t count = 0;
    std::vector<Money> totals;
    std::optional<Instant> last;
    std::string only_id;  // of the invoice, when it is one
  };
  Made made(Instant after, Instant until);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
