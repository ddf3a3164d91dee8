// What the database refuses about money whatever the statement, and what becomes of payments that were kept
// before payments belonged to clients.
#include "store/encode.h"
#include "store/erasure.h"
#include "store/old_database.h"
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

// A workspace, a client, and an invoice that is issued for them.
void put_workspace(OldDatabase& db) {
  db.run(
      "INSERT INTO workspaces (id, name, currency, time_zone, locale, country, street, street2, city, "
      "region, "
      "postal_code, address_country, tax_id, bank_details, invoice_prefix, payment_terms_days, created_at, "
      "updated_at, version) VALUES ('w', 'Fieldstone', 'USD', 'UTC', 'en-US', 'US', '', '', 'Oakland', '', "
      "'', "
      "'US', 'T1', 'IBAN 1', 'INV-', 30, 1, 1, 1)");
}
void put_client(OldDatabase& db, const std::string& id, const std::string& name) {
  db.run(
      "INSERT INTO clients (workspace_id, id, is_person, name, legal_name, email, phone, website, tax_id, "
      "street, "
      "street2, city, region, postal_code, country, currency, tags, archived, source, hubspot_type, "
      "hubspot_id, "
      "portal_id, hubspot_url, owner_name, created_at, updated_at, version, name_key, email_key, "
      "balance_sort) "
      "VALUES ('w', '" +
      id + "', 0, '" + name +
      "', '', '', '', '', '', '', '', 'Oakland', '', '', 'US', '', '[]', 0, 'manual', '', '', '', '', '', 1, "
      "1, 1, "
      "'', '', 0)");
}
void put_draft(OldDatabase& db, const std::string& id, const std::string& bill_to = "{}") {
  db.run(
      "INSERT INTO invoices (workspace_id, id, number, status, client_id, deal_id, deal_name, deal_url, "
      "currency, "
      "payment_terms_days, po_number, notes, footer, bill_to, from_, void_reason, subtotal, discount, tax, "
      "total, "
      "paid, created_at, updated_at, version, number_key) VALUES ('w', '" +
      id + "', '', 'draft', 'c', '', '', '', 'USD', 0, '', '', '', '" + bill_to +
      "', '{}', '', 10000, 0, 0, 10000, 0, 1, 1, 1, '')");
}
void issue(OldDatabase& db, const std::string& id, const std::string& number) {
  db.run("UPDATE invoices SET status = 'issued', number = '" + number + "', number_key = '" + number +
         "' WHERE id = '" + id + "'");
}

// The database as it was before, with an invoice of 100.00 that got 60.00, 70.00 and 5.00.
TEST(MoneySteps, WhatWasOverPaidBeforeBecomesCredit) {
  OldDatabase db("CREATE TRIGGER invoices_begin_as_drafts");
  put_draft(db, "i");
  db.run("UPDATE invoices SET status = 'issued', number = 'INV-1', paid = 13500");
  for (const char* payment : {"'p1', 'i', 6000, 'USD', '2026-01-01'", "'p2', 'i', 7000, 'USD', '2026-01-02'",
                              "'p3', 'i', 500, 'USD', '2026-01-03'"})
    db.run(
        "INSERT INTO payments (workspace_id, id, invoice_id, amount, currency, date, method, reference, "
        "note, "
        "created_at, created_by) VALUES ('w', " +
        std::string(payment) + ", 'card', '', '', 1, 'Dana')");
  db.migrate();
  EXPECT_EQ(db.text("SELECT paid FROM invoices"), "10000");
  EXPECT_EQ(db.text("SELECT amount FROM allocations WHERE payment_id = 'p2'"), "4000");
  EXPECT_EQ(db.text("SELECT count(*) FROM allocations"), "2");
  EXPECT_EQ(db.text("SELECT sum(amount - used) FROM payments WHERE client_id = 'c'"), "3500");
}

