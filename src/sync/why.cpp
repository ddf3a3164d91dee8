#include "sync/why.h"

#include <algorithm>

#include "base/text.h"
#include "domain/matching.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/mirror.h"
#include "store/review.h"
#include "store/runs.h"
#include "sync/record_values.h"
#include "sync/source.h"

namespace every::sync {
namespace {

constexpr std::size_t kAnswersMax = 20;
constexpr std::size_t kInputMax = 2'000;

std::string day(Instant at) {
  return to_text(Date{std::chrono::floor<std::chrono::days>(at)});
}

// One answer in the making: steps are added until one of them ends it.
class Trail {
 public:
  Why why;
  void good(std::string text) { why.trail.push_back({true, std::move(text)}); }
  Why end(const char* code, std::string text, bool ok = false) {
    why.code = code;
    why.text = text;
    why.trail.push_back({ok, std::move(text)});
    return std::move(why);
  }
};

class Search {
 public:
  Search(store::Tx& tx, const store::Tenant& tenant) : tx_(tx), tenant_(tenant) {
    const store::Connection c = store::Connections(tx, tenant).get();
    portal_ = {c.portal_id, c.ui_domain, c.portal_currency, c.portal_time_zone};
    connected_ = c.state != store::ConnectionState::not_connected;
  }

  bool connected() const { return connected_; }

  std::optional<Why> by_id(ObjectType type, const std::string& id) {
    store::Mirror mirror(tx_, tenant_);
    const std::string key(name(type));
    const std::string current = mirror.resolve(key, id);
    const auto record = mirror.find(key, current);
    if (!record) return std::nullopt;
    Trail trail;
    trail.why.object_type = key;
    trail.why.hubspot_id = current;
    trail.why.url = record_url(portal_, *record);
    trail.good("Exists in HubSpot");
    if (current != id) trail.good("Merged in HubSpot into " + current);
    if (type == ObjectType::contact) return contact(std::move(trail), *record);
    if (type == ObjectType::company) return company(std::move(trail), *record);
    if (type == ObjectType::deal) return deal(std::move(trail), *record);
    return std::nullopt;
  }

  std::vector<Why> by_email(const std::string& email) {
    std::vector<Why> out;
    for (const auto& id : store::Review(tx_, tenant_).with_email(email)) {
      if (out.size() >= kAnswersMax) break;
      if (auto answer = by_id(ObjectType::contact, id)) out.push_back(*std::move(answer));
    }
    return out;
  }

 private:
  std::optional<Why> gone(Trail& trail, const store::MirrorRecord& record) {
    if (!record.gone_at) return std::nullopt;
    trail.why.trail.clear();
    trail.why.since = record.gone_at;
    return trail.end("gone", "Deleted in HubSpot; noticed on " + day(*record.gone_at) + ".");
  }

  // The last problem that a run noted about the record.
  std::optional<store::RunError> problem(const store::MirrorRecord& record) {
    store::Runs runs(tx_, tenant_);
    const auto last = runs.last_finished();
    if (!last) return std::nullopt;
    for (std::int64_t offset = 0; offset < 10'000; offset += 500) {
      const auto window = runs.errors(last->id, {"", false, offset, 500});
      for (const auto& error : window.items)
        if (error.object_type == record.object_type && error.object_id == record.id) return error;
      if (std::ssize(window.items) < 500) break;
    }
    return std::nullopt;
  }

  Why contact(Trail trail, const store::MirrorRecord& record) {
    std::vector<Remark> remarks;
    const domain::Contact values = contact_of(portal_, record, remarks);
    trail.why.name = values.display_name();
    if (auto answer = gone(trail, record)) return *std::move(answer);
    const auto here = store::Contacts(tx_, tenant_).by_hubspot(record.id);
    if (here) {
      trail.why.contact_id = here->id;
      if (!here->memberships.empty()) trail.why.client_id = here->memberships.front().client_id;
      trail.why.since = here->hubspot->synced_at;
      return trail.end("in_step", "It is here: " + here->display_name() + ".", true);
    }
    store::Review review(tx_, tenant_);
    if (const auto decision = review.decision(record.id);
        decision && decision->decision == domain::Decision::skip) {
      trail.why.since = decision->decided_at;
      const std::string by = decision->decided_by.empty() ? "" : " by " + decision->decided_by;
      return trail.end("skipped", "Skipped on " + day(decision->decided_at) + by + ".");
    }
    const auto row = review.find(record.id);
    const store::SyncSettings settings = store::Connections(tx_, tenant_).settings();
    if (!domain::normal_email(values.email) && !settings.include_no_email)
      return trail.end("no_email", values.email.empty()
                                       ? "Has no email in HubSpot."
                                       : "\"" + shorten(values.email, 80) + "\" is not an email address.");
    trail.good("Has an email");
    const bool selected = review.selected(record.id) || settings.select_all;
    if (row && row->state == "duplicate" && !review.decision(record.id)) {
      trail.why.client_id = row->client_id;
      return trail.end("undecided", "Matches a contact here, and nobody decided yet.");
    }
    if (!settings.imported_once) return trail.end("not_selected", "Nothing was imported yet.");
    if (!selected) return trail.end("not_selected", "Was not selected for the import.");
    if (const auto error = problem(record)) return trail.end("failed", error->detail);
    return trail.end("waiting", "Arrives with the next sync.", true);
  }

