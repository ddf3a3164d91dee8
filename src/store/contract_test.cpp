// What every engine promises: transactions, tenants, versions, uniqueness under concurrency, numbers without
// gaps, and a file that a kill leaves whole.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "store/accounts.h"
#include "store/journal.h"
#include "store/notes.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(StoreTest, AnErrorOrAnExceptionLeavesNothingBehind) {
  const auto failed = db->write([&](Tx& tx) -> Status {
    Clients(tx, ours).insert(client("a", "Acme"));
    return Error(Code::validation, "no");
  });
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(clients(ours), 0);
  EXPECT_THROW(db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("a", "Acme"));
    throw std::runtime_error("on the way");
  }),
               std::runtime_error);
  EXPECT_EQ(clients(ours), 0);
  db->write([&](Tx& tx) { Clients(tx, ours).insert(client("a", "Acme")); });
  EXPECT_EQ(clients(ours), 1);
}

TEST_P(StoreTest, AReadSeesOneMomentWhileOthersWrite) {
  db->write([&](Tx& tx) { Clients(tx, ours).insert(client("a", "Acme")); });
  db->read([&](Tx& tx) {
    Clients reader(tx, ours);
    EXPECT_EQ(reader.find("a")->name, "Acme");
    std::jthread([&] {
      db->write([&](Tx& inner) {
        Clients(inner, ours).update(client("a", "Renamed"), 0);
        Clients(inner, ours).insert(client("b", "Bolt"));
      });
    }).join();
    EXPECT_EQ(reader.find("a")->name, "Acme");
    EXPECT_FALSE(reader.find("b"));
    return true;
  });
  EXPECT_EQ(clients(ours), 2);
}

TEST_P(StoreTest, OneTenantNeverMeetsAnothersRows) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("a", "Acme Secret"));
    Deals(tx, ours).insert(deal("d", "77"));
    Invoices(tx, ours).insert(invoice("i", "a", "d"));
    Notes(tx, ours).insert({"n", "a", "hush", "Dana", from_ms(1), from_ms(1)});
    EXPECT_EQ(Invoices(tx, ours).take_number("INV-"), 1);
  });
  db->write([&](Tx& tx) {
    Clients other(tx, theirs);
    EXPECT_FALSE(other.find("a"));
    EXPECT_FALSE(other.remove("a"));
    EXPECT_FALSE(other.update(client("a", "Stolen"), 0));
    EXPECT_EQ(other.list({.q = "secret", .source = "", .status = ""}, {}, today).total, 0);
    EXPECT_EQ(other.list({}, {}, today).total, 0);
    EXPECT_FALSE(Deals(tx, theirs).find("d"));
    EXPECT_FALSE(Deals(tx, theirs).by_hubspot("77"));
    EXPECT_TRUE(Deals(tx, theirs).stage_totals({}).empty());
    EXPECT_FALSE(Invoices(tx, theirs).find("i"));
    EXPECT_FALSE(Invoices(tx, theirs).remove_draft("i"));
    EXPECT_TRUE(Notes(tx, theirs).of_client("a").empty());
    EXPECT_EQ(Invoices(tx, theirs).take_number("INV-"), 1);
    // The same ids may exist in both.
    other.insert(client("a", "Another Acme"));
    Deals(tx, theirs).insert(deal("d", "77"));
  });
  db->read([&](Tx& tx) {
    EXPECT_EQ(Clients(tx, ours).find("a")->name, "Acme Secret");
    EXPECT_EQ(Clients(tx, theirs).find("a")->name, "Another Acme");
    EXPECT_EQ(Clients(tx, ours).list({.q = "acme", .source = "", .status = ""}, {}, today).total, 1);
    return true;
  });
}

TEST_P(StoreTest, AnOldVersionChangesNothing) {
  db->write([&](Tx& tx) {
    Clients all(tx, ours);
    all.insert(client("a", "Acme"));
    EXPECT_TRUE(all.update(client("a", "Second"), 1));
    EXPECT_FALSE(all.update(client("a", "Late"), 1));
    EXPECT_EQ(all.find("a")->name, "Second");
    EXPECT_EQ(all.find("a")->version, 2);
  });
}

TEST_P(StoreTest, OneHubSpotRecordIsOneRow) {
  db->write([&](Tx& tx) { Deals(tx, ours).insert(deal("d1", "77")); });
  EXPECT_THROW(db->write([&](Tx& tx) { Deals(tx, ours).insert(deal("d2", "77")); }), StorageError);
  auto linked = client("a", "Acme");
  linked.hubspot = domain::HubSpotLink{"company", "9", "1", "", std::nullopt, std::nullopt};
  db->write([&](Tx& tx) { Clients(tx, ours).insert(linked); });
  linked.id = "b";
  EXPECT_THROW(db->write([&](Tx& tx) { Clients(tx, ours).insert(linked); }), StorageError);
  EXPECT_EQ(clients(ours), 1);
}

