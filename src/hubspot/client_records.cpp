// Records: list pages, searches for ids, batch reads.
#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/sentence.h"
#include "base/tasks.h"
#include "base/text.h"
#include "hubspot/client.h"

namespace every::hubspot {
namespace {

constexpr std::size_t kBatchMax = 100;
constexpr std::int64_t kSearchPage = 200;
constexpr std::size_t kUrlMax = 5'000;        // beyond this HubSpot begins to answer 414
constexpr Instant kSearchFrom{Millis(1000)};  // a search from the epoch itself answers 500
constexpr std::string_view kIdProperty = "hs_object_id";

Error bad_answer(std::string what) {
  return Error(Code::hubspot_bad_answer, sentence("HubSpot's answer cannot be right: {}.", ours(what)),
               "Usually this passes by itself; sync again.");
}

// Ids are decimal text of any length.
bool less(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

json::array texts(std::span<const std::string> values) {
  json::array out;
  for (const std::string& value : values) out.emplace_back(value);
  return out;
}

json::object filter(std::string_view property, std::string_view op, std::string value) {
  return {{"propertyName", property}, {"operator", op}, {"value", std::move(value)}};
}

void append(sync::BatchRead& to, sync::BatchRead&& more) {
  std::move(more.records.begin(), more.records.end(), std::back_inserter(to.records));
  std::move(more.missing.begin(), more.missing.end(), std::back_inserter(to.missing));
  std::move(more.merged.begin(), more.merged.end(), std::back_inserter(to.merged));
}

}  // namespace

Result<sync::Page> Client::list(sync::ObjectType type, std::span<const std::string> properties,
                                const std::string& after, std::stop_token stop) {
  std::string url = portal_->endpoints().list(type, properties, after);
  if (url.size() > kUrlMax) return list_by_ids(type, properties, after, stop);
  // One more than the batch reads of the same type: the cursor is serial, the batches are not.
  EVERY_TRY(
      fetched,
      fetch_records(
          {.endpoint = "list", .url = std::move(url), .weight = weight(type) + 1, .chain = chain_of(type)},
          stop));
  if (!fetched.page.next.empty() && fetched.page.next == after)
    return bad_answer("a list's cursor stands still");
  return sync::Page{std::move(fetched.page.records), std::move(fetched.page.next), fetched.bytes};
}

// Too many properties for an address: the list gives the ids, a batch read the values. One record comes from
// one answer all the same.
Result<sync::Page> Client::list_by_ids(sync::ObjectType type, std::span<const std::string> properties,
                                       const std::string& after, const std::stop_token& stop) {
  const std::vector<std::string> id_only{std::string(kIdProperty)};
  EVERY_TRY(ids_page, list(type, id_only, after, stop));
  std::vector<std::string> ids;
  for (const sync::Record& record : ids_page.records) ids.push_back(record.id);
  sync::Page page{{}, std::move(ids_page.next), ids_page.bytes};
  if (ids.empty()) return page;
  EVERY_TRY(batch_read, read(type, ids, properties, stop));
  // What was merged or deleted between the two answers is no longer a live record of this page.
  const std::set<std::string> asked(ids.begin(), ids.end());
  for (sync::Record& record : batch_read.records)
    if (asked.contains(record.id)) page.records.push_back(std::move(record));
  std::sort(page.records.begin(), page.records.end(),
            [](const auto& a, const auto& b) { return less(a.id, b.id); });
  return page;
}

Result<RecordsPage> Client::search(sync::ObjectType type, std::string body, const std::stop_token& stop) {
  EVERY_TRY(fetched, fetch_records({.endpoint = "search",
                                    .method = "POST",
                                    .url = portal_->endpoints().search(type),
                                    .body = std::move(body),
                                    .lane = Lane::search,
                                    .weight = weight(type)},
                                   stop));
  return std::move(fetched.page);
}

Result<sync::IdPage> Client::changed_ids(sync::ObjectType type, std::span<const sync::Span> spans,
                                         const std::string& after_id, std::stop_token stop) {
  const std::string modified(sync::modified_property(type));
  json::array groups;
  for (const sync::Span& span : spans) {
    json::array filters{filter(modified, "GTE", std::to_string(to_ms(std::max(span.from, kSearchFrom)))),
                        filter(modified, "LT", std::to_string(to_ms(span.to)))};
    // Keyset instead of HubSpot's offset: no wall at 10,000 and no shift when records leave the window
    // meanwhile. `after` is always 0: HubSpot's description wants it said.
    if (!after_id.empty()) filters.push_back(filter(kIdProperty, "GT", after_id));
    groups.push_back(json::object{{"filters", std::move(filters)}});
  }
  const json::object body{
      {"filterGroups", std::move(groups)},
      {"sorts", json::array{json::object{{"propertyName", kIdProperty}, {"direction", "ASCENDING"}}}},
      {"properties", json::array{json::value(modified)}},
      {"limit", kSearchPage},
      {"after", "0"}};
  EVERY_TRY(found, search(type, json::serialize(body), stop));
  sync::IdPage page;
  page.total = found.total;
  page.more = !found.next.empty();
  for (const sync::Record& record : found.records)
    if (after_id.empty() || less(after_id, record.id))
      page.ids.emplace_back(record.id, parse_time(sync::value(record.properties, modified)));
  if (page.more && page.ids.empty()) return bad_answer("a search has more pages but no new ids");
  std::sort(page.ids.begin(), page.ids.end(),
            [](const auto& a, const auto& b) { return less(a.first, b.first); });
  return page;
}

Result<sync::IdPage> Client::last_ids(sync::ObjectType type, const std::string& before_id,
                                      std::stop_token stop) {
  json::array groups;
  if (!before_id.empty())
    groups.push_back(json::object{{"filters", json::array{filter(kIdProperty, "LT", before_id)}}});
  const std::string modified(sync::modified_property(type));
  const json::object body{
      {"filterGroups", std::move(groups)},
      {"sorts", json::array{json::object{{"propertyName", kIdProperty}, {"direction", "DESCENDING"}}}},
      {"properties", json::array{json::value(modified)}},
      {"limit", kSearchPage},
      {"after", "0"}};
  EVERY_TRY(found, search(type, json::serialize(body), stop));
  sync::IdPage page;
  page.total = found.total;
  page.more = !found.next.empty();
  for (const sync::Record& record : found.records)
    if (before_id.empty() || less(record.id, before_id))
      page.ids.emplace_back(record.id, parse_time(sync::value(record.properties, modified)));
  std::sort(page.ids.begin(), page.ids.end(),
            [](const auto& a, const auto& b) { return less(b.first, a.first); });
  return page;
}

Result<std::int64_t> Client::count(sync::ObjectType type, std::stop_token stop) {
  const json::object body{{"filterGroups", json::array{}},
                          {"sorts", json::array{}},
                          {"properties", json::array{kIdProperty}},
                          {"limit", 1},
                          {"after", "0"}};
  EVERY_TRY(found, search(type, json::serialize(body), stop));
  return std::max<std::int64_t>(0, found.total);
}

Result<sync::BatchRead> Client::read(sync::ObjectType type, std::span<const std::string> ids,
                                     std::span<const std::string> properties, std::stop_token stop) {
  return read_all(type, ids, properties, false, stop);
}

Result<sync::BatchRead> Client::read_archived(sync::ObjectType type, std::span<const std::string> ids,
                                              std::span<const std::string> properties, std::stop_token stop) {
  return read_all(type, ids, properties, true, stop);
}

Result<sync::BatchRead> Client::read_all(sync::ObjectType type, std::span<const std::string> ids,
                                         std::span<const std::string> properties, bool archived,
                                         const std::stop_token& stop) {
  sync::BatchRead out;
  std::vector<std::string> asked;
  std::set<std::string> seen;
  for (const std::string& id : ids) {
    if (!seen.insert(id).second) continue;  // an id twice makes HubSpot refuse the whole batch
    if (is_record_id(id))
      asked.push_back(id);
    else
      out.missing.push_back(id);  // so does an id that is none; it cannot be there
  }
  // Side by side: the quota decides how fast they go.
  std::vector<Pending<Result<sync::BatchRead>>> hundreds;
  for (std::size_t at = 0; at < asked.size(); at += kBatchMax) {
    const auto part = std::span(asked).subspan(at, std::min(kBatchMax, asked.size() - at));
    if (asked.size() <= kBatchMax) {
      EVERY_TRY(answer, read_hundred(type, part, properties, archived, stop));
      append(out, std::move(answer));
      break;
    }
    hundreds.emplace_back(portal_->services().tasks, [this, type, part, properties, archived, stop] {
      return read_hundred(type, part, properties, archived, stop);
    });
  }
  std::optional<Error> failed;
  for (auto& hundred : hundreds) {
    Result<sync::BatchRead> answer = hundred.get();
    if (answer)
      append(out, *std::move(answer));
    else if (!failed)
      failed = answer.error();
  }
  if (failed) return *failed;
  // A survivor that several old ids lead to is one record.
  std::set<std::string> kept;
  std::erase_if(out.records, [&](const sync::Record& record) { return !kept.insert(record.id).second; });
  return out;
}

Result<Client::Fetched> Client::batch(sync::ObjectType type, std::span<const std::string> ids,
                                      std::span<const std::string> properties, bool archived,
                                      const std::stop_token& stop) {
  json::array inputs;
  for (const std::string& id : ids) inputs.push_back(json::object{{"id", id}});
  const json::object body{{"properties", texts(properties)},
                          {"propertiesWithHistory", json::array{}},
                          {"inputs", std::move(inputs)}};
  return fetch_records({.endpoint = "batch_read",
                        .method = "POST",
                        .url = portal_->endpoints().batch_read(type, archived),
                        .body = json::serialize(body),
                        .weight = weight(type)},
                       stop);
}

Result<sync::BatchRead> Client::read_hundred(sync::ObjectType type, std::span<const std::string> ids,
                                             std::span<const std::string> properties, bool archived,
                                             const std::stop_token& stop) {
  sync::BatchRead out;
  EVERY_TRY(fetched, batch(type, ids, properties, archived, stop));
  std::set<std::string> open(ids.begin(), ids.end());
  for (const sync::Record& record : fetched.page.records) open.erase(record.id);
  for (const std::string& id : fetched.page.missing)
    if (open.erase(id) > 0) out.missing.push_back(id);
  for (sync::Record& record : fetched.page.records) {
    // A survivor that says itself what went into it needs no second question.
    for (const std::string& old_id : split(sync::value(record.properties, "hs_merged_object_ids"), ';'))
      if (old_id != record.id && open.erase(old_id) > 0) out.merged.emplace_back(old_id, record.id);
    out.records.push_back(std::move(record));
  }
  // Neither answered nor reported missing: merged into another record, or left out. Alone, each has to show
  // which: silence must never be taken for a deletion.
  for (const std::string& id : open) {
    EVERY_TRY(single, batch(type, std::span(&id, 1), properties, archived, stop));
    if (!single.page.records.empty()) {
      sync::Record& record = single.page.records.front();
      if (record.id != id) out.merged.emplace_back(id, record.id);
      out.records.push_back(std::move(record));
    } else if (!single.page.missing.empty()) {
      out.missing.push_back(id);
    } else {
      return bad_answer(sentence("record {} is neither there nor reported missing", id) +
                        (single.page.failure.empty() ? "" : " (\"" + single.page.failure + "\")"));
    }
  }
  return out;
}

}  // namespace every::hubspot
