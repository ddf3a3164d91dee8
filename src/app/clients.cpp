#include "app/clients.h"

#include <fmt/format.h>

#include "app/locks.h"
#include "base/country.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/matching.h"
#include "sync/review.h"

namespace every::app {
namespace {

constexpr std::size_t kTagsMax = 50;

// Reads what the body has into `client`, and says which of our fields would change.
std::vector<std::string> read_client(Fields& in, domain::Client& c, bool creating) {
  std::vector<std::string> changed;
  const auto text = [&](const char* name, std::string& field, std::size_t max, bool required = false) {
    if (!in.has(name) && !(creating && required)) return;
    if (!required && in.is_null(name)) {
      if (!field.empty()) changed.emplace_back(name);
      field.clear();
      return;
    }
    const auto value = in.text(name, {.required = required, .max = max});
    if (!value || *value == field) return;
    field = *value;
    changed.emplace_back(name);
  };
  if (in.has("kind")) {
    const auto kind = in.choice("kind", {"company", "person"}, true);
    if (kind && c.is_person != (*kind == "person")) {
      c.is_person = *kind == "person";
      changed.emplace_back("kind");
    }
  }
  text("name", c.name, 500, true);
  if (!c.name.empty() && in.has("name") && !is_visible(c.name))
    in.complain("name", "required", "A name that can be read is needed here.");
  text("legalName", c.legal_name, 500);
  text("email", c.email, 320);
  if (!c.email.empty() && in.has("email") && !domain::normal_email(c.email))
    in.complain("email", "format", "This is not an email address.");
  text("phone", c.phone, 100);
  text("website", c.website, 500);
  text("taxId", c.tax_id, 100);
  if (in.is_null("currency")) {
    c.currency.clear();
    changed.emplace_back("currency");
  } else if (const auto currency = in.currency("currency")) {
    c.currency = std::string(currency->code());
    changed.emplace_back("currency");
  }
  if (in.is_null("paymentTermsDays")) {
    c.payment_terms_days.reset();
    changed.emplace_back("paymentTermsDays");
  } else if (const auto days = in.integer("paymentTermsDays", 0, 365)) {
    c.payment_terms_days = static_cast<int>(*days);
    changed.emplace_back("paymentTermsDays");
  }
  if (auto tags = in.texts("tags", kTagsMax)) {
    c.tags = std::move(*tags);
    changed.emplace_back("tags");
  }
  read_address(in, c.address, changed);
  if (read_bill_to(in, "billTo", c.bill_to)) changed.emplace_back("billTo");
  return changed;
}

std::string spoken(const std::vector<std::string>& changed) {
  std::string out;
  for (const std::string& field : changed) out += (out.empty() ? "" : ", ") + ours(field);
  return out;
}

}  // namespace

void read_address(Fields& in, domain::Address& a, std::vector<std::string>& changed) {
  auto address = in.object("address");
  if (!address) return;
  struct Part {
    const char* name;
    std::string* field;
    std::size_t max;
  };
  for (const Part& part : {Part{"street", &a.street, 500}, Part{"street2", &a.street2, 500},
                           Part{"city", &a.city, 200}, Part{"region", &a.region, 200},
                           Part{"postalCode", &a.postal_code, 40}, Part{"country", &a.country, 100}}) {
    auto value = address->text(part.name, {.max = part.max});
    if (!value || *value == *part.field) continue;
    // Kept as its code; what came so from elsewhere stays until somebody changes it.
    if (part.field == &a.country && !value->empty()) {
      const auto code = country_code(*value);
      if (!code)
        address->complain("country", "format",
                          "A country is needed here: its code of ISO 3166 such as DE, or its name.");
      if (!code || *code == a.country) continue;
      value = code;
    }
    *part.field = *value;
    changed.emplace_back("address." + std::string(part.name));
  }
  // The outer reader collects the complaints.
  static_cast<void>(address->finish().ok());
}

bool read_bill_to(Fields& in, const char* name, domain::BillTo& bill_to) {
  const domain::BillTo before = bill_to;
  if (in.is_null(name)) {
    bill_to = {};
  } else if (auto given = in.object(name)) {
    if (given->has("name")) bill_to.name = given->text("name", {.max = 500}).value_or("");
    std::vector<std::string> changed;
    read_address(*given, bill_to.address, changed);
    static_cast<void>(given->finish().ok());
  }
  return !(bill_to == before);
}

Result<domain::Client> create_client(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  Fields in(body);
  domain::Client c;
  c.id = app.id();
  c.created_at = c.updated_at = app.now();
  read_client(in, c, true);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(app.db.write([&](store::Tx& tx) -> Status {
    EVERY_CHECK(use_key(app, tx, actor));
    store::Clients(tx, actor.tenant).insert(c);
    record(app, tx, actor, "client", c.id, c.id, "client.created", sentence("{} was created.", c.name));
    return done();
  }));
  tell_changed(app, actor, "client", c.id);
  return c;
}

Result<domain::Client> change_client(const App& app, const Actor& actor, const std::string& id,
                                     const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::edit));
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Client> {
    store::Clients clients(tx, actor.tenant);
    auto c = clients.find(id);
    if (!c) return Error(Code::not_found, "This client does not exist.");
    Fields in(body);
    const bool archived = c->archived;
    if (const auto status = in.choice("status", {"active", "archived"})) c->archived = *status == "archived";
    std::vector<std::string> changed = read_client(in, *c, false);
    EVERY_CHECK(in.finish());
    EVERY_CHECK(refuse_locked(locks_of(tx, actor.tenant).fields(*c), changed, c->hubspot));
    if (c->archived != archived) changed.emplace_back("status");
    c->updated_at = app.now();
    if (!clients.update(*c, expected_version))
      return Error(Code::stale, "This client was changed meanwhile.",
                   "Load it again and review the differences.");
    if (!changed.empty())
      record(app, tx, actor, "client", id, id, "client.updated",
             c->archived != archived ? (c->archived ? sentence("{} was archived.", c->name)
                                                    : sentence("{} is active again.", c->name))
                                     : sentence("Changed: {}.", spoken(changed)));
    return *clients.find(id);
  });
  if (saved.ok()) tell_changed(app, actor, "client", id);
  return saved;
}

Status delete_client(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::edit));
  auto deleted = app.db.write([&](store::Tx& tx) -> Status {
    store::Clients clients(tx, actor.tenant);
    const auto c = clients.find(id);
    if (!c) return Error(Code::not_found, "This client does not exist.");
    if (clients.has_documents(id))
      return Error(Code::has_documents,
                   sentence("{} has invoices or proposals and cannot be deleted.", c->name),
                   "Archive the client instead.");
    if (locks_of(tx, actor.tenant).hold(c->hubspot)) {
      Error error(Code::locked_field, sentence("{} is managed in HubSpot.", c->name),
                  "Archive the client here, or delete it in HubSpot.");
      error.extra["url"] = c->hubspot->url;
      return error;
    }
    clients.remove(id);
    record(app, tx, actor, "client", id, "", "client.deleted", sentence("{} was deleted.", c->name));
    return done();
  });
  if (deleted.ok()) tell_changed(app, actor, "client", id);
  return deleted;
}

}  // namespace every::app
