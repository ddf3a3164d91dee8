// What the database refuses about money whatever the statement, and what becomes of payments that were kept
// before payments belonged to clients.
#include <sqlite3.h>

#include "store/erasure.h"
#include "store/migrations.h"
#include "store/payments.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

class MoneyStepsTest : public StoreTest {
 protected:
  void SetUp() override {
    db->write([&](Tx& tx) {
      Clients(tx, ours).insert(client("a", "Acme"));
      Clients(tx, ours).insert(client("b", "Bolt"));
      for (const char* id : {"i1", "i2", "theirs"}) {
        domain::Invoice one = invoice(id, std::string(id) == "theirs" ? "b" : "a", "");
        Invoices all(tx, ours);
        all.insert(one);
        one.status = domain::DocumentStatus::issued;
        one.number = "INV-" + one.id;
        one.issue_date = today;
        EXPECT_TRUE(all.update_issued(one, 0));
      }
      domain::Invoice open = invoice("draft", "a", "");
      Invoices(tx, ours).insert(open);
      Payments(tx, ours).insert(paid("p", 150'00, {{"i1", "", usd(100'00)}, {"i2", "", usd(20'00)}}));
    });
  }
  static Money usd(std::int64_t cents) { return {cents, *Currency::from("USD")}; }
  domain::Payment paid(const std::string& id, std::int64_t cents, std::vector<domain::Allocation> parts) {
    return {.id = id,
            .client_id = "a",
            .amount = usd(cents),
            .date = today,
            .method = "card",
            .created_at = from_ms(1),
            .created_by = "Dana",
            .allocations = std::move(parts)};
  }
  bool taken(const std::string& sql) {
    try {
      db->write([&](Tx& tx) { tx.run(ours, sql); });
      return true;
    } catch (const StorageError&) {
      return false;
    }
  }
  std::int64_t number(const std::string& sql) {
    return db->read([&](Tx& tx) { return tx.number(ours, sql); });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, MoneyStepsTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(MoneyStepsTest, NoInvoiceIsPaidBeyondWhatIsDueAndNoPaymentSpentTwice) {
  const char* into =
      "INSERT INTO allocations (workspace_id, payment_id, invoice_id, amount, at, by_) VALUES ($1, ";
  EXPECT_FALSE(
      taken("UPDATE allocations SET amount = amount + 1 WHERE workspace_id = $1 AND invoice_id = 'i1'"));
  EXPECT_FALSE(taken("UPDATE allocations SET amount = 5001 WHERE workspace_id = $1 AND invoice_id = 'i2'"));
  EXPECT_FALSE(
      taken("UPDATE allocations SET invoice_id = 'i2' WHERE workspace_id = $1 AND invoice_id = 'i1'"));
  EXPECT_FALSE(taken(std::string(into) + "'p', 'theirs', 100, 1, '')")) << "another client's";
  EXPECT_FALSE(taken(std::string(into) + "'p', 'draft', 100, 1, '')"));
  EXPECT_FALSE(taken(std::string(into) + "'q', 'i2', 100, 1, '')")) << "no such payment";
  EXPECT_FALSE(taken("UPDATE payments SET amount = 1000000 WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("UPDATE payments SET used = 0 - 1 WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("UPDATE payments SET client_id = 'b' WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("DELETE FROM payments WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("UPDATE invoices SET status = 'void' WHERE workspace_id = $1 AND id = 'i2'"));
  EXPECT_EQ(number("SELECT used FROM payments WHERE workspace_id = $1"), 120'00);
  EXPECT_TRUE(taken("UPDATE allocations SET amount = 5000 WHERE workspace_id = $1 AND invoice_id = 'i2'"));
  EXPECT_EQ(number("SELECT paid FROM invoices WHERE workspace_id = $1 AND id = 'i2'"), 50'00);
  EXPECT_EQ(number("SELECT used FROM payments WHERE workspace_id = $1"), 150'00);
  EXPECT_TRUE(taken("DELETE FROM allocations WHERE workspace_id = $1"));
  EXPECT_EQ(number("SELECT sum(paid) FROM invoices WHERE workspace_id = $1"), 0);
  EXPECT_TRUE(taken("DELETE FROM payments WHERE workspace_id = $1"));
}

TEST_P(MoneyStepsTest, NoMoreIsCreditedThanWasInvoiced) {
  const auto credit = [&](const std::string& id, const std::string& about, std::int64_t cents) {
    domain::Invoice note = invoice(id, "a", "");
    note.kind = domain::DocumentKind::credit_note;
    note.about_id = about;
    note.lines.front().unit_price = usd(cents);
    note.totals = domain::totals(note.lines, note.currency);
    try {
      db->write([&](Tx& tx) {
        Invoices all(tx, ours);
        all.insert(note);
        note.status = domain::DocumentStatus::issued;
        note.number = "CN-" + id;
        all.update_issued(note, 0);
      });
      return true;
    } catch (const StorageError&) {
      return false;
    }
  };
  EXPECT_FALSE(credit("n1", "i1", 1)) << "it is paid in full";
  EXPECT_FALSE(credit("n2", "i2", 80'01));
  EXPECT_FALSE(credit("n3", "theirs", 1)) << "another client's";
  EXPECT_FALSE(credit("n4", "draft", 1));
  EXPECT_FALSE(credit("n5", "", 1));
  EXPECT_TRUE(credit("n6", "i2", 50'00));
  EXPECT_FALSE(credit("n7", "i2", 30'01));
  EXPECT_FALSE(credit("n8", "n6", 1)) << "a credit note is not credited";
  EXPECT_EQ(number("SELECT credited FROM invoices WHERE workspace_id = $1 AND id = 'i2'"), 50'00);
  EXPECT_FALSE(taken("UPDATE invoices SET credited = 0 - 1 WHERE workspace_id = $1 AND id = 'i2'"));
  EXPECT_FALSE(taken("UPDATE invoices SET status = 'void' WHERE workspace_id = $1 AND id = 'n6'"));
  EXPECT_FALSE(taken("UPDATE invoices SET kind = 'invoice' WHERE workspace_id = $1 AND id = 'n6'"));
  EXPECT_FALSE(taken("UPDATE invoices SET about_id = 'i1' WHERE workspace_id = $1 AND id = 'n6'"));
}

TEST_P(MoneyStepsTest, APersonIsErasedFromThePaymentsNoteAndTheMoneyStays) {
  domain::Payment noted = paid("noted", 10'00, {});
  noted.note = "Zebulon called";
  noted.reference = "R-7";
  db->write([&](Tx& tx) { Payments(tx, ours).insert(noted); });
  const std::vector<std::string> words = {"Zebulon"};
  db->write([&](Tx& tx) { EXPECT_EQ(Erasure(tx, ours).words(words, "[erased]"), 1); });
  const auto after = *db->read([&](Tx& tx) { return Payments(tx, ours).find("noted"); });
  EXPECT_EQ(after.note, "[erased] called");
  EXPECT_EQ(after.amount, usd(10'00));
  EXPECT_EQ(after.reference, "R-7");
}

// The database as it was before, with an invoice of 100.00 that got 60.00, 70.00 and 5.00.
TEST(MoneySteps, WhatWasOverPaidBeforeBecomesCredit) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> file(raw, sqlite3_close);
  const auto run = [&](std::string_view sql) {
    char* problem = nullptr;
    EXPECT_EQ(sqlite3_exec(raw, std::string(sql).c_str(), nullptr, nullptr, &problem), SQLITE_OK)
        << (problem == nullptr ? "" : problem);
    sqlite3_free(problem);
  };
  const auto number = [&](const char* sql) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    const std::int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
  };
  const auto steps = migrations();
  std::size_t next = 0;
  while (steps[next].find("CREATE TRIGGER invoices_begin_as_drafts") == std::string_view::npos)
    run(steps[next++]);
  run("INSERT INTO invoices (workspace_id, id, number, status, client_id, deal_id, deal_name, deal_url, "
      "currency, "
      "payment_terms_days, po_number, notes, footer, bill_to, from_, void_reason, subtotal, discount, tax, "
      "total, paid, "
      "created_at, updated_at, version, number_key) VALUES ('w', 'i', 'INV-1', 'issued', 'c', '', '', '', "
      "'USD', 0, '', "
      "'', '', '{}', '{}', '', 10000, 0, 0, 10000, 13500, 1, 1, 1, '')");
  for (const char* payment : {"'p1', 'i', 6000, 'USD', '2026-01-01'", "'p2', 'i', 7000, 'USD', '2026-01-02'",
                              "'p3', 'i', 500, 'USD', '2026-01-03'"})
    run("INSERT INTO payments (workspace_id, id, invoice_id, amount, currency, date, method, reference, "
        "note, "
        "created_at, created_by) VALUES ('w', " +
        std::string(payment) + ", 'card', '', '', 1, 'Dana')");
  while (next < steps.size()) run(steps[next++]);
  EXPECT_EQ(number("SELECT paid FROM invoices"), 10000);
  EXPECT_EQ(number("SELECT amount FROM allocations WHERE payment_id = 'p2'"), 4000);
  EXPECT_EQ(number("SELECT count(*) FROM allocations"), 2);
  EXPECT_EQ(number("SELECT sum(amount - used) FROM payments WHERE client_id = 'c'"), 3500);
}

TEST(MoneySteps, WhatWasIssuedKeepsWhatItPrintedWhenLetterheadsCame) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(raw, sqlite3_close);
  const auto run = [&](std::string_view sql) {
    EXPECT_EQ(sqlite3_exec(raw, std::string(sql).c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(raw);
  };
  const auto steps = migrations();
  std::size_t next = 0;
  while (steps[next].find("CREATE TABLE letterheads") == std::string_view::npos) run(steps[next++]);
  run("INSERT INTO workspaces (id, name, currency, time_zone, locale, country, street, street2, city, "
      "region, "
      "postal_code, address_country, tax_id, bank_details, invoice_prefix, payment_terms_days, created_at, "
      "updated_at, version) VALUES ('w', 'Fieldstone', 'USD', 'UTC', 'en-US', 'US', '', '', 'Oakland', '', "
      "'', "
      "'US', 'T1', 'IBAN 1', 'INV-', 30, 1, 1, 1)");
  run("INSERT INTO logos (workspace_id, type, image, updated_at) VALUES ('w', 'image/png', 'cGljdHVyZQ==', "
      "1)");
  for (const char* id : {"issued", "draft"})
    run("INSERT INTO invoices (workspace_id, id, number, status, client_id, deal_id, deal_name, deal_url, "
        "currency, payment_terms_days, po_number, notes, footer, bill_to, from_, void_reason, subtotal, "
        "discount, "
        "tax, total, paid, created_at, updated_at, version, number_key) VALUES ('w', '" +
        std::string(id) +
        "', '', 'draft', 'c', '', '', '', 'USD', 0, '', '', '', '{}', '{}', '', 100, 0, 0, 100, 0, 1, 1, 1, "
        "'')");
  run("UPDATE invoices SET status = 'issued', number = 'INV-1' WHERE id = 'issued'");
  while (next < steps.size()) run(steps[next++]);
  const auto text = [&](const char* sql) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
    const bool row = sqlite3_step(statement) == SQLITE_ROW;
    const auto* found = row ? sqlite3_column_text(statement, 0) : nullptr;
    const std::string value = found == nullptr ? "" : reinterpret_cast<const char*>(found);
    sqlite3_finalize(statement);
    return value;
  };
  EXPECT_EQ(text("SELECT letterhead FROM invoices WHERE id = 'issued'"), "first");
  EXPECT_EQ(text("SELECT letterhead FROM invoices WHERE id = 'draft'"), "");
  EXPECT_EQ(text("SELECT bank_details || json_extract(from_, '$.city') || locale FROM letterheads"),
            "IBAN 1Oaklanden-US");
  EXPECT_EQ(text("SELECT i.image FROM letterheads l JOIN logo_images i ON i.hash = l.logo"), "cGljdHVyZQ==");
  EXPECT_EQ(text("SELECT i.image FROM logos l JOIN logo_images i ON i.hash = l.hash"), "cGljdHVyZQ==");
}

TEST(MoneySteps, ProposalsKeepTheirNumberInASeriesThatNoPrefixNames) {
  sqlite3* raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &raw), SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(raw, sqlite3_close);
  const auto run = [&](std::string_view sql) {
    return sqlite3_exec(raw, std::string(sql).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  };
  const auto steps = migrations();
  std::size_t next = 0;
  while (next < steps.size() && steps[next].find("' proposals'") == std::string_view::npos)
    EXPECT_TRUE(run(steps[next++])) << sqlite3_errmsg(raw);
  EXPECT_TRUE(run("INSERT INTO number_series VALUES ('w', 'proposals', 1)"));
  EXPECT_TRUE(run("UPDATE number_series SET last = 2"));
  while (next < steps.size()) EXPECT_TRUE(run(steps[next++])) << sqlite3_errmsg(raw);
  EXPECT_TRUE(run("UPDATE number_series SET last = 3 WHERE series = ' proposals' AND last = 2"));
  EXPECT_EQ(sqlite3_changes(raw), 1);
  EXPECT_FALSE(run("INSERT INTO number_series VALUES ('w', 'other', 2)")) << "a series begins with 1 still";
}

}  // namespace
}  // namespace every::store
