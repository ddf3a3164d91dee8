// Lists and their members, page by page to the end. A list's cursor has no wall at 10,000, as its search has.
#include <set>

#include "base/json.h"
#include "base/sentence.h"
#include "hubspot/client.h"

namespace every::hubspot {
namespace {

constexpr int kPagesMax = 100'000;
constexpr std::int64_t kListsPage = 100;

Error no_end(const char* what) {
  return Error(Code::hubspot_bad_answer, what, "Usually this passes by itself; sync again.");
}

}  // namespace

Result<std::vector<sync::RecordList>> Client::lists(std::stop_token stop) {
  std::vector<sync::RecordList> out;
  std::set<std::string> seen;
  std::string after;
  for (int n = 0; n < kPagesMax; ++n) {
    json::object body{
        {"processingTypes", json::array{}}, {"additionalProperties", json::array{}}, {"count", kListsPage}};
    if (!after.empty()) body["after"] = after;
    ListsPage page;
    EVERY_CHECK(caller_.send(
        {.endpoint = "lists",
         .method = "POST",
         .url = portal_->endpoints().lists(),
         .body = json::serialize(body)},
        [&](const net::HttpResponse& response) -> Status {
          EVERY_TRY(parsed, parse_lists(response.body));
          page = std::move(parsed);
          return done();
        },
        stop));
    for (sync::RecordList& list : page.lists)
      if (seen.insert(list.id).second) out.push_back(std::move(list));
    if (page.next.empty()) return out;
    if (page.next == after) return no_end("HubSpot's lists do not come to an end.");
    after = page.next;
  }
  return no_end("HubSpot's lists do not come to an end.");
}

Result<std::vector<std::string>> Client::list_members(const std::string& list_id, std::stop_token stop) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  std::string after;
  for (int n = 0; n < kPagesMax; ++n) {
    MembersPage page;
    EVERY_CHECK(caller_.send(
        {.endpoint = "list_members", .url = portal_->endpoints().list_members(list_id, after)},
        [&](const net::HttpResponse& response) -> Status {
          EVERY_TRY(parsed, parse_members(response.body));
          page = std::move(parsed);
          return done();
        },
        stop));
    for (std::string& id : page.ids)
      if (seen.insert(id).second) out.push_back(std::move(id));
    if (page.next.empty()) return out;
    if (page.next == after) return no_end("HubSpot's members of a list do not come to an end.");
    after = page.next;
  }
  return no_end("HubSpot's members of a list do not come to an end.");
}

}  // namespace every::hubspot