TEST_P(StoreTest, ADealHasOneLiveInvoiceHoweverManyTry) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("a", "Acme"));
    Deals(tx, ours).insert(deal("d", "77"));
  });
  std::atomic<int> made = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 10; ++i)
          if (db->write([&](Tx& tx) {
                return Invoices(tx, ours).insert(invoice("i" + std::to_string(t * 10 + i), "a", "d"));
              }))
            ++made;
      });
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(db->read([&](Tx& tx) { return Invoices(tx, ours).list({}, {}, today).total; }), 1);
}

TEST_P(StoreTest, NumbersAreTakenWithoutGapsWhenSomeGiveUp) {
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 6; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 30; ++i)
          static_cast<void>(db->write([&](Tx& tx) -> Status {
                                const auto n = Invoices(tx, ours).take_number("INV-");
                                if ((i + t) % 3 == 0) return Error(Code::validation, "given up");
                                Clients(tx, ours).insert(
                                    client("n" + std::to_string(n), "Number " + std::to_string(n)));
                                return done();
                              }).ok());
      });
  }
  const auto next = db->write([&](Tx& tx) { return Invoices(tx, ours).take_number("INV-"); });
  EXPECT_EQ(next, clients(ours) + 1);
  db->read([&](Tx& tx) {
    for (std::int64_t n = 1; n < next; ++n) EXPECT_TRUE(Clients(tx, ours).find("n" + std::to_string(n))) << n;
    return true;
  });
}

// A child writes pairs of rows, each pair in one transaction, until it is killed in the middle of its work.
TEST_P(StoreTest, AKilledWriterLeavesWholeTransactions) {
  for (int round = 0; round < 5; ++round) {
    db.reset();
    int written[2];
    ASSERT_EQ(::pipe(written), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto mine = Database::open({.url = url()}, log);
      if (!mine.ok()) ::_exit(1);
      for (int i = 0;; ++i) {
        const std::string id = std::to_string(round) + "-" + std::to_string(i);
        (*mine)->write([&](Tx& tx) {
          Clients(tx, ours).insert(client("a" + id, "Pair " + id));
          Clients(tx, ours).insert(client("b" + id, "Pair " + id));
        });
        if (i == 0 && ::write(written[1], "1", 1) != 1) ::_exit(1);
      }
    }
    // From its first transaction on.
    char first = 0;
    ::close(written[1]);
    EXPECT_EQ(::read(written[0], &first, 1), 1);
    ::close(written[0]);
    ::usleep(static_cast<useconds_t>(5'000 + 37'000 * round));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
    open();
    db->read([&](Tx& tx) {
      Clients all(tx, ours);
      const auto window =
          all.list({}, {.sort = "name", .descending = false, .offset = 0, .limit = 500}, today);
      EXPECT_EQ(window.total % 2, 0);
      // Counted, listed and searched alike.
      EXPECT_EQ(all.list({.q = "pair", .source = "", .status = ""}, {}, today).total, window.total);
      for (const auto& row : window.items) {
        const std::string other = (row.client.id[0] == 'a' ? "b" : "a") + row.client.id.substr(1);
        EXPECT_TRUE(all.find(other)) << row.client.id;
      }
      return true;
    });
  }
  EXPECT_GT(clients(ours), 0);
}

TEST_P(StoreTest, ASecondProcessIsToldSo) {
  const auto second = Database::open({.url = url()}, log);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, Code::storage_failed);
  EXPECT_FALSE(second.error().fix.empty());
}

TEST_P(StoreTest, AnAddressOfNoEngineIsRefused) {
  for (const char* bad : {"", "mongo:here", "sqlite:"}) {
    const auto opened = Database::open({.url = bad}, log);
    ASSERT_FALSE(opened.ok()) << bad;
    EXPECT_EQ(opened.error().code, Code::storage_failed) << bad;
  }
}

TEST_P(StoreTest, WhatIsWrittenIsThereAfterReopening) {
  db->write([&](Tx& tx) { Clients(tx, ours).insert(client("a", "Acme")); });
  EXPECT_TRUE(db->healthy());
  EXPECT_GT(db->bytes_on_disk(), 0);
  db.reset();
  open();
  EXPECT_EQ(clients(ours), 1);
}

TEST_P(StoreTest, AStatementWithoutTenantCannotBeWritten) {
  EXPECT_THROW(db->read([&](Tx& tx) { return tx.number(ours, "SELECT count(*) FROM clients"); }),
               std::logic_error);
}

}  // namespace
}  // namespace every::store
