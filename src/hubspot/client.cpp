#include "hubspot/client.h"

#include "base/sentence.h"

#include <algorithm>
#include <set>

namespace every::hubspot {
namespace {

constexpr int kOwnerPagesMax = 1'000;

Error no_progress(std::string what) {
  return Error(Code::hubspot_bad_answer, sentence("HubSpot's answer makes no progress: {}.", ours(what)),
               "Usually this passes by itself; sync again.");
}

// Calls, and keeps what `parse` makes of the answer.
template <class T, class Parse>
Result<T> fetch(Caller& caller, const Call& call, Parse&& parse, const std::stop_token& stop) {
  std::optional<T> out;
  EVERY_CHECK(caller.send(
      call,
      [&](const net::HttpResponse& response) -> Status {
        auto parsed = parse(response.body);
        if (!parsed) return parsed.error();
        out = std::move(*parsed);
        return done();
      },
      stop));
  return std::move(*out);
}

}  // namespace

Client::Client(std::shared_ptr<Portal> portal, Priority priority)
    : portal_(std::move(portal)),
      caller_(portal_->tokens(), portal_->quota(), portal_->meter(), priority, portal_->services(),
              portal_->clock_offset_ms()) {}

// What it announced ends with it, so that nothing is kept free for a run that is over.
Client::~Client() {
  for (const auto type : sync::kObjectTypes)
    if (weight(type) > 0) portal_->quota().expect(chain_of(type), 0);
}

void Client::expect(sync::ObjectType type, std::int64_t requests_left, bool serial) {
  expected_[static_cast<std::size_t>(type)] = std::max<std::int64_t>(0, requests_left);
  portal_->quota().expect(chain_of(type), serial ? requests_left : 0);
}

std::int64_t Client::weight(sync::ObjectType type) const {
  return expected_[static_cast<std::size_t>(type)];
}

Result<sync::Account> Client::account(std::stop_token stop) {
  auto account = fetch<sync::Account>(caller_, {.endpoint = "account", .url = portal_->endpoints().account()},
                                      parse_account, stop);
  if (account) portal_->quota().set_zone(account->time_zone);
  return account;
}

Result<std::vector<sync::PropertyDefinition>> Client::properties(sync::ObjectType type,
                                                                 std::stop_token stop) {
  return fetch<std::vector<sync::PropertyDefinition>>(
      caller_, {.endpoint = "properties", .url = portal_->endpoints().properties(type)}, parse_properties,
      stop);
}

Result<std::vector<domain::Pipeline>> Client::pipelines(std::stop_token stop) {
  return fetch<std::vector<domain::Pipeline>>(
      caller_, {.endpoint = "pipelines", .url = portal_->endpoints().deal_pipelines()}, parse_pipelines,
      stop);
}

Result<std::vector<sync::Owner>> Client::owners(bool archived, std::stop_token stop) {
  std::vector<sync::Owner> out;
  std::set<std::string> seen;
  std::string after;
  for (int page = 0; page < kOwnerPagesMax; ++page) {
    EVERY_TRY(owners,
              fetch<OwnersPage>(caller_,
                                {.endpoint = "owners", .url = portal_->endpoints().owners(after, archived)},
                                parse_owners, stop));
    for (sync::Owner& owner : owners.owners) {
      owner.archived = owner.archived || archived;
      if (seen.insert(owner.id).second) out.push_back(std::move(owner));
    }
    if (owners.next.empty()) return out;
    if (owners.next == after) return no_progress("the same page of owners comes again");
    after = owners.next;
  }
  return no_progress("there are too many pages of owners");
}

Result<Client::Fetched> Client::fetch_records(Call call, const std::stop_token& stop) {
  return fetch<Fetched>(
      caller_, call,
      [](std::string_view body) -> Result<Fetched> {
        EVERY_TRY(page, parse_records(body));
        return Fetched{std::move(page), body.size()};
      },
      stop);
}

}  // namespace every::hubspot
