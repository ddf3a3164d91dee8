// What was searched for before the words got a scope of four digits is found after, and by its workspace
// alone.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "store/migrations.h"

namespace every::store {
namespace {

TEST(SearchSteps, WordsOfAllWorkspacesAreFoundAfterTheirScopeChanges) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(raw, sqlite3_close);
  const auto run = [&](const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  };
  const auto found = [&](const std::string& index, const std::string& match) {
    std::string out;
    const auto add = [](void* to, int, char** values, char**) {
      *static_cast<std::string*>(to) += std::string(values[0]) + " ";
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(raw,
                           ("SELECT rowid FROM search_" + index + " WHERE search_" + index + " MATCH '\"" +
                            match + "\" *' ORDER BY rowid")
                               .c_str(),
                           add, &out, nullptr),
              SQLITE_OK)
        << sqlite3_errmsg(raw);
    return out;
  };
  const auto steps = migrations();
  std::size_t next = 0;
  while (next < steps.size() && steps[next].find("CREATE TABLE search_scopes") == std::string_view::npos)
    run(std::string(steps[next++]));
  ASSERT_LT(next, steps.size());
  for (const std::string id : {"01k", "01m"})
    run("INSERT INTO workspaces (id, name, currency, time_zone, locale, country, street, street2, city, "
        "region, "
        "postal_code, address_country, tax_id, bank_details, invoice_prefix, payment_terms_days, created_at, "
        "updated_at, version) VALUES ('" +
        id + "', '', 'USD', 'UTC', 'en', '', '', '', '', '', '', '', '', '', 'INV-', 14, 1, 1, 1)");
  const auto client = [&](const std::string& workspace, const std::string& id, int archived,
                          const std::string& words) {
    run("INSERT INTO clients (workspace_id, id, is_person, name, legal_name, email, phone, website, tax_id, "
        "street, street2, city, region, postal_code, country, currency, tags, archived, source, "
        "hubspot_type, "
        "hubspot_id, portal_id, hubspot_url, owner_name, created_at, updated_at, version, name_key, "
        "email_key, "
        "balance_sort, search) VALUES ('" +
        workspace + "', '" + id + "', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '[]', " +
        std::to_string(archived) + ", 'manual', '', '', '', '', '', 1, 1, 1, '', '', 0, '" + words + "')");
  };
  client("01k", "a", 0, "acme maria maria@acme.example");
  client("01m", "b", 0, "acme 2acme");
  client("01m", "c", 1, "acme");
  client("01k", "d", 0, "");
  while (next < steps.size()) run(std::string(steps[next++]));
  EXPECT_EQ(found("client", "0001ma"), "1 ");
  EXPECT_EQ(found("client", "0001maria@"), "1 ");
  EXPECT_EQ(found("client", "0001acme"), "1 ");
  EXPECT_EQ(found("client", "0002acme"), "2 ");
  EXPECT_EQ(found("client", "00022a"), "2 ");
  EXPECT_EQ(found("client", "0002ma"), "");
  EXPECT_EQ(found("client_archived", "0002a"), "3 ");
}

}  // namespace
}  // namespace every::store
