#include <algorithm>

#include "base/sentence.h"
#include "base/text.h"
#include "domain/matching.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/review.h"
#include "store/run_records.h"
#include "sync/run_book.h"
#include "sync/why_detail.h"

namespace every::sync {

Date day_of(Instant at) {
  return Date{std::chrono::floor<std::chrono::days>(at)};
}

RecordTrail::RecordTrail(store::Tx& tx, const store::Tenant& tenant)
    : tx_(tx),
      tenant_(tenant),
      connection_(store::Connections(tx, tenant).get()),
      settings_(store::Connections(tx, tenant).settings()),
      running_(store::Runs(tx, tenant).active()),
      reading_(load_reading(tx, tenant)) {}

std::optional<Why> RecordTrail::by_id(ObjectType type, const std::string& id) {
  store::Mirror mirror(tx_, tenant_);
  const std::string key(name(type));
  const std::string current = mirror.resolve(key, id);
  const auto record = mirror.find(key, current);
  if (!record) return std::nullopt;
  Trail trail;
  trail.why.object_type = key;
  trail.why.hubspot_id = current;
  trail.why.url = record_url(reading_.portal, *record);
  trail.good("Exists in HubSpot");
  if (current != id) trail.good(sentence("Merged in HubSpot into {}", current));
  switch (type) {
    case ObjectType::contact:
      return contact(std::move(trail), *record);
    case ObjectType::company:
      return company(std::move(trail), *record);
    case ObjectType::deal:
      return deal(std::move(trail), *record);
    case ObjectType::line_item:
      return line_item(std::move(trail), *record);
  }
  return std::nullopt;
}

std::optional<Why> RecordTrail::gone(Trail& trail, const store::MirrorRecord& record) {
  if (!record.gone_at) return std::nullopt;
  trail.why.trail.clear();
  trail.why.since = record.gone_at;
  const Date on = day_of(*record.gone_at);
  if (record.gone_as == "purged")
    return trail.end("purged", sentence("Erased in HubSpot for privacy; noticed on {}.", on));
  if (record.gone_as == "merged")
    return trail.end("merged", sentence("Merged in HubSpot into another record on {}.", on));
  return trail.end("gone", sentence("Deleted in HubSpot; noticed on {}.", on));
}

Why RecordTrail::here(Trail& trail, const std::string& name, const domain::HubSpotLink& link) {
  trail.why.since = link.synced_at;
  if (connection_.state == store::ConnectionState::not_connected) {
    trail.good(sentence("It is here: {}", name));
    trail.why.since = connection_.disconnected_at;
    return trail.end(
        "disconnected",
        connection_.disconnected_at
            ? sentence("HubSpot was disconnected on {}; it stays here and follows HubSpot no more.",
                       day_of(*connection_.disconnected_at))
            : ours("HubSpot was disconnected; it stays here and follows HubSpot no more."));
  }
  return trail.end("in_step", sentence("It is here: {}.", name), true);
}

std::string RecordTrail::client_name_of(const std::string& contact_id) {
  const auto contact = store::Contacts(tx_, tenant_).find(contact_id);
  if (!contact) return ours("a contact here");
  return contact->memberships.empty()
             ? contact->display_name()
             : contact->display_name() + " (" + contact->memberships.front().client_name + ")";
}

std::optional<Why> RecordTrail::decided(Trail& trail, const store::MirrorRecord& record) {
  store::Review review(tx_, tenant_);
  const auto decision = review.decision(record.id);
  if (!decision || decision->decision != domain::Decision::skip) return std::nullopt;
  trail.why.since = decision->decided_at;
  const Date on = day_of(decision->decided_at);
  const std::string& by = decision->decided_by;
  const auto matches = review.matches(std::span(&record.id, 1));
  if (matches.empty())
    return trail.end("skipped",
                     by.empty() ? sentence("Skipped on {}.", on) : sentence("Skipped on {} by {}.", on, by));
  const auto contact = store::Contacts(tx_, tenant_).find(matches.front().contact_id);
  if (contact && !contact->memberships.empty()) trail.why.client_id = contact->memberships.front().client_id;
  const std::string whom = client_name_of(matches.front().contact_id);
  return trail.end("skipped_duplicate",
                   by.empty() ? sentence("Skipped as a duplicate of {} on {}.", whom, on)
                              : sentence("Skipped as a duplicate of {} on {} by {}.", whom, on, by));
}

std::optional<Why> RecordTrail::matched(Trail& trail, const store::MirrorRecord& record) {
  store::Review review(tx_, tenant_);
  if (review.decision(record.id)) return std::nullopt;
  const auto row = review.find(record.id);
  const auto matches = review.matches(std::span(&record.id, 1));
  const bool same =
      std::any_of(matches.begin(), matches.end(), [](const auto& m) { return m.reason == "email"; });
  if (row && row->state == "duplicate" && (same || matches.empty())) {
    trail.why.client_id = row->client_id;
    const std::string whom =
        matches.empty() ? ours("a contact here") : client_name_of(matches.front().contact_id);
    return trail.end("undecided", sentence("Matches {}, and nobody decided yet.", whom));
  }
  if (!same && !matches.empty())
    return trail.end("possible_duplicate",
                     sentence("May be {} (same {}), and nobody decided yet.",
                              client_name_of(matches.front().contact_id), ours(matches.front().reason)));
  return std::nullopt;
}

// What a run said about it and nothing has mended since.
std::optional<Why> RecordTrail::failed(Trail& trail, const store::MirrorRecord& record) {
  store::AttentionFilter filter;
  filter.object_type = record.object_type;
  filter.q = record.id;
  for (const auto& row : store::Attention(tx_, tenant_).list(filter, {"", false, 0, 50}).items) {
    if (row.error.object_id != record.id) continue;
    trail.why.problem = row.error.code;
    trail.why.since = row.first_at;
    return trail.end("failed",
                     ours(row.error.detail) + (row.error.fix.empty() ? "" : " " + ours(row.error.fix)));
  }
  return std::nullopt;
}

Why RecordTrail::arrives(Trail& trail) {
  if (running_) return trail.end("waiting", "The sync at work brings it.", true);
  return trail.end("waiting", "Arrives with the next sync.", true);
}

Why RecordTrail::contact(Trail trail, const store::MirrorRecord& record) {
  std::vector<Remark> remarks;
  const domain::Contact values = contact_of(reading_, record, remarks);
  trail.why.name = values.display_name();
  store::Review review(tx_, tenant_);
  const auto row = review.find(record.id);
  const auto mine = store::Contacts(tx_, tenant_).by_hubspot(record.id);
  if (mine) {
    trail.why.contact_id = mine->id;
    if (!mine->memberships.empty()) trail.why.client_id = mine->memberships.front().client_id;
  }
  if (auto answer = gone(trail, record)) return *std::move(answer);
  if (mine && row && row->state == "left") {
    trail.good(sentence("It is here: {}", mine->display_name()));
    return trail.end("left_list",
                     "It left the lists that are synced; it stays here and follows HubSpot no more.");
  }
  if (mine) return here(trail, mine->display_name(), *mine->hubspot);
  if (auto answer = decided(trail, record)) return *std::move(answer);
  if (row && row->state == "filtered")
    return trail.end("filtered", "Is in none of the lists that are synced.");
  if (!domain::normal_email(values.email) && !settings_.include_no_email)
    return trail.end("no_email", values.email.empty() ? "Has no email in HubSpot."
                                                      : sentence("\"{}\" is not an email address.",
                                                                 shorten(values.email, 80)));
  trail.good(domain::normal_email(values.email) ? "Has an email" : "Has no email, and may come without");
  if (auto answer = matched(trail, record)) return *std::move(answer);
  if (!settings_.imported_once) return trail.end("not_selected", "Nothing was imported yet.");
  if (!review.selected(record.id) && !settings_.select_all)
    return trail.end("not_selected", "Was not selected for the import.");
  trail.good("Is selected");
  if (auto answer = failed(trail, record)) return *std::move(answer);
  return arrives(trail);
}

Why RecordTrail::company(Trail trail, const store::MirrorRecord& record) {
  std::vector<Remark> remarks;
  trail.why.name = company_of(reading_, record, "", remarks).name;
  const auto client = store::Clients(tx_, tenant_).by_hubspot("company", record.id);
  if (client) trail.why.client_id = client->id;
  if (auto answer = gone(trail, record)) return *std::move(answer);
  if (client) return here(trail, client->name, *client->hubspot);
  if (auto answer = failed(trail, record)) return *std::move(answer);
  const auto contacts = store::Mirror(tx_, tenant_).associated_from("contact", "company", record.id);
  if (contacts.empty()) {
    if (settings_.imported_once && settings_.select_all) return arrives(trail);
    return trail.end("not_selected", "Has no contact in HubSpot; companies come with their contacts.");
  }
  trail.good(sentence(contacts.size() == 1 ? "Has {} contact" : "Has {} contacts", contacts.size()));
  return trail.end("not_selected",
                   settings_.imported_once ? "None of its contacts is here." : "Nothing was imported yet.");
}

Why RecordTrail::deal(Trail trail, const store::MirrorRecord& record) {
  store::Mirror mirror(tx_, tenant_);
  std::vector<Remark> remarks;
  trail.why.name = deal_of(reading_, record, mirror.pipelines(), "", remarks).name;
  const auto mine = store::Deals(tx_, tenant_).by_hubspot(record.id);
  if (mine) {
    trail.why.deal_id = mine->id;
    trail.why.client_id = mine->client_id;
  }
  if (auto answer = gone(trail, record)) return *std::move(answer);
  const auto companies = mirror.associations("deal", record.id, "company");
  const auto contacts = mirror.associations("deal", record.id, "contact");
  if (mine && mine->client_id.empty()) {
    trail.good(sentence("It is here: {}", mine->name));
    return trail.end(
        "waiting_client",
        companies.empty() && contacts.empty()
            ? "It waits for a client: it has no contact and no company in HubSpot."
            : sentence("It waits for a client: none of its {} contacts and {} companies is one here.",
                       contacts.size(), companies.size()));
  }
  if (mine) return here(trail, mine->name, *mine->hubspot);
  if (!settings_.imported_once) return trail.end("not_selected", "Nothing was imported yet.");
  if (!settings_.include_deals) return trail.end("not_selected", "Deals are not part of the import.");
  if (auto answer = failed(trail, record)) return *std::move(answer);
  store::Contacts here_contacts(tx_, tenant_);
  const bool party =
      std::any_of(contacts.begin(), contacts.end(),
                  [&](const auto& a) { return here_contacts.by_hubspot(a.to_id).has_value(); }) ||
      std::any_of(companies.begin(), companies.end(), [&](const auto& a) {
        return store::Clients(tx_, tenant_).by_hubspot("company", a.to_id).has_value();
      });
  if (party || (companies.empty() && contacts.empty())) return arrives(trail);
  trail.good(sentence("Has {} contacts and {} companies in HubSpot", contacts.size(), companies.size()));
  return trail.end("not_selected", "None of its contacts and companies is here.");
}

// A line item has no life of its own: it goes where its deal goes.
Why RecordTrail::line_item(Trail trail, const store::MirrorRecord& record) {
  trail.why.name = Values::parse(record.properties).text("name");
  if (auto answer = gone(trail, record)) return *std::move(answer);
  const auto deals = store::Mirror(tx_, tenant_).associated_from("deal", "line_item", record.id);
  if (deals.empty()) return trail.end("not_selected", "Belongs to no deal in HubSpot.");
  auto of_deal = by_id(ObjectType::deal, deals.front());
  if (!of_deal) return trail.end("not_read", sentence("Its deal {} was not read yet.", deals.front()));
  trail.good(sentence("Is a line of deal {}", of_deal->name));
  trail.why.trail.insert(trail.why.trail.end(), of_deal->trail.begin(), of_deal->trail.end());
  trail.why.code = of_deal->code;
  trail.why.text = sentence("As its deal {}: {}", of_deal->name, ours(of_deal->text));
  trail.why.trail.back().text = trail.why.text;
  trail.why.deal_id = of_deal->deal_id;
  trail.why.client_id = of_deal->client_id;
  trail.why.since = of_deal->since;
  trail.why.problem = of_deal->problem;
  return std::move(trail.why);
}

}  // namespace every::sync
