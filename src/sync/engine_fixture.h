// For tests: a workspace with a real database in a directory of its own, a connected fake portal, and an
// engine.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/accounts.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/fresh_database.h"
#include "store/mirror.h"
#include "store/review.h"
#include "sync/engine.h"
#include "sync/fake_source.h"
#include "sync/review.h"

namespace every::sync {

// A database whose process "dies" at the n-th commit: that one and all later ones are undone.
class MortalDatabase final : public store::Database {
 public:
  MortalDatabase(store::Database& inner, int commits) : inner_(inner), left_(commits) {}
  bool healthy() override { return inner_.healthy(); }
  std::int64_t bytes_on_disk() override { return inner_.bytes_on_disk(); }
  bool scrub() override { return inner_.scrub(); }
  bool died() const { return left_ < 0; }
  int left() const { return left_; }

 protected:
  void run_read(const std::function<void(store::Tx&)>& body) override {
    inner_.read([&](store::Tx& tx) {
      body(tx);
      return 0;
    });
  }
  void run_write(const std::function<bool(store::Tx&)>& body) override {
    auto written = inner_.write([&](store::Tx& tx) -> Status {
      const bool keep = body(tx);
      if (--left_ < 0) throw store::StorageError("killed");
      return keep ? done() : Status(Error(Code::internal, "undone"));
    });
    static_cast<void>(written.ok());
  }

