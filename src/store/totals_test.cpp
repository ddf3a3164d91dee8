// What is kept instead of counted is what counting would say, whatever happened to the documents; and the
// planner looks for one client's documents among that client's.
#include "base/id.h"
#include "store/money_report.h"
#include "store/payments.h"
#include "store/proposals.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

class TotalsTest : public StoreTest {
 protected:
  // A row for each sum: "kind stand due word currency n owed".
  std::vector<std::string> rows(const std::string& sql) {
    return db->read([&](Tx& tx) {
      std::vector<std::string> out;
      Rows r = tx.rows(ours, sql);
      while (r.next()) out.push_back(r.text(0));
      return out;
    });
  }
  std::string plan(const std::string& sql) {
    std::string out;
    for (const std::string& line : db->read([&](Tx& tx) {
           std::vector<std::string> all;
           Rows r = tx.rows(ours, "EXPLAIN QUERY PLAN " + sql);
           while (r.next()) all.push_back(r.text(3));
           return all;
         }))
      out += line + "\n";
    return out;
  }
  SeededRandom random{20'261'129};
};

INSTANTIATE_TEST_SUITE_P(Engines, TotalsTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(TotalsTest, AreWhatCountingSaysWhateverHappened) {
  std::vector<std::string> ids, paid;
  for (int step = 0; step < 900; ++step)
    db->write([&](Tx& tx) {
      Invoices all(tx, ours);
      Payments payments(tx, ours);
      if (step == 0)
        for (int k = 0; k < 40; ++k) {
          Clients(tx, ours).insert(client("c" + std::to_string(k), "Client"));
          Deals(tx, ours).insert(deal("d" + std::to_string(k), "h" + std::to_string(k)));
          domain::Proposal offer;
          offer.id = "q" + std::to_string(k);
          offer.currency = *Currency::from("USD");
          Proposals(tx, ours).insert(offer);
        }
      const auto what = random.below(10);
      if (ids.empty() || what < 3) {
        auto one = invoice("i" + std::to_string(step), "c" + std::to_string(random.below(40)),
                           random.below(2) == 0 ? "" : "d" + std::to_string(random.below(40)));
        one.currency = *Currency::from(random.below(2) == 0 ? "USD" : "EUR");
        one.lines.front().unit_price.currency = one.currency;
        one.totals = domain::totals(one.lines, one.currency);
        one.paid = {0, one.currency};
        one.issue_date = add_days(today, -static_cast<int>(random.below(60)));
        if (random.below(3) != 0) one.due_date = add_days(today, static_cast<int>(random.below(9)) - 4);
        if (!all.insert(one)) return;
        ids.push_back(one.id);
        if (random.below(2) == 0)
          Proposals(tx, ours).insert_invoice("q" + std::to_string(random.below(40)), {one.id, Decimal{1}, {}},
                                             one.created_at);
        return;
      }
      auto one = *all.find(ids[random.below(ids.size())]);
      const bool issued = one.status == domain::DocumentStatus::issued;
      if (what == 3 && one.status == domain::DocumentStatus::draft) {
        EXPECT_TRUE(all.remove_draft(one.id));
        std::erase(ids, one.id);
      } else if (what < 6 && one.status == domain::DocumentStatus::draft) {
        one.status = domain::DocumentStatus::issued;
        one.number = "N" + std::to_string(step);
        one.issued_at = one.created_at;
        EXPECT_TRUE(all.update_issued(one, 0));
      } else if (what == 6 && issued && one.paid.minor == 0) {
        one.status = domain::DocumentStatus::voided;
        EXPECT_TRUE(all.update_issued(one, 0));
      } else if (what == 7 && issued) {
        random.below(2) == 0 ? all.mark_sent(one.id, one.created_at)
                             : all.mark_viewed(one.id, one.created_at);
      } else if (what == 8 && issued && one.due().minor > 0) {
        const Money part{random.below(2) == 0 ? one.due().minor : (one.due().minor + 1) / 2, one.currency};
        const std::string id = "p" + std::to_string(step);
        payments.insert({.id = id,
                         .client_id = one.client_id,
                         .client_name = {},
                         .amount = part,
                         .date = add_days(today, -static_cast<int>(random.below(40))),
                         .method = "card",
                         .reference = {},
                         .note = {},
                         .created_at = one.created_at,
                         .created_by = {},
                         .allocations = {{one.id, {}, part}}});
        paid.push_back(id);
      } else if (what == 9 && !paid.empty()) {
        const auto at = random.below(paid.size());
        EXPECT_TRUE(payments.remove(paid[at]));
        paid.erase(paid.begin() + static_cast<std::ptrdiff_t>(at));
      }
    });
  const auto kept = rows(
      "SELECT kind || ' ' || stand || ' ' || due_date || ' ' || word || ' ' || currency || ' ' || n || ' ' "
      "|| owed "
      "FROM invoice_totals WHERE workspace_id = $1 ORDER BY 1");
  EXPECT_GT(kept.size(), 15U);
  EXPECT_EQ(
      kept,
      rows("SELECT kind || ' ' || stand || ' ' || iif(stand = 'open', coalesce(due_date, '~'), '') || ' ' "
           "|| word || ' ' || currency || ' ' || count(*) || ' ' || sum(iif(stand = 'open', total - paid "
           "- credited, 0)) FROM invoices WHERE workspace_id = $1 GROUP BY kind, stand, iif(stand = "
           "'open', coalesce(due_date, '~'), ''), word, currency ORDER BY 1"));
  EXPECT_EQ(
      rows("SELECT date || currency || ' ' || n || ' ' || amount FROM payment_totals WHERE workspace_id = $1 "
           "ORDER BY 1"),
      rows("SELECT date || currency || ' ' || count(*) || ' ' || sum(amount) FROM payments WHERE "
           "workspace_id = "
           "$1 GROUP BY date, currency ORDER BY 1"));
  EXPECT_EQ(
      rows("SELECT date || currency || ' ' || n || ' ' || days FROM paid_days WHERE workspace_id = $1 ORDER "
           "BY 1"),
      rows("SELECT day || currency || ' ' || count(*) || ' ' || sum(max(0, CAST(julianday(day) - "
           "julianday(issue_date) AS INTEGER))) FROM (SELECT i.currency, i.issue_date, max(p.date) AS day "
           "FROM "
           "payments p JOIN allocations a ON a.workspace_id = p.workspace_id AND a.payment_id = p.id JOIN "
           "invoices i ON i.workspace_id = a.workspace_id AND i.id = a.invoice_id WHERE p.workspace_id = $1 "
           "AND "
           "i.status = 'issued' AND i.paid + i.credited >= i.total GROUP BY i.id) GROUP BY day, currency "
           "ORDER "
           "BY 1"));
  EXPECT_EQ(rows("SELECT id FROM deals WHERE workspace_id = $1 AND billed = 1 ORDER BY id"),
            rows("SELECT id FROM deals d WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM invoices i WHERE "
                 "i.workspace_id = $1 AND i.deal_id = d.id AND i.status <> 'void') ORDER BY id"));
  EXPECT_EQ(rows("SELECT id FROM proposals WHERE workspace_id = $1 AND billed = 1 ORDER BY id"),
            rows("SELECT id FROM proposals p WHERE workspace_id = $1 AND EXISTS (SELECT 1 FROM "
                 "proposal_invoices l JOIN invoices i ON i.workspace_id = $1 AND i.id = l.invoice_id WHERE "
                 "l.workspace_id = $1 AND l.proposal_id = p.id AND i.status <> 'void') ORDER BY id"));

  EXPECT_EQ(
      rows("SELECT bucket || ' ' || n FROM counters WHERE workspace_id = $1 AND kind = 'client_word' AND n "
           "<> 0 "
           "ORDER BY bucket"),
      rows("SELECT archived || '/' || last_word || ' ' || count(*) FROM clients WHERE workspace_id = $1 AND "
           "last_word <> '' GROUP BY archived, last_word ORDER BY archived || '/' || last_word"));

  // Each list says as many as display_status() finds, and has them.
  db->read([&](Tx& tx) {
    Invoices all(tx, ours);
    std::map<std::string, std::int64_t> want, open;
    for (const std::string& id : ids) ++want[display_status(*all.find(id), today)];
    std::map<std::string, std::int64_t> counts;
    for (const auto& [status, n] : all.counts_by_status(today)) counts[status] = n;
    EXPECT_EQ(counts, want);
    for (const char* status :
         {"draft", "void", "paid", "overdue", "partial", "viewed", "sent", "issued", "credited"}) {
      const auto list = all.list({.status = status}, {.offset = 0, .limit = 500}, today);
      EXPECT_EQ(list.total, want[status]) << status;
      EXPECT_EQ(std::ssize(list.items), want[status]) << status;
      for (const auto& one : list.items) EXPECT_EQ(display_status(one, today), status);
    }
    std::int64_t owed = 0, said = 0;
    for (const std::string& id : ids)
      if (const auto one = *all.find(id); one.status == domain::DocumentStatus::issued)
        owed += one.due().minor;
    for (const Money& sum : all.sums(today, from_ms(0)).outstanding) said += sum.minor;
    EXPECT_EQ(said, owed);

    // Clients are found by what their documents say of them.
    Clients people(tx, ours);
    std::map<std::string, std::set<std::string>> last;
    std::set<std::string> owing, late, credit;
    for (int k = 0; k < 40; ++k) {
      const auto row = *people.row("c" + std::to_string(k), today);
      last[row.last_invoice_status].insert(row.client.id);
      for (const Money& one : row.balance)
        if (one.minor > 0) owing.insert(row.client.id);
      if (!row.credit.empty()) credit.insert(row.client.id);
    }
    for (const std::string& id : ids)
      if (const auto one = *all.find(id); display_status(one, today) == "overdue") late.insert(one.client_id);
    const auto with = [&](const ClientFilter& filter) {
      const auto list = people.list(filter, {.offset = 0, .limit = 500}, today);
      std::set<std::string> out;
      for (const auto& row : list.items) out.insert(row.client.id);
      EXPECT_EQ(list.total, std::ssize(out));
      return out;
    };
    for (const char* status :
         {"draft", "void", "paid", "overdue", "partial", "viewed", "sent", "issued", "credited"})
      EXPECT_EQ(with({.invoice = status}), last[status]) << status;
    EXPECT_EQ(with({.owes = true}), owing);
    EXPECT_EQ(with({.overdue = true}), late);
    EXPECT_EQ(with({.credit = true}), credit);
    EXPECT_FALSE(late.empty());
    return true;
  });
}

TEST_P(TotalsTest, ASearchSaysHowManyInvoicesItFoundBesideCreditNotes) {
  db->write([&](Tx& tx) {
    Clients(tx, ours).insert(client("c", "Maria"));
    for (int k = 0; k < 1'250; ++k) {
      auto one = invoice("i" + std::to_string(k), "c", "");
      if (k % 50 == 0) one.kind = domain::DocumentKind::credit_note;
      Invoices(tx, ours).insert(one);
    }
  });
  db->read([&](Tx& tx) {
    Invoices all(tx, ours);
    const Slice end{.offset = 1'200, .limit = 100};
    const auto invoices = all.list({.q = "mar"}, end, today),
               both = all.list({.q = "mar", .kind = ""}, end, today);
    EXPECT_EQ(invoices.total, 1'225);
    EXPECT_EQ(invoices.items.size(), 25U);
    EXPECT_EQ(both.total, 1'250);
    EXPECT_EQ(both.items.size(), 50U);
    return true;
  });
}

TEST_P(TotalsTest, ADealThatComesBackIsStillInvoiced) {
  db->write([&](Tx& tx) {
    Deals deals(tx, ours);
    deals.insert(deal("d", "h"));
    Invoices(tx, ours).insert(invoice("i", "c", "d"));
    deals.remove("d");
    deals.insert(deal("d", "h"));
  });
  EXPECT_EQ(
      db->read([&](Tx& tx) { return Deals(tx, ours).list({.won_without_invoice = true}, {}, today).total; }),
      0);
}

TEST_P(TotalsTest, OneClientsDocumentsAreLookedForAmongTheirs) {
  for (const std::string sql :
       {"SELECT total FROM invoices WHERE workspace_id = $1 AND client_id = 'c' AND status = 'issued'",
        "SELECT count(*) FROM invoices WHERE workspace_id = $1 AND client_id = 'c' AND kind = 'invoice'",
        "SELECT seq FROM invoices WHERE workspace_id = $1 AND client_id = 'c' AND kind = 'invoice' ORDER BY "
        "created_at DESC NULLS LAST, seq DESC LIMIT 100"})
    EXPECT_NE(plan(sql).find("invoices_client"), std::string::npos) << sql << "\n" << plan(sql);
  for (const auto& [asked, index] : std::map<std::string, std::string>{
           {"balance_sort > 0", "clients_by_balance"},
           {"has_credit = 1", "clients_credit"},
           {"first_due < '2026' AND first_due <> ''", "clients_due"},
           {"last_word = 'paid' AND last_due >= '2026' AND last_word <> ''", "clients_last"},
           {"owner_name = 'Dana' AND owner_name <> ''", "clients_owner"},
           {"gone_at IS NOT NULL", "clients_gone"}}) {
    const std::string sql =
        "SELECT row_numbers(seq) FROM clients WHERE workspace_id = $1 AND archived = 0 AND " + asked;
    EXPECT_NE(plan(sql).find(index), std::string::npos) << sql << "\n" << plan(sql);
  }
  const std::string deals =
      "SELECT seq FROM deals WHERE workspace_id = $1 AND client_id = 'c' ORDER BY close_date "
      "DESC NULLS LAST, seq DESC LIMIT 100";
  EXPECT_NE(plan(deals).find("deals_client"), std::string::npos) << plan(deals);
}

}  // namespace
}  // namespace every::store