TEST(MoneySteps, WhatWasIssuedKeepsWhatItPrintedWhenLetterheadsCame) {
  OldDatabase db("CREATE TABLE letterheads");
  put_workspace(db);
  db.run(
      "INSERT INTO logos (workspace_id, type, image, updated_at) VALUES ('w', 'image/png', 'cGljdHVyZQ==', "
      "1)");
  put_draft(db, "issued");
  put_draft(db, "draft");
  issue(db, "issued", "INV-1");
  db.migrate();
  EXPECT_EQ(db.text("SELECT letterhead FROM invoices WHERE id = 'issued'"), "first");
  EXPECT_EQ(db.text("SELECT letterhead FROM invoices WHERE id = 'draft'"), "");
  EXPECT_EQ(db.text("SELECT bank_details || json_extract(from_, '$.city') || locale FROM letterheads"),
            "IBAN 1Oaklanden-US");
  EXPECT_EQ(db.text("SELECT i.image FROM letterheads l JOIN logo_images i ON i.hash = l.logo"),
            "cGljdHVyZQ==");
  EXPECT_EQ(db.text("SELECT i.image FROM logos l JOIN logo_images i ON i.hash = l.hash"), "cGljdHVyZQ==");
}

TEST(MoneySteps, ProposalsKeepTheirNumberInASeriesThatNoPrefixNames) {
  OldDatabase db("' proposals'");
  db.run("INSERT INTO number_series VALUES ('w', 'proposals', 1)");
  db.run("UPDATE number_series SET last = 2");
  db.migrate();
  db.run("UPDATE number_series SET last = 3 WHERE series = ' proposals' AND last = 2");
  EXPECT_EQ(db.changes(), 1);
  EXPECT_FALSE(db.runs("INSERT INTO number_series VALUES ('w', 'other', 2)"))
      << "a series begins with 1 still";
}

// One payment paid two invoices, another none; the client has another name since the first was recorded.
TEST(MoneySteps, PaymentsFromBeforeStandWithEachInvoiceAndKeepWhomTheyWereFrom) {
  OldDatabase db("CREATE TABLE activity_also");
  put_workspace(db);
  put_client(db, "c", "Acme Renamed");
  for (const std::string id : {"i1", "i2"}) {
    put_draft(db, id, R"({"name":"Acme"})");
    issue(db, id, "INV-" + id);
  }
  for (const std::string id : {"both", "none"})
    db.run(
        "INSERT INTO payments (workspace_id, id, client_id, amount, currency, date, method, reference, note, "
        "created_at, created_by) VALUES ('w', '" +
        id + "', 'c', 5000, 'USD', '2026-01-01', 'card', '', '', 7, 'Dana')");
  for (const std::string id : {"i1", "i2"})
    db.run(
        "INSERT INTO allocations (workspace_id, payment_id, invoice_id, amount, at, by_) VALUES ('w', "
        "'both', '" +
        id + "', 2000, 7, 'Dana')");
  db.run(
      "INSERT INTO activity (workspace_id, id, subject_kind, subject_id, client_id, kind, actor, run_id, "
      "text, data, "
      "at, area) VALUES ('w', 'a', 'invoice', 'i1', 'c', 'payment.recorded', 'Dana', '', 'Paid.', "
      "'{\"payment\":\"both\"}', 7, 'payments'), ('w', 'b', 'client', 'c', 'c', 'payment.recorded', 'Dana', "
      "'', "
      "'Paid.', 'not JSON', 7, 'payments')");
  db.migrate();
  EXPECT_EQ(db.text("SELECT document_id, activity_id FROM activity_also"), "i2 a");
  EXPECT_EQ(decode_party(db.text("SELECT bill_to FROM payments WHERE id = 'both'")).name, "Acme");
  const auto other = decode_party(db.text("SELECT bill_to FROM payments WHERE id = 'none'"));
  EXPECT_EQ(other.name, "Acme Renamed");
  EXPECT_EQ(other.address.city, "Oakland");
  EXPECT_FALSE(db.runs("UPDATE payments SET bill_to = '{}'")) << "a receipt does not change";
}

}  // namespace
}  // namespace every::store
