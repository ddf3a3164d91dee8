#include "sync/mirror_write.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/sentence.h"
#include "base/text.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/journal.h"
#include "store/proposals.h"
#include "sync/privacy.h"
#include "sync/values.h"

namespace every::sync {
namespace {

void forget(store::Tx& tx, RunContext& run, const std::string& id, const char* reason) {
  const auto receipt = erase_person(tx, run.tenant(), run.parts().clock, run.parts().random, {id, reason});
  if (receipt) run.parts().log.info("sync.person_erased", {{"contact", id}, {"reason", reason}});
}

constexpr std::size_t kMergedIdsMax = 1'000;  // HubSpot allows a record 250 merges

}  // namespace

namespace {

// The search index answers the property; the two are equal unless HubSpot left one out.
Instant updated_at(ObjectType type, const Record& record) {
  return parse_rfc3339(value(record.properties, modified_property(type))).value_or(record.updated_at);
}

}  // namespace

store::MirrorRecord mirror_record(ObjectType type, const Record& record) {
  store::MirrorRecord out;
  out.object_type = name(type);
  out.id = record.id;
  out.properties = canonical_json(record.properties);
  out.created_at = record.created_at;
  out.updated_at = updated_at(type, record);
  out.url = record.url;
  return out;
}

namespace {

// What is linked here with a HubSpot record, whatever it is: marked gone, or moved to the survivor.
template <class Repository, class Row>
void follow(Repository& rows, Row row, const std::string& survivor, bool survivor_taken, Instant at) {
  if (!row.hubspot || row.hubspot->gone_at) return;
  if (!survivor.empty() && !survivor_taken) {
    const auto slash = row.hubspot->url.rfind('/');
    if (slash != std::string::npos && row.hubspot->url.substr(slash + 1) == row.hubspot->object_id)
      row.hubspot->url = row.hubspot->url.substr(0, slash + 1) + survivor;
    row.hubspot->object_id = survivor;
    row.hubspot->synced_at = at;
  } else {
    row.hubspot->gone_at = at;
  }
  row.updated_at = at;
  rows.update(row, 0);
}

void journal_gone(store::Tx& tx, RunContext& run, const std::string& client_id, const std::string& kind,
                  const std::string& id, const std::string& what, const std::string& survivor) {
  store::Activity activity;
  activity.id = new_id(run.parts().clock, run.parts().random);
  activity.subject_kind = kind;
  activity.subject_id = id;
  activity.client_id = client_id;
  activity.kind = survivor.empty() ? "sync.gone" : "sync.merged";
  activity.actor = "HubSpot sync";
  activity.run_id = run.snapshot().id;
  activity.text = survivor.empty()
                      ? sentence("{} no longer exists in HubSpot. Its fields are unlocked here.", what)
                      : sentence("{} was merged in HubSpot.", what);
  activity.data = "{}";
  activity.at = run.now();
  store::Journal(tx, run.tenant()).add(activity);
}

void follow_contact(store::Tx& tx, RunContext& run, const std::string& id, const std::string& survivor) {
  store::Contacts contacts(tx, run.tenant());
  store::Clients clients(tx, run.tenant());
  if (const auto contact = contacts.by_hubspot(id)) {
    follow(contacts, *contact, survivor, !survivor.empty() && contacts.by_hubspot(survivor).has_value(),
           run.now());
    const std::string client = contact->memberships.empty() ? "" : contact->memberships.front().client_id;
    journal_gone(tx, run, client, "contact", contact->id, contact->display_name(), survivor);
  }
  if (const auto person = clients.by_hubspot("contact", id))
    follow(clients, *person, survivor,
           !survivor.empty() && clients.by_hubspot("contact", survivor).has_value(), run.now());
}

void follow_company(store::Tx& tx, RunContext& run, const std::string& id, const std::string& survivor) {
  store::Clients clients(tx, run.tenant());
  const auto client = clients.by_hubspot("company", id);
  if (!client) return;
  follow(clients, *client, survivor, !survivor.empty() && clients.by_hubspot("company", survivor).has_value(),
         run.now());
  journal_gone(tx, run, client->id, "client", client->id, client->name, survivor);
}

void follow_deal(store::Tx& tx, RunContext& run, const std::string& id, const std::string& survivor) {
  store::Deals deals(tx, run.tenant());
  const auto deal = deals.by_hubspot(id);
  if (!deal) return;
  const auto other = survivor.empty() ? std::nullopt : deals.by_hubspot(survivor);
  follow(deals, *deal, survivor, other.has_value(), run.now());
  if (other) {
    store::Invoices(tx, run.tenant()).follow_deal(deal->id, other->id);
    store::Proposals(tx, run.tenant()).follow_deal(deal->id, other->id);
  }
  journal_gone(tx, run, deal->client_id, "deal", deal->id, deal->name, survivor);
}

// A value that an answer leaves out was not asked for or may not be seen any more (the property was deleted,
// a permission is gone): what was last known stays. Only null and "" say that it is empty.
store::Mirror::Keep keep_left_out(std::span<const Record> records) {
  return [records](std::size_t i, const std::string& known) {
    return with_left_out(records[i].properties, known);
  };
}

// People who asked to be forgotten: an answer that was under way does not bring them back, and one in whose
// place HubSpot put a placeholder is erased here as well. The ids that are not for the mirror.
std::set<std::string> forgotten(store::Tx& tx, RunContext& run, std::span<const Record> records) {
  std::vector<std::string> ids;
  for (const Record& record : records) ids.push_back(record.id);
  const auto erased = store::Receipts(tx, run.tenant()).erased(ids);
  std::set<std::string> out(erased.begin(), erased.end());
  for (const Record& record : records)
    if (is_forgotten_email(value(record.properties, "email"))) {
      forget(tx, run, record.id, "placeholder");
      out.insert(record.id);
    }
  return out;
}

}  // namespace

bool nothing_new(store::Tx& tx, RunContext& run, ObjectType type, std::span<const Record> records) {
  std::vector<store::MirrorRecord> rows;
  rows.reserve(records.size());
  for (const Record& record : records) rows.push_back(mirror_record(type, record));
  return store::Mirror(tx, run.tenant()).holds(rows, keep_left_out(records));
}

bool exactly_these(store::Tx& tx, RunContext& run, ObjectType type, const std::string& after,
                   std::span<const Record> records) {
  std::vector<store::Fingerprint> page;
  page.reserve(records.size());
  std::string_view before = after;
  std::string properties;
  for (const Record& record : records) {
    if (!before.empty() && !id_less(before, record.id)) return false;
    before = record.id;
    write_canonical_json(properties, record.properties);
    page.push_back(
        {record.id, store::fingerprint(properties, record.url, record.created_at, updated_at(type, record))});
  }
  return store::Mirror(tx, run.tenant()).matches(std::string(name(type)), after, page);
}

Written write_records(store::Tx& tx, RunContext& run, ObjectType type, std::span<const Record> all) {
  std::vector<Record> remaining;
  std::span<const Record> records = all;
  if (type == ObjectType::contact)
    if (const auto gone = forgotten(tx, run, all); !gone.empty()) {
      std::copy_if(all.begin(), all.end(), std::back_inserter(remaining),
                   [&](const Record& record) { return !gone.contains(record.id); });
      records = remaining;
    }
  std::vector<store::MirrorRecord> rows;
  rows.reserve(records.size());
  Written out;
  std::vector<std::pair<std::string, std::string>> merged;  // old id, survivor
  for (const Record& record : records) {
    rows.push_back(mirror_record(type, record));
    auto old_ids = split(value(record.properties, "hs_merged_object_ids"), ';');
    if (old_ids.size() > kMergedIdsMax) old_ids.resize(kMergedIdsMax);
    for (auto& old_id : old_ids)
      if (old_id != record.id) merged.emplace_back(std::move(old_id), record.id);
  }
  out.counts = store::Mirror(tx, run.tenant()).upsert(rows, &out.changed, keep_left_out(records));
  for (const auto& [old_id, survivor] : merged) write_merge(tx, run, type, old_id, survivor, out);
  return out;
}

void write_merge(store::Tx& tx, RunContext& run, ObjectType type, const std::string& old_id,
                 const std::string& survivor, Written& out) {
  const std::string key(name(type));
  store::Mirror mirror(tx, run.tenant());
  // Known, or known to have gone on from there.
  if (old_id == survivor || mirror.resolve(key, old_id) == mirror.resolve(key, survivor)) return;
  mirror.put_alias(key, old_id, survivor);
  write_gone(tx, run, type, old_id, "merged", survivor);
  mirror.drop_associations(key, old_id);
  out.touched[type].insert(old_id);
  for (const ObjectType from : kObjectTypes)
    for (std::string& id : mirror.move_associations(std::string(name(from)), key, old_id, survivor))
      out.touched[from].insert(std::move(id));
  ++out.merged;
}

void write_gone(store::Tx& tx, RunContext& run, ObjectType type, const std::string& id, const std::string& as,
                const std::string& survivor) {
  // HubSpot has no record of it any more, not even in its bin: nobody may keep one.
  if (type == ObjectType::contact && as == "purged") return forget(tx, run, id, "purged");
  store::Mirror(tx, run.tenant()).mark_gone(std::string(name(type)), id, as, run.now());
  switch (type) {
    case ObjectType::contact:
      return follow_contact(tx, run, id, survivor);
    case ObjectType::company:
      return follow_company(tx, run, id, survivor);
    case ObjectType::deal:
      return follow_deal(tx, run, id, survivor);
    case ObjectType::line_item:
      return;
  }
}

}  // namespace every::sync
