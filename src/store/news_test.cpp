// What is kept of each person's mails about news, and what there is to tell.
#include "store/news.h"

#include "store/journal.h"
#include "store/test_store.h"
#include "store/tx.h"

namespace every::store {
namespace {

class NewsStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, NewsStoreTest, testing::Values("sqlite"),
                         [](const auto& one) { return std::string(one.param); });

const Instant now = from_ms(1'795'430'000'000);

TEST_P(NewsStoreTest, ChoicesAndMarksBelongToOnePersonOfOneWorkspace) {
  db->write([&](Tx& tx) {
    News news(tx, ours);
    news.put_choice("dana", "invoice_paid", true);
    news.put_choice("dana", "attention", true);
    news.put_choice("dana", "attention", false);
    news.put_mark("dana", "attention", {now, std::nullopt, 0});
    news.put_mark("dana", "matches_waiting", {now, now, 18});
    news.put_mark("dana", "attention", {now + Millis(5), now, 0});
  });
  db.reset();
  open();
  db->read([&](Tx& tx) {
    News news(tx, ours);
    EXPECT_EQ(news.choices("dana"),
              (std::map<std::string, bool>{{"attention", false}, {"invoice_paid", true}}));
    const auto marks = news.marks("dana");
    EXPECT_EQ(marks.size(), 2U);
    EXPECT_EQ(marks.at("attention").seen_at, now + Millis(5));
    EXPECT_EQ(marks.at("attention").mailed_at, now);
    EXPECT_EQ(marks.at("matches_waiting").count, 18);
    for (auto [tenant, user] : {std::pair{ours, "kim"}, std::pair{theirs, "dana"}}) {
      EXPECT_TRUE(News(tx, tenant).choices(user).empty());
      EXPECT_TRUE(News(tx, tenant).marks(user).empty());
    }
    return true;
  });
}

TEST_P(NewsStoreTest, EventsAreThoseOfOneKindInTheirOrder) {
  db->write([&](Tx& tx) {
    Journal journal(tx, ours);
    int n = 0;
    for (const char* kind : {"invoice.viewed", "payment.recorded", "invoice.viewed", "invoice.viewed"}) {
      Activity one;
      one.id = "a" + std::to_string(n);
      one.kind = kind;
      one.actor = "Kim";
      one.actor_id = "kim";
      one.at = now + Millis(n++);
      journal.add(one);
    }
    const auto found = News(tx, ours).events("invoice.viewed", now, now + Millis(2));
    ASSERT_EQ(found.size(), 1U) << "not the first, which is known, and not the last, which is too young";
    EXPECT_EQ(found[0].id, "a2");
    EXPECT_EQ(found[0].actor_id, "kim");
    EXPECT_TRUE(News(tx, theirs).events("invoice.viewed", now - Millis(9), now + Millis(9)).empty());
  });
}

TEST_P(NewsStoreTest, AWonDealIsNewOnceAndAsLongAsItHasNoInvoice) {
  db->write([&](Tx& tx) {
    News news(tx, ours);
    EXPECT_FALSE(news.unnoted_wins());
    Clients(tx, ours).insert(client("c", "Acme"));
    Deals deals(tx, ours);
    deals.insert(deal("o", "0"));
    EXPECT_FALSE(news.unnoted_wins()) << "nobody waits to be told";
    news.put_choice("dana", "won_without_invoice", true);
    deals.insert(deal("a", "1"));
    EXPECT_TRUE(news.unnoted_wins());
    EXPECT_FALSE(News(tx, theirs).unnoted_wins());
    news.note_wins(now);
    EXPECT_FALSE(news.unnoted_wins());
    auto lost = deal("b", "2");
    lost.won = false;
    deals.insert(lost);
    auto bare = deal("d", "3");
    bare.amount.reset();
    bare.won = false;
    deals.insert(bare);
    bare.won = true;
    EXPECT_TRUE(deals.update(bare, 0) || deals.update(bare, 1));
    deals.insert(deal("e", "4"));
    news.note_wins(now + Millis(10));
    news.note_wins(now + Millis(20));
    const auto all = news.wins_since(now - Millis(1));
    EXPECT_EQ(all.count, 3);
    ASSERT_EQ(all.totals.size(), 1U);
    EXPECT_EQ(all.totals[0].minor, 200'00);
    EXPECT_EQ(all.last, now + Millis(10));
    EXPECT_EQ(news.wins_since(now).count, 2);
    Invoices(tx, ours).insert(invoice("i", "c", "e"));
    EXPECT_EQ(news.wins_since(now).count, 1);
    EXPECT_TRUE(news.wins_since(now).totals.empty()) << "its amount is not known";
    EXPECT_EQ(news.wins_since(now + Millis(10)).count, 0);
    EXPECT_FALSE(news.wins_since(now + Millis(10)).last);
    news.put_choice("dana", "won_without_invoice", false);
    deals.insert(deal("f", "5"));
    EXPECT_FALSE(news.unnoted_wins());
  });
}

}  // namespace
}  // namespace every::store
