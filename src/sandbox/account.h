// What an account has besides records: its settings, pipelines and owners.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace every::sandbox {

struct Stage {
  std::string id, label;
  int order = 0;
  bool closed = false;
  std::string probability;  // text on the wire: "0.2"
  std::int64_t created_ms = 0, updated_ms = 0;

  bool won() const { return closed && (probability == "1.0" || probability == "1"); }
};

struct Pipeline {
  std::string id, label;
  int order = 0;
  std::vector<Stage> stages;  // by order
  std::int64_t created_ms = 0, updated_ms = 0;

  const Stage* stage(std::string_view stage_id) const;
};

// Who changed a pipeline or stage, and what it was.
struct Audit {
  std::string pipeline, stage;  // stage empty: the pipeline itself
  std::string action;           // CREATE, UPDATE, DELETE
  std::int64_t at_ms = 0;
  std::string label;
};

struct ExchangeRate {
  std::uint64_t id = 0;
  std::string from, to;
  std::string rate;  // six decimals
  std::int64_t effective_ms = 0;
};

struct TaxRate {
  std::string id, name, label, percent;
  bool active = true;
};

struct Owner {
  std::uint64_t id = 0;
  std::string email, first_name, last_name;
  std::uint64_t user_id = 0;
  bool archived = false;
  std::int64_t created_ms = 0, updated_ms = 0;
  std::string team;             // empty: in none
  std::string type = "PERSON";  // or QUEUE, which is no user and has no e-mail address
};

struct Account {
  std::string name, domain, user_email;
  std::string time_zone = "Europe/Berlin";
  std::string company_currency = "EUR";
  std::vector<std::string> additional_currencies;
  std::set<std::string> unavailable_scopes;  // of products that this account has not bought
  std::vector<Pipeline> pipelines;
  std::vector<Owner> owners;  // by id
  std::vector<Audit> audits;  // oldest first
  std::vector<ExchangeRate> exchange_rates;
  std::vector<TaxRate> tax_rates;

  const Pipeline* pipeline(std::string_view pipeline_id) const;
  // Looks in the pipeline first, then anywhere: old deals name a stage of another pipeline.
  const Stage* stage(std::string_view pipeline_id, std::string_view stage_id) const;
  Pipeline* edit_pipeline(std::string_view pipeline_id);
};

Account main_account();
Account second_account();

}  // namespace every::sandbox