  Why company(Trail trail, const store::MirrorRecord& record) {
    std::vector<Remark> remarks;
    trail.why.name = company_of(portal_, record, "", remarks).name;
    if (auto answer = gone(trail, record)) return *std::move(answer);
    if (const auto client = store::Clients(tx_, tenant_).by_hubspot("company", record.id)) {
      trail.why.client_id = client->id;
      trail.why.since = client->hubspot->synced_at;
      return trail.end("in_step", "It is here: " + client->name + ".", true);
    }
    const auto contacts = store::Mirror(tx_, tenant_).associated_from("contact", "company", record.id);
    if (contacts.empty())
      return trail.end("not_selected", "Has no contact in HubSpot; companies come with their contacts.");
    trail.good("Has " + std::to_string(contacts.size()) + (contacts.size() == 1 ? " contact" : " contacts"));
    return trail.end("not_selected", "None of its contacts is here.");
  }

  Why deal(Trail trail, const store::MirrorRecord& record) {
    std::vector<Remark> remarks;
    trail.why.name = deal_of(portal_, record, store::Mirror(tx_, tenant_).pipelines(), "", remarks).name;
    if (auto answer = gone(trail, record)) return *std::move(answer);
    if (const auto deal = store::Deals(tx_, tenant_).by_hubspot(record.id)) {
      trail.why.deal_id = deal->id;
      trail.why.client_id = deal->client_id;
      trail.why.since = deal->hubspot->synced_at;
      return trail.end("in_step", "It is here: " + deal->name + ".", true);
    }
    const store::SyncSettings settings = store::Connections(tx_, tenant_).settings();
    if (!settings.imported_once) return trail.end("not_selected", "Nothing was imported yet.");
    if (!settings.include_deals) return trail.end("not_selected", "Deals are not part of the import.");
    if (const auto error = problem(record)) return trail.end("failed", error->detail);
    return trail.end("not_selected", "None of its contacts and companies is here.");
  }

  store::Tx& tx_;
  store::Tenant tenant_;
  Portal portal_;
  bool connected_ = false;
};

// "…/record/0-1/512" names its type; a bare number may be any of the three.
struct Asked {
  std::string id;
  std::optional<ObjectType> type;
};

Asked read_link(const std::string& text) {
  const auto at = text.find("/record/");
  if (at == std::string::npos) return {text, std::nullopt};
  const auto parts = split(text.substr(at + 8), '/');
  if (parts.size() < 2) return {text, std::nullopt};
  const std::string id = parts[1].substr(0, parts[1].find_first_of("?#"));
  if (parts[0] == "0-1") return {id, ObjectType::contact};
  if (parts[0] == "0-2") return {id, ObjectType::company};
  if (parts[0] == "0-3") return {id, ObjectType::deal};
  return {id, std::nullopt};
}

}  // namespace

Result<std::vector<Why>> why(store::Tx& tx, const store::Tenant& tenant, const std::string& id_or_email) {
  const std::string text = trim(id_or_email);
  if (text.empty() || text.size() > kInputMax) {
    Error error(Code::validation, "Say which contact.",
                "Enter an email, a HubSpot id or a link to a HubSpot record.");
    error.fields.push_back({"?id", "required", "An email, a HubSpot id or a link."});
    return error;
  }
  Search search(tx, tenant);
  std::vector<Why> out;
  const auto email = text.find("/record/") == std::string::npos ? domain::normal_email(text) : std::nullopt;
  if (email) {
    out = search.by_email(*email);
  } else {
    const Asked asked = read_link(text);
    for (const ObjectType type : {ObjectType::contact, ObjectType::company, ObjectType::deal})
      if (!asked.type || *asked.type == type)
        if (auto answer = search.by_id(type, asked.id)) out.push_back(*std::move(answer));
  }
  if (!out.empty()) return out;
  Trail trail;
  if (!search.connected())
    out.push_back(trail.end("not_connected", "HubSpot is not connected."));
  else
    out.push_back(trail.end("not_in_hubspot", "HubSpot had no such record when we last read it."));
  return out;
}

json::object to_json(const Why& why) {
  json::array trail;
  for (const auto& step : why.trail) trail.push_back({{"ok", step.ok}, {"text", step.text}});
  return {{"code", why.code},
          {"text", why.text},
          {"objectType", text_or_null(why.object_type)},
          {"hubspotId", text_or_null(why.hubspot_id)},
          {"name", text_or_null(why.name)},
          {"url", text_or_null(why.url)},
          {"contactId", text_or_null(why.contact_id)},
          {"clientId", text_or_null(why.client_id)},
          {"dealId", text_or_null(why.deal_id)},
          {"since", time_json(why.since)},
          {"trail", std::move(trail)}};
}

}  // namespace every::sync
