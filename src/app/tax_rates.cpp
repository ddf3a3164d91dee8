#include "app/tax_rates.h"

#include "app/document_lines.h"
#include "base/sentence.h"
#include "store/tax_rates.h"

namespace every::app {
namespace {

Error no_rate() {
  return Error(Code::not_found, "There is no such tax rate.", "Load the list again.");
}

Error name_taken() {
  Error error(Code::validation, "A tax rate has this name already.",
              "Choose another name, or change that one.");
  error.fields.push_back({"/name", "taken", error.detail});
  return error;
}

Status read_rate(Fields& in, domain::TaxRate& rate, bool whole) {
  if (whole || in.has("name"))
    rate.words.name = in.text("name", {.required = true, .max = domain::kTaxNameMax}).value_or("");
  if (whole && !in.has("ratePercent")) in.complain("ratePercent", "required", "Say how much the tax is.");
  if (in.has("ratePercent")) {
    if (in.is_null("ratePercent"))
      in.complain("ratePercent", "required", "Say how much the tax is.");
    else
      rate.percent = read_percent(in, "ratePercent").value_or(rate.percent);
  }
  read_treatment(in, "treatment", rate.words.treatment);
  if (in.has("reason")) rate.words.reason = in.text("reason", {.max = domain::kTaxReasonMax}).value_or("");
  const auto by_default = in.boolean("default");
  if (!whole) rate.archived = in.boolean("archived").value_or(rate.archived);
  rate.is_default = by_default.value_or(rate.is_default && !rate.archived);
  if (rate.is_default && rate.archived)
    in.complain("default", "range", "A tax rate that is archived cannot be the default.");
  for (const FieldError& one : domain::tax_problems(rate.percent, rate.words))
    in.complain(one.pointer.substr(1), one.code, one.detail);
  return in.finish();
}

void note(const App& app, store::Tx& tx, const Actor& actor, const domain::TaxRate& rate,
          std::string_view kind, std::string text) {
  record(app, tx, actor, "tax_rate", rate.id, "", kind, std::move(text));
}

// What a change is called in the audit log.
std::string change_words(const domain::TaxRate& was, const domain::TaxRate& now) {
  if (now.archived && !was.archived) return sentence("The tax rate {} was archived.", now.words.name);
  if (!now.archived && was.archived) return sentence("The tax rate {} is in use again.", now.words.name);
  if (now.words.name != was.words.name)
    return sentence("The tax rate {} was renamed to {}: {} %.", was.words.name, now.words.name, now.percent);
  if (now.percent == was.percent && now.is_default && !was.is_default)
    return sentence("The tax rate {} is what new lines begin with.", now.words.name);
  return sentence("The tax rate {} was changed: {} %.", now.words.name, now.percent);
}

}  // namespace

Result<std::vector<domain::TaxRate>> tax_rates(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<domain::TaxRate>> {
    return store::TaxRates(tx, actor.tenant).all();
  });
}

Result<domain::TaxRate> tax_rate(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<domain::TaxRate> {
    auto rate = store::TaxRates(tx, actor.tenant).find(id);
    if (!rate) return no_rate();
    return std::move(*rate);
  });
}

Result<domain::TaxRate> create_tax_rate(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto made = app.db.write([&](store::Tx& tx) -> Result<domain::TaxRate> {
    EVERY_CHECK(use_key(app, tx, actor));
    store::TaxRates rates(tx, actor.tenant);
    const std::size_t known = rates.all().size();
    if (known >= kTaxRatesMax)
      return Error(Code::validation, "There are too many tax rates.", "Change one that nobody needs.");
    domain::TaxRate rate;
    rate.is_default = known == 0;
    Fields in(body);
    EVERY_CHECK(read_rate(in, rate, true));
    rate.id = app.id();
    rate.created_at = rate.updated_at = app.now();
    if (!rates.insert(rate)) return name_taken();
    note(app, tx, actor, rate, "tax_rate.created",
         sentence("The tax rate {} was added: {} %.", rate.words.name, rate.percent));
    return *rates.find(rate.id);
  });
  if (made.ok()) tell_changed(app, actor, "tax_rate", made->id);
  return made;
}

Result<domain::TaxRate> change_tax_rate(const App& app, const Actor& actor, const std::string& id,
                                        const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  auto changed = app.db.write([&](store::Tx& tx) -> Result<domain::TaxRate> {
    store::TaxRates rates(tx, actor.tenant);
    const auto was = rates.find(id);
    if (!was) return no_rate();
    domain::TaxRate rate = *was;
    Fields in(body);
    EVERY_CHECK(read_rate(in, rate, false));
    if (expected_version != 0 && was->version != expected_version)
      return Error(Code::stale, "This tax rate was changed meanwhile.",
                   "Load it again and review the differences.");
    rate.updated_at = app.now();
    if (!rates.update(rate, was->version)) return name_taken();
    note(app, tx, actor, rate, "tax_rate.updated", change_words(*was, rate));
    return *rates.find(id);
  });
  if (changed.ok()) tell_changed(app, actor, "tax_rate", id);
  return changed;
}

}  // namespace every::app
