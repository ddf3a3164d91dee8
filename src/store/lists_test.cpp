// Lists, searches and the review against a plain model of them: any window of any order, after any changes.
#include <algorithm>
#include <map>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "store/review.h"
#include "store/test_store.h"

namespace every::store {
namespace {

class ListsTest : public StoreTest {
 protected:
  std::string word() {
    static constexpr const char* kWords[] = {
        "Ångström",  "Café",  "café", "O'Brien",  "Zoë",    "żółw",    "北京", "Smith", "smith", "Ärger",
        "d’Aubigné", "Émile", "x",    "İstanbul", "Straße", "ΣΊΣΥΦΟΣ", "नमस्ते", "42",    "a-b"};
    return kWords[random.below(std::size(kWords))];
  }
  SeededRandom random{20'261'123};
};

INSTANTIATE_TEST_SUITE_P(Engines, ListsTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(ListsTest, EveryWindowOfEveryOrderIsThatOfTheWholeList) {
  std::vector<domain::Client> model;
  db->write([&](Tx& tx) {
    Clients all(tx, ours);
    for (int i = 0; i < 700; ++i) {
      auto c =
          client("c" + std::to_string(i), word() + " " + word() + " " + std::to_string(random.below(300)));
      c.email = to_lower_ascii("p" + std::to_string(random.below(400)) + "@x.example");
      c.updated_at = from_ms(1'700'000'000'000 + static_cast<std::int64_t>(random.below(500)) * 1000);
      c.source = random.below(3) == 0 ? domain::Source::csv : domain::Source::manual;
      all.insert(c);
      model.push_back(c);
    }
    // Changes, removals and archiving, so that indexes and counters are not only ever added to.
    for (int i = 0; i < 300; ++i) {
      auto& c = model[random.below(model.size())];
      c.name = word() + " changed " + std::to_string(random.below(50));
      c.archived = random.below(5) == 0;
      EXPECT_TRUE(all.update(c, 0));
    }
    for (int i = 0; i < 60; ++i) {
      const auto at = random.below(model.size());
      EXPECT_TRUE(all.remove(model[at].id));
      model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
    }
  });
  for (const std::string source : {"", "csv", "here", "hubspot"})
    for (const std::string status : {"active", "archived"})
      for (const std::string sort : {"name", "email", "updatedAt"})
        for (const bool descending : {false, true}) {
          std::vector<std::string> want;
          for (const auto& c : model) {
            if (c.archived != (status == "archived")) continue;
            if (source == "csv" && c.source != domain::Source::csv) continue;
            if (source == "hubspot") continue;
            want.push_back(sort == "name"    ? fold(c.name)
                           : sort == "email" ? c.email
                                             : std::to_string(to_ms(c.updated_at)));
          }
          std::sort(want.begin(), want.end());
          if (descending) std::reverse(want.begin(), want.end());
          std::vector<std::string> got;
          std::set<std::string> ids;
          const auto limit = static_cast<std::int64_t>(1 + random.below(200));
          db->read([&](Tx& tx) {
            for (std::int64_t offset = 0;; offset += limit) {
              const auto window = Clients(tx, ours).list(
                  {.q = "", .source = source, .status = status},
                  {.sort = sort, .descending = descending, .offset = offset, .limit = limit}, today);
              EXPECT_EQ(window.total, std::ssize(want));
              if (window.items.empty()) return true;
              for (const auto& row : window.items) {
                const auto& c = row.client;
                ids.insert(c.id);
                got.push_back(sort == "name"    ? fold(c.name)
                              : sort == "email" ? c.email
                                                : std::to_string(to_ms(c.updated_at)));
              }
            }
          });
          EXPECT_EQ(got, want) << source << " " << status << " " << sort << " " << descending;
          EXPECT_EQ(ids.size(), want.size()) << "a row twice";
        }
}

// Windows far into a list start at rows that are remembered; what they show is what a walk shows, whatever
// was written between, and by whichever thread.
TEST_P(ListsTest, AJumpFarIntoAListIsRightWhateverWasWrittenBefore) {
  static constexpr int kRows = 9'000;
  std::vector<std::pair<std::string, std::string>> model;  // name, id
  const auto put = [&](Tx& tx, int i) {
    auto c = client("c" + std::to_string(i), "Client " + std::to_string(random.below(4'000)));
    Clients(tx, ours).insert(c, Carry::later);
    model.emplace_back(fold(c.name), c.id);
  };
  db->write([&](Tx& tx) {
    for (int i = 0; i < kRows; ++i) put(tx, i);
  });
  for (int round = 0; round < 40; ++round) {
    if (round % 3 == 1)
      db->write([&](Tx& tx) {
        const auto at = random.below(model.size());
        EXPECT_TRUE(Clients(tx, ours).remove(model[at].second));
        model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
        put(tx, kRows + round);
      });
    if (round % 9 == 5)  // taken back: nothing has changed
      EXPECT_THROW(db->write([&](Tx& tx) {
        Clients(tx, ours).remove(model.front().second);
        throw std::runtime_error("taken back");
      }),
                   std::runtime_error);
    std::vector<std::string> want;
    for (const auto& [name, id] : model) want.push_back(name);
    const bool descending = random.below(2) == 0;
    std::sort(want.begin(), want.end());
    if (descending) std::reverse(want.begin(), want.end());
    // What lies behind a mark is near the middle, from either end.
    const auto offset = static_cast<std::int64_t>(
        round % 2 == 0 ? random.below(model.size()) : model.size() / 2 - 350 + random.below(700));
    const auto window = db->read([&](Tx& tx) {
      return Clients(tx, ours).list({}, {.descending = descending, .offset = offset, .limit = 20}, today);
    });
    ASSERT_EQ(std::ssize(window.items), std::min<std::int64_t>(20, std::ssize(want) - offset));
    for (std::size_t k = 0; k < window.items.size(); ++k)
      EXPECT_EQ(fold(window.items[k].client.name), want[static_cast<std::size_t>(offset) + k])
          << offset << " " << descending << " round " << round;
    // Nobody owes anything: all share the key, and stand as they came.
    const auto alike = db->read([&](Tx& tx) {
      return Clients(tx, ours).list(
          {}, {.sort = "balance", .descending = descending, .offset = offset, .limit = 20}, today);
    });
    ASSERT_EQ(alike.items.size(), window.items.size());
    for (std::size_t k = 0; k < alike.items.size(); ++k) {
      const std::size_t at = static_cast<std::size_t>(offset) + k;
      EXPECT_EQ(alike.items[k].client.id, model[descending ? model.size() - 1 - at : at].second)
          << offset << " " << descending << " round " << round;
    }
  }
}

TEST_P(ListsTest, SearchFindsWordsByTheirBeginningsWithoutCaseOrAccents) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("a", "Émile d’Aubigné"));
    Clients(tx, ours).insert(client("b", "Straße 7 Verlag"));
    Clients(tx, ours).insert(client("c", "北京 Trading"));
  });
  const auto find = [&](const std::string& q) {
    return db->read([&](Tx& tx) {
      std::string out;
      for (const auto& row : Clients(tx, ours).list({.q = q, .source = "", .status = ""}, {}, today).items)
        out += row.client.id;
      return out;
    });
  };
  EXPECT_EQ(find("emi"), "a");
  EXPECT_EQ(find("EMILE aubi"), find("émile aubi"));
  EXPECT_EQ(find("strass"), "b");
  EXPECT_EQ(find("北"), "c");
  EXPECT_EQ(find("mile"), "");
  EXPECT_EQ(find("trading straße"), "");
  for (const char* odd : {"\"", "*", "a OR b", "NEAR(", "'; DROP TABLE clients; --", "%", "\\", "-"})
    static_cast<void>(find(odd));
  db->write([&](Tx& tx) { EXPECT_TRUE(Clients(tx, ours).update(client("a", "Renamed"), 0)); });
  EXPECT_EQ(find("emi"), "");
  EXPECT_EQ(find("rena"), "a");
  EXPECT_EQ(find(""), "abc") << "no word asks for everything, by name";
}

// Everybody of a name lies together in the order of names, far from both ends; some are found by their
// address.
TEST_P(ListsTest, ManyFindsOfOneNameAreListedInOrder) {
  static constexpr int kRows = 6'500;
  std::vector<domain::Contact> model;
  db->write([&](Tx& tx) {
    for (int i = 0; i < kRows; ++i) {
      domain::Contact c;
      c.id = "p" + std::to_string(i);
      const bool maria = i % 4 == 0;
      c.first_name = maria ? "Maria" : i % 2 == 0 ? "Anna" : "Zoë";
      c.last_name = word() + std::to_string(random.below(2'000));
      c.email = (i % 50 == 1 ? "maria" : "p") + std::to_string(i) + "@x.example";
      c.source = random.below(3) == 0 ? domain::Source::csv : domain::Source::manual;
      Contacts(tx, ours).insert(c);
      if (maria || i % 50 == 1) model.push_back(c);
    }
  });
  const auto key = [](const domain::Contact& c, const std::string& sort) {
    return sort == "email" ? c.email : fold(c.display_name());
  };
  for (int round = 0; round < 60; ++round) {
    const std::string sort = round % 3 == 0 ? "email" : "name", source = round % 4 == 1 ? "csv" : "";
    const bool descending = random.below(2) == 0;
    std::vector<std::string> want;
    for (const auto& c : model)
      if (source.empty() || c.source == domain::Source::csv) want.push_back(key(c, sort));
    std::sort(want.begin(), want.end());
    if (descending) std::reverse(want.begin(), want.end());
    const auto offset = static_cast<std::int64_t>(random.below(want.size() + 10));
    const auto window = db->read([&](Tx& tx) {
      return Contacts(tx, ours).list({.q = "MARIA", .source = source, .client_id = ""},
                                     {.sort = sort, .descending = descending, .offset = offset, .limit = 40});
    });
    EXPECT_EQ(window.total, std::ssize(want));
    ASSERT_EQ(std::ssize(window.items), std::clamp<std::int64_t>(std::ssize(want) - offset, 0, 40));
    for (std::size_t k = 0; k < window.items.size(); ++k)
      EXPECT_EQ(key(window.items[k], sort), want[static_cast<std::size_t>(offset) + k])
          << offset << " " << sort << " " << descending << " " << source;
  }
}

// Rows are put again and again while a load goes on; only what differs is written, and it has to come to the
// same.
TEST_P(ListsTest, TheReviewIsWhatWasPutLast) {
  std::map<std::string, ReviewRow> model;
  static constexpr const char* kStates[] = {"new", "duplicate", "imported", "skipped", "gone"};
  for (int round = 0; round < 60; ++round) {
    std::vector<ReviewRow> rows;
    for (int i = 0; i < 20; ++i) {
      const std::string id = std::to_string(900 + random.below(200));
      ReviewRow row = model.contains(id) ? model[id] : ReviewRow{};
      row.hubspot_id = id;
      if (!model.contains(id)) row.state = "new";
      switch (random.below(7)) {
        case 0:
          row.name = word() + " " + word();
          break;
        case 1:
          row.company = word();
          break;
        case 2:
          row.state = kStates[random.below(std::size(kStates))];
          break;
        case 3:
          row.deals = static_cast<std::int64_t>(random.below(5));
          break;
        case 4:
          row.phone = std::to_string(random.below(1000));
          break;
        case 5:
          row.email = word() + "@x.example";
          row.no_email = false;
          break;
        default:
          break;
      }
      model[id] = row;
      rows.push_back(row);
    }
    db->write([&](Tx& tx) { Review(tx, ours).put(rows); });
  }
  db->read([&](Tx& tx) {
    Review review(tx, ours);
    std::map<std::string, std::int64_t> by_state;
    for (const auto& [id, want] : model) {
      const auto got = review.find(id);
      if (!got) {
        ADD_FAILURE() << id << " is missing";
        continue;
      }
      EXPECT_EQ(got->name, want.name);
      EXPECT_EQ(got->company, want.company);
      EXPECT_EQ(got->state, want.state);
      EXPECT_EQ(got->deals, want.deals);
      EXPECT_EQ(got->phone, want.phone);
      EXPECT_EQ(got->email, want.email);
      ++by_state[want.state];
    }
    for (const char* state : kStates) {
      const auto window = review.list({.state = state, .q = ""},
                                      {.sort = "name", .descending = false, .offset = 0, .limit = 500});
      EXPECT_EQ(window.total, by_state[state]) << state;
      EXPECT_TRUE(std::is_sorted(window.items.begin(), window.items.end(),
                                 [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); }));
    }
    // A company that a row no longer has does not find it any more.
    for (const std::string q : {"strasse", "smith", "cafe"}) {
      std::int64_t want = 0;
      for (const auto& [id, row] : model) {
        const std::string all = fold(row.name + " " + row.email + " " + row.company);
        if ((q == "strasse" && all.find("strasse") != std::string::npos) ||
            (q == "smith" && all.find("smith") != std::string::npos) ||
            (q == "cafe" && all.find("café") != std::string::npos))
          ++want;
      }
      EXPECT_EQ(review.list({.state = "", .q = q}, {}).total, want) << q;
    }
    return true;
  });
}

}  // namespace
}  // namespace every::store
