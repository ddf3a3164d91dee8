// Associations: a thousand ids a call, continued for each id that has more than a page.
#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "base/sentence.h"
#include "hubspot/client.h"

namespace every::hubspot {
namespace {

constexpr std::size_t kBatchMax = 1'000;
constexpr int kRoundsPerIdMax = 10'000;  // pages of one id
constexpr int kFailuresPerIdMax = 3;

struct Input {
  std::string id, after;
  int rounds = 0, failures = 0;
};

std::string request_body(std::span<const Input> inputs) {
  json::array list;
  for (const Input& input : inputs) {
    json::object item{{"id", input.id}};
    if (!input.after.empty()) item["after"] = input.after;
    list.push_back(std::move(item));
  }
  return json::serialize(json::object{{"inputs", std::move(list)}});
}

// The same pair may come on several pages, once for each type: it is one association.
class Collected {
 public:
  void add(const std::string& from, Link&& link) {
    const auto [at, fresh] = index_.try_emplace({from, link.to_id}, list_.size());
    if (fresh) {
      list_.push_back({from, std::move(link.to_id), link.primary, std::move(link.labels)});
      return;
    }
    sync::Association& known = list_[at->second];
    known.primary = known.primary || link.primary;
    for (std::string& label : link.labels)
      if (std::find(known.labels.begin(), known.labels.end(), label) == known.labels.end())
        known.labels.push_back(std::move(label));
  }
  std::vector<sync::Association> take() { return std::move(list_); }

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> index_;
  std::vector<sync::Association> list_;
};

// Puts what has to be asked again behind the others.
Status carry_on(std::span<const Input> batch, const LinksPage& page, std::vector<Input>& open) {
  std::map<std::string_view, const Input*> asked;
  for (const Input& input : batch) asked.emplace(input.id, &input);
  for (const LinksPage::From& from : page.results) {
    const auto at = asked.find(from.id);
    if (from.next.empty() || at == asked.end()) continue;
    const Input& input = *at->second;
    if (from.next == input.after || input.rounds >= kRoundsPerIdMax)
      return Error(Code::hubspot_bad_answer,
                   sentence("The associations of record {} do not come to an end.", from.id),
                   "Usually this passes by itself; sync again.");
    open.push_back({input.id, from.next, input.rounds + 1, input.failures});
  }
  for (const std::string& id : page.failed) {
    const auto at = asked.find(id);
    if (at == asked.end()) continue;
    if (at->second->failures + 1 >= kFailuresPerIdMax)
      return Error(Code::hubspot_bad_answer,
                   sentence("HubSpot does not give the associations of record {}: \"{}\".", id, page.failure),
                   "Usually this passes by itself; sync again.");
    open.push_back({id, at->second->after, at->second->rounds, at->second->failures + 1});
  }
  return done();
}

}  // namespace

Result<std::vector<sync::Association>> Client::associations(sync::ObjectType from, sync::ObjectType to,
                                                            std::span<const std::string> from_ids,
                                                            std::stop_token stop) {
  std::vector<Input> open;
  std::set<std::string_view> seen;
  for (const std::string& id : from_ids)
    if (seen.insert(id).second && is_record_id(id)) open.push_back({id, {}});
  const std::int64_t primary = primary_type(from, to);
  Collected found;
  while (!open.empty()) {
    const std::size_t size = std::min(kBatchMax, open.size());
    const std::vector<Input> batch(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(size));
    open.erase(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(size));
    std::optional<LinksPage> page;
    // They follow their list closely: what they lead to is written while the list goes on, not at its end.
    EVERY_CHECK(caller_.send(
        {.endpoint = "associations",
         .method = "POST",
         .url = portal_->endpoints().associations(from, to),
         .body = request_body(batch),
         .weight = weight(from) + 2,
         .chain = chain_of(from)},
        [&](const net::HttpResponse& response) -> Status {
          auto parsed = parse_links(response.body, primary);
          if (!parsed) return parsed.error();
          page = std::move(*parsed);
          return done();
        },
        stop));
    EVERY_CHECK(carry_on(batch, *page, open));
    for (LinksPage::From& result : page->results)
      for (Link& link : result.links) found.add(result.id, std::move(link));
  }
  return found.take();
}

}  // namespace every::hubspot
