// Issued documents, tried to be changed by statements that no code of ours has: the database itself refuses.
#include <set>

#include "store/erasure.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

class FrozenTest : public StoreTest {
 protected:
  void SetUp() override {
    db->write([&](Tx& tx) {
      Clients(tx, ours).insert(client("a", "Acme"));
      Invoices all(tx, ours);
      for (const char* id : {"draft", "issued", "void"}) {
        domain::Invoice one = invoice(id, "a", "");
        one.notes = "For Zebulon";
        all.insert(one);
        all.add_event(id, {"created", "Dana", "Zebulon asked", from_ms(1)});
        if (one.id == "draft") continue;
        one.status = domain::DocumentStatus::issued;
        one.number = "INV-" + one.id;
        one.issue_date = one.due_date = today;
        one.issued_at = from_ms(2);
        one.bill_to.name = "Zebulon";
        EXPECT_TRUE(all.update_issued(one, 0));
        if (one.id == "issued") continue;
        one.status = domain::DocumentStatus::voided;
        one.void_reason = "twice";
        EXPECT_TRUE(all.update_issued(one, 0));
      }
    });
  }
  // Whether the database takes the statement; $1 is the tenant.
  bool taken(const std::string& sql) {
    try {
      db->write([&](Tx& tx) { tx.run(ours, sql); });
      return true;
    } catch (const StorageError&) {
      return false;
    }
  }
  std::string everything() {
    std::string out;
    db->read([&](Tx& tx) {
      for (const char* table : {"invoices", "invoice_lines", "invoice_events", "number_series"}) {
        Rows r = tx.rows(ours, "SELECT json_group_array(json_array(" + columns(tx, table) + ")) FROM " +
                                   table + " WHERE workspace_id = $1");
        while (r.next()) out += r.text(0) + "\n";
      }
      return true;
    });
    return out;
  }
  std::vector<std::string> names(Tx& tx, const std::string& table) {
    std::vector<std::string> out;
    Rows r = tx.rows(ours, "SELECT name FROM pragma_table_info('" + table + "') WHERE $1 = $1");
    while (r.next()) out.push_back(r.text(0));
    return out;
  }
  std::string columns(Tx& tx, const std::string& table) {
    std::string out;
    for (const std::string& name : names(tx, table)) out += (out.empty() ? "" : ", ") + name;
    return out;
  }
  std::vector<std::string> columns_of(const std::string& table) {
    return db->read([&](Tx& tx) { return names(tx, table); });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, FrozenTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(FrozenTest, EveryColumnOfAnIssuedDocumentIsFrozenButTheFewThatAreNotItsContent) {
  const std::set<std::string> open = {"stand",      "word",    "paid_on", "paid",   "sent_at",  "viewed_at",
                                      "updated_at", "deal_id", "version", "search", "credited", "deal_state"};
  const std::string before = everything();
  for (const char* id : {"issued", "void"})
    for (const std::string& column : columns_of("invoices")) {
      // Another value of the column's own type, and none at all.
      const std::string where = " WHERE workspace_id = $1 AND id = '" + std::string(id) + "'";
      const bool number = db->read([&](Tx& tx) {
        Rows r = tx.rows(
            ours, "SELECT type FROM pragma_table_info('invoices') WHERE $1 = $1 AND name = '" + column + "'");
        return r.next() && r.text(0) == "INTEGER";
      });
      if (open.contains(column)) continue;
      EXPECT_FALSE(
          taken("UPDATE invoices SET " + column + " = " +
                (number ? "coalesce(" + column + ", 0) + 7" : "coalesce(" + column + ", '') || 'x'") + where))
          << id << " " << column;
    }
  EXPECT_EQ(everything(), before);
}

TEST_P(FrozenTest, AnIssuedDocumentIsNeitherDeletedNorReplacedNorMadeADraftAgain) {
  const std::string before = everything();
  for (const std::string id : {"issued", "void"}) {
    const std::string where = " WHERE workspace_id = $1 AND id = '" + id + "'";
    EXPECT_FALSE(taken("DELETE FROM invoices" + where));
    EXPECT_FALSE(taken("UPDATE invoices SET status = 'draft'" + where));
    EXPECT_FALSE(taken("UPDATE OR REPLACE invoices SET id = '" + id +
                       "', number = number WHERE workspace_id = $1 AND id = 'draft'"));
    const std::string all = db->read([&](Tx& tx) { return columns(tx, "invoices"); });
    EXPECT_FALSE(
        taken("INSERT OR REPLACE INTO invoices (" + all + ") SELECT " + all + " FROM invoices" + where));
  }
  EXPECT_FALSE(taken("UPDATE invoices SET status = 'issued' WHERE workspace_id = $1 AND id = 'void'"));
  EXPECT_FALSE(taken("UPDATE invoices SET status = 'issued' WHERE workspace_id = $1 AND id = 'draft'"))
      << "without a number";
  EXPECT_FALSE(taken("UPDATE invoices SET status = 'void' WHERE workspace_id = $1 AND id = 'draft'"));
  EXPECT_FALSE(taken("UPDATE invoices SET void_reason = 'other' WHERE workspace_id = $1 AND id = 'void'"));
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(taken("UPDATE invoices SET notes = 'other' WHERE workspace_id = $1 AND id = 'draft'"));
  EXPECT_TRUE(taken("DELETE FROM invoices WHERE workspace_id = $1 AND id = 'draft'"));
}

TEST_P(FrozenTest, NoLineOfAnIssuedDocumentChangesComesOrGoes) {
  const std::string before = everything();
  for (const std::string id : {"issued", "void"}) {
    const std::string where = " WHERE workspace_id = $1 AND invoice_id = '" + id + "'";
    for (const std::string& column : columns_of("invoice_lines"))
      EXPECT_FALSE(taken("UPDATE invoice_lines SET " + column + " = " + column + where)) << column;
    EXPECT_FALSE(taken("DELETE FROM invoice_lines" + where));
    const std::string all = db->read([&](Tx& tx) { return columns(tx, "invoice_lines"); });
    EXPECT_FALSE(taken("INSERT OR REPLACE INTO invoice_lines (" + all + ") SELECT " + all +
                       " FROM invoice_lines" + where));
    EXPECT_FALSE(taken("UPDATE invoice_lines SET invoice_id = '" + id +
                       "', position = 7 WHERE workspace_id = $1 AND invoice_id = 'draft'"))
        << "a draft's line does not move in";
  }
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(taken("DELETE FROM invoice_lines WHERE workspace_id = $1 AND invoice_id = 'draft'"));
}

TEST_P(FrozenTest, HistoryIsOnlyAddedTo) {
  EXPECT_FALSE(taken("DELETE FROM invoice_events WHERE workspace_id = $1 AND invoice_id = 'issued'"));
  EXPECT_FALSE(taken("UPDATE invoice_events SET kind = 'changed' WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("UPDATE invoice_events SET at = 7 WHERE workspace_id = $1"));
  db->write([&](Tx& tx) { Invoices(tx, ours).add_event("issued", {"changed", "Dana", "", from_ms(3)}); });
  EXPECT_EQ(db->read([&](Tx& tx) { return Invoices(tx, ours).events("issued").size(); }), 2U);
}

TEST_P(FrozenTest, ASeriesOfNumbersGoesUpByOne) {
  db->write([&](Tx& tx) {
    EXPECT_EQ(Invoices(tx, ours).take_number("INV-"), 1);
    EXPECT_EQ(Invoices(tx, ours).take_number("INV-"), 2);
  });
  EXPECT_FALSE(taken("UPDATE number_series SET last = last + 2 WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("UPDATE number_series SET last = last - 1 WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("DELETE FROM number_series WHERE workspace_id = $1"));
  EXPECT_FALSE(taken("INSERT INTO number_series (workspace_id, series, last) VALUES ($1, 'B-', 5)"));
  EXPECT_FALSE(
      taken("INSERT OR REPLACE INTO number_series (workspace_id, series, last) VALUES ($1, 'INV-', 1)"));
  db->write([&](Tx& tx) { EXPECT_EQ(Invoices(tx, ours).take_number("INV-"), 3); });
}

TEST_P(FrozenTest, APersonIsErasedFromDraftsAndHistoryAndStaysInIssuedDocuments) {
  const std::vector<std::string> words = {"Zebulon"};
  db->write([&](Tx& tx) { EXPECT_GT(Erasure(tx, ours).words(words, "[erased]"), 0); });
  db->read([&](Tx& tx) {
    Invoices all(tx, ours);
    EXPECT_EQ(all.find("draft")->notes, "For [erased]");
    EXPECT_EQ(all.find("issued")->notes, "For Zebulon");
    EXPECT_EQ(all.find("void")->bill_to.name, "Zebulon");
    EXPECT_EQ(all.events("issued").front().detail, "[erased] asked");
    return true;
  });
}

}  // namespace
}  // namespace every::store