 private:
  store::Database& inner_;
  std::atomic<int> left_;
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "every-sync-XXXXXX").string();
    directory_ = mkdtemp(pattern.data());
    open_database();
    connect();
    source = std::make_shared<FakeSource>(clock);
  }
  ~EngineTest() override {
    engine.reset();
    db.reset();
    std::filesystem::remove_all(directory_);
  }

  void open_database() {
    db.reset();
    db = store::fresh_database(directory_ / ("every" + std::to_string(++files_) + ".db"), log, 2);
  }
  void connect() {
    db->write([&](store::Tx& tx) {
      store::Workspace workspace;
      workspace.id = "w1";
      workspace.name = "Fieldstone";
      workspace.created_at = workspace.updated_at = clock.now();
      store::Accounts(tx).insert_workspace(workspace);
      store::Connection connection;
      connection.state = store::ConnectionState::connected;
      connection.portal_id = "77";
      connection.epoch = 1;
      store::Connections(tx, tenant).put(connection);
    });
  }

  std::function<void(const store::Run&)> on_progress;  // by the run's own thread

  Engine& make_engine(store::Database& over) {
    engine.reset();
    engine = std::make_unique<Engine>(Engine::Parts{
        over, tenant, [this]() -> Result<std::shared_ptr<Source>> { return std::shared_ptr<Source>(source); },
        clock, random, log, metrics, tasks,
        [this](const store::Run& run) {
          progress.push_back(run.percent);
          if (on_progress) on_progress(run);
        },
        [this](const store::Run& run) { ended.push_back(run); }});
    return *engine;
  }

  const std::filesystem::path& folder() const { return directory_; }  // of the database's files

  // Runs to its end and gives the row.
  store::Run finish(const Result<store::Run>& started) {
    EXPECT_TRUE(started.ok()) << started.error().detail;
    EXPECT_TRUE(engine->wait_idle(Millis(60'000)));
    return row(started->id);
  }
  store::Run row(const std::string& id) {
    return db->read([&](store::Tx& tx) { return *store::Runs(tx, tenant).find(id); });
  }
  store::Run sync() {
    if (!engine) make_engine(*db);
    clock.advance(Millis(60'000));
    source->set_time(clock.now());
    return finish(engine->start({}));
  }
  store::Run import(const ImportRequest& request) {
    if (!engine) make_engine(*db);
    StartRequest start;
    start.kind = "import";
    start.trigger = "import";
    start.import = request;
    return finish(engine->start(start));
  }
  ImportTotals totals(const store::Run& run) {
    return db->read([&](store::Tx& tx) { return import_totals(tx, tenant, run.id); });
  }
  static ImportRequest everything(MatchPolicy undecided = MatchPolicy::ask) {
    ImportRequest request;
    request.all = true;
    request.undecided = undecided;
    request.by = "Dana";
    return request;
  }
  std::vector<store::RunError> errors(const store::Run& run) {
    return db->read(
        [&](store::Tx& tx) { return store::Runs(tx, tenant).errors(run.id, {"", false, 0, 500}).items; });
  }

  // A person's record made here, with a client of its own.
  std::string person_here(const std::string& name, const std::string& email, const std::string& client_name) {
    domain::Contact contact;
    contact.id = new_id(clock, random);
    contact.first_name = name;
    contact.email = email;
    contact.created_at = contact.updated_at = clock.now();
    domain::Client client;
    client.id = new_id(clock, random);
    client.name = client_name;
    client.tax_id = "TAX-1";
    client.created_at = client.updated_at = clock.now();
    db->write([&](store::Tx& tx) {
      store::Contacts(tx, tenant).insert(contact);
      store::Clients(tx, tenant).insert(client);
      domain::Membership membership;
      membership.client_id = client.id;
      membership.contact_id = contact.id;
      membership.invoice_role = membership.proposal_role = domain::Role::primary;
      store::Contacts(tx, tenant).put_membership(membership);
      ReviewDesk(tx, tenant).contacts_changed(std::vector<std::string>{email});
    });
    return contact.id;
  }

  // A portal of people, companies and deals that hang together in several ways.
  void fill(int contacts, int companies, int deals) {
    for (int i = 0; i < companies; ++i)
      source->put(ObjectType::company, std::to_string(800 + i * 7),
                  {{"name", "Company " + std::to_string(i)},
                   {"domain", "c" + std::to_string(i) + ".example"},
                   {"hubspot_owner_id", "9001"}});
    for (int i = 0; i < contacts; ++i) {
      const std::string id = std::to_string(95 + i * 3);
      source->put(ObjectType::contact, id,
                  {{"firstname", "P" + std::to_string(i)},
                   {"lastname", "Ñandú"},
                   {"email", "p" + std::to_string(i) + "@x.example"},
                   {"phone", i % 4 == 0 ? "" : "+1 555 0" + std::to_string(i)}});
      if (companies > 0 && i % 3 != 0)
        source->associate(ObjectType::contact, id, ObjectType::company,
                          std::to_string(800 + i % companies * 7), true);
    }
    for (int i = 0; i < deals; ++i) {
      const std::string id = std::to_string(5'000 + i * 11);
      source->put(ObjectType::deal, id,
                  {{"dealname", "Deal " + std::to_string(i)},
                   {"amount", std::to_string(100 + i) + ".50"},
                   {"dealstage", "closedwon"},
                   {"pipeline", "default"},
                   {"closedate", "2026-06-01T03:30:00Z"},
                   {"hs_is_closed", "true"},
                   {"hs_is_closed_won", "true"}});
      if (contacts > 0 && i % 2 == 0)
        source->associate(ObjectType::deal, id, ObjectType::contact, std::to_string(95 + i % contacts * 3));
      if (companies > 0 && i % 3 == 0)
        source->associate(ObjectType::deal, id, ObjectType::company, std::to_string(800 + i % companies * 7),
                          true);
    }
  }

  // Everything the mirror has, as one text; and what it should have.
  std::string mirror_text() {
    return db->read([&](store::Tx& tx) {
      store::Mirror mirror(tx, tenant);
      std::string out;
      for (const ObjectType type : kObjectTypes)
        for (const auto& r : mirror.after(std::string(name(type)), "", 100'000)) {
          out += std::string(name(type)) + " " + r.id + " " + r.properties + "\n";
          for (const ObjectType to : kObjectTypes)
            for (const auto& a : mirror.associations(std::string(name(type)), r.id, std::string(name(to))))
              out += " -> " + a.to_type + " " + a.to_id + (a.primary ? " primary\n" : "\n");
        }
      return out;
    });
  }
  std::string portal_text() {
    std::string out;
    for (const ObjectType type : kObjectTypes)
      for (const auto& [id, r] : source->records(type)) {
        out += std::string(name(type)) + " " + id + " " + canonical_json(r.properties) + "\n";
        for (const ObjectType to : kObjectTypes)
          for (const auto& a : source->links(type, id, to))
            out += " -> " + std::string(name(to)) + " " + a.to_id + (a.primary ? " primary\n" : "\n");
      }
    return out;
  }
  // What is here, without ids and times of our own.
  std::string here_text() {
    return db->read([&](store::Tx& tx) {
      store::Contacts contacts(tx, tenant);
      std::vector<std::string> lines;
      const auto link = [](const auto& row) {
        return row.hubspot ? " @" + row.hubspot->object_id : std::string();
      };
      for (std::int64_t offset = 0;; offset += 500) {
        const auto window =
            store::Clients(tx, tenant).list({}, {"name", false, offset, 500}, *parse_date("2026-01-01"));
        for (const auto& r : window.items) {
          lines.push_back("client " + r.client.name + (r.client.is_person ? " person" : "") + link(r.client) +
                          " v" + std::to_string(r.client.version));
          for (const auto& m : contacts.memberships_of_client(r.client.id)) {
            const auto c = contacts.find(m.contact_id);
            lines.push_back("client " + r.client.name + " has " + c->email + " " +
                            std::string(name(m.invoice_role)) + (m.from_hubspot ? " hs" : ""));
          }
        }
        if (window.items.size() < 500) break;
      }
      for (std::int64_t offset = 0;; offset += 500) {
        const auto window = contacts.list({}, {"name", false, offset, 500});
        for (const auto& c : window.items)
          lines.push_back("contact " + c.display_name() + " " + c.email + " " + c.phone + link(c) + " v" +
                          std::to_string(c.version));
        if (window.items.size() < 500) break;
      }
      for (std::int64_t offset = 0;; offset += 500) {
        const auto window =
            store::Deals(tx, tenant).list({}, {"name", false, offset, 500}, *parse_date("2026-01-01"));
        for (const auto& r : window.items)
          lines.push_back("deal " + r.deal.name + " " + (r.deal.amount ? r.deal.amount->decimal() : "-") +
                          " of " + r.deal.client_name + " with " + std::to_string(r.deal.contact_ids.size()) +
                          (r.deal.won ? " won" : "") + link(r.deal) + " v" + std::to_string(r.deal.version));
        if (window.items.size() < 500) break;
      }
      std::sort(lines.begin(), lines.end());
      std::string out;
      for (const auto& line : lines) out += line + "\n";
      return out;
    });
  }

  ManualClock clock{*parse_rfc3339("2026-11-23T10:00:00Z")};
  SeededRandom random{7};
  Log log{Log::Level::off};
  Metrics metrics;
  RealTasks tasks;
  store::Tenant tenant{"w1"};
  std::unique_ptr<store::Database> db;
  std::shared_ptr<FakeSource> source;
  std::vector<int> progress;
  std::vector<store::Run> ended;
  std::unique_ptr<Engine> engine;

 private:
  std::filesystem::path directory_;
  int files_ = 0;
};

}  // namespace every::sync
