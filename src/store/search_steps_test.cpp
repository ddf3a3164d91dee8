// What was searched for before the words got a scope of four digits is found after, and by its workspace
// alone.
#include <gtest/gtest.h>

#include <string>

#include "store/old_database.h"

namespace every::store {
namespace {

TEST(SearchSteps, WordsOfAllWorkspacesAreFoundAfterTheirScopeChanges) {
  OldDatabase db("CREATE TABLE search_scopes");
  const auto found = [&](const std::string& index, const std::string& match) {
    return db.text("SELECT rowid FROM search_" + index + " WHERE search_" + index + " MATCH '\"" + match +
                   "\" *' ORDER BY rowid");
  };
  for (const std::string id : {"01k", "01m"})
    db.run(
        "INSERT INTO workspaces (id, name, currency, time_zone, locale, country, street, street2, city, "
        "region, "
        "postal_code, address_country, tax_id, bank_details, invoice_prefix, payment_terms_days, created_at, "
        "updated_at, version) VALUES ('" +
        id + "', '', 'USD', 'UTC', 'en', '', '', '', '', '', '', '', '', '', 'INV-', 14, 1, 1, 1)");
  const auto client = [&](const std::string& workspace, const std::string& id, int archived,
                          const std::string& words) {
    db.run(
        "INSERT INTO clients (workspace_id, id, is_person, name, legal_name, email, phone, website, tax_id, "
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
  db.migrate();
  EXPECT_EQ(found("client", "0001ma"), "1");
  EXPECT_EQ(found("client", "0001maria@"), "1");
  EXPECT_EQ(found("client", "0001acme"), "1");
  EXPECT_EQ(found("client", "0002acme"), "2");
  EXPECT_EQ(found("client", "00022a"), "2");
  EXPECT_EQ(found("client", "0002ma"), "");
  EXPECT_EQ(found("client_archived", "0002a"), "3");
}

}  // namespace
}  // namespace every::store
