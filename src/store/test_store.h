// What the store's contract tests share: a database of each engine there is, and rows to put into it. The
// tests speak to the seam alone; an engine joins by adding its opener here.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include "store/clients.h"
#include "store/database.h"
#include "store/deals.h"
#include "store/fresh_database.h"
#include "store/invoices.h"

namespace every::store {

class StoreTest : public testing::TestWithParam<const char*> {
 protected:
  StoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "every-store-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no directory for the test");
    dir = name;
    if (GetParam() == std::string_view("sqlite"))
      std::filesystem::copy_file(template_database(), dir / "every.db");
    open();
  }
  ~StoreTest() override {
    db.reset();
    std::filesystem::remove_all(dir);
  }
  std::string url() const { return std::string(GetParam()) + ":" + (dir / "every.db").string(); }
  void open() {
    auto opened = Database::open({.url = url()}, log);
    if (!opened.ok()) throw std::runtime_error(opened.error().detail);
    db = *std::move(opened);
  }

  static domain::Client client(const std::string& id, const std::string& name) {
    domain::Client c;
    c.id = id;
    c.name = name;
    c.created_at = c.updated_at = from_ms(1'795'430'000'000);
    return c;
  }
  static domain::Deal deal(const std::string& id, const std::string& hubspot_id) {
    domain::Deal d;
    d.id = id;
    d.name = "Deal " + id;
    d.amount = Money{100'00, *Currency::from("USD")};
    d.pipeline_id = "default";
    d.stage_id = "closedwon";
    d.won = true;
    d.hubspot = domain::HubSpotLink{"deal", hubspot_id, "1", "", std::nullopt, std::nullopt};
    d.created_at = d.updated_at = from_ms(1'795'430'000'000);
    return d;
  }
  static domain::Invoice invoice(const std::string& id, const std::string& client_id,
                                 const std::string& deal_id) {
    domain::Invoice i;
    i.id = id;
    i.client_id = client_id;
    i.deal_id = deal_id;
    i.currency = *Currency::from("USD");
    i.lines.push_back({.id = id + "-1", .description = "Work", .unit_price = {100'00, i.currency}});
    i.totals = domain::totals(i.lines, i.currency);
    i.paid = {0, i.currency};
    i.created_at = i.updated_at = from_ms(1'795'430'000'000);
    return i;
  }
  std::int64_t clients(const Tenant& tenant) {
    return db->read([&](Tx& tx) { return Clients(tx, tenant).list({}, {}, today).total; });
  }

  const Tenant ours{"ws-ours"}, theirs{"ws-theirs"};
  const Date today = *parse_date("2026-11-23");
  std::filesystem::path dir;
  Log log{Log::Level::off};
  std::unique_ptr<Database> db;
};

}  // namespace every::store
