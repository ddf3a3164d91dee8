// Our client and the sandbox on one wire, without a database between: what only many records show.
#include "api/hubspot_test_support.h"
#include "hubspot/client.h"

namespace every::api {
namespace {

class PastedToken final : public hubspot::TokenStore {
 public:
  Result<hubspot::Tokens> load() override {
    return hubspot::Tokens{std::string(sandbox::kDefaultStaticToken), "", std::nullopt};
  }
  Status save(const hubspot::Tokens&) override { return done(); }
};

class WireTest : public testing::Test {
 protected:
  static sandbox::Options large() {
    sandbox::Options o;
    o.contacts = 10'500;
    o.companies = 20;
    o.deals = 0;
    o.set_quota(100'000);
    o.search_per_second = 100'000;
    return o;
  }
  hubspot::Client make_client() {
    return hubspot::Client(
        std::make_shared<hubspot::Portal>(options(), std::make_unique<PastedToken>(), services),
        hubspot::Priority::background);
  }
  static hubspot::PortalOptions options() {
    hubspot::PortalOptions o;
    o.endpoints = hubspot::Endpoints("http://sandbox", "http://sandbox");
    return o;
  }

  ManualClock clock{from_ms(1'795'430'000'000)};
  SeededRandom random{11};
  Log log{Log::Level::off};
  Metrics metrics;
  ClockTasks tasks{clock};
  sandbox::Sandbox sandbox{large(), clock, log};
  SandboxHttp network{sandbox};
  hubspot::Services services{network, clock, random, log, metrics, tasks};
};

// HubSpot's monthly job moves every contact to one millisecond; a search shows 10,000 of them at most.
TEST_F(WireTest, TenThousandChangesInOneMillisecondAreAllRead) {
  const Instant moment = clock.now();
  sandbox.portal().touch_all(sandbox::Kind::contact, moment);
  hubspot::Client client = make_client();
  std::set<std::string> ids;
  std::string after;
  for (int pages = 0; pages < 100; ++pages) {
    const sync::Span span{moment, moment + Millis(1)};
    const auto page = client.changed_ids(sync::ObjectType::contact, std::span(&span, 1), after, {});
    ASSERT_TRUE(page) << page.error().detail;
    for (const auto& [id, modified] : page->ids) {
      EXPECT_EQ(modified, moment);
      EXPECT_TRUE(ids.insert(id).second) << id;
    }
    if (!page->more) break;
    after = page->ids.back().first;
  }
  EXPECT_EQ(ids.size(), 10'500u);
}

TEST_F(WireTest, ListsAndTheirMembersAreReadAsTheyAre) {
  hubspot::Client client = make_client();
  const auto lists = client.lists({});
  ASSERT_TRUE(lists) << lists.error().detail;
  EXPECT_EQ(lists->size(), 6u);
  for (const sync::RecordList& list : *lists) {
    const auto members = client.list_members(list.id, {});
    ASSERT_TRUE(members) << members.error().detail;
    const auto* there = sandbox.portal().lists().find(std::stoull(list.id));
    EXPECT_EQ(members->size(), there->members.size()) << list.name;
  }
}

}  // namespace
}  // namespace every::api
