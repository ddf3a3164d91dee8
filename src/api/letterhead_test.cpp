// What is issued prints the same for ever, whatever the workspace calls itself, its bank or its numbers
// later.
#include <map>

#include "api/money_test_support.h"
#include "render/test_logos.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LetterheadTest : public MoneyTest {
 protected:
  // Everything that a workspace can say of itself, said otherwise.
  void become_another() {
    ok(patch("/api/workspace", {{"name", "Meadow Works"},
                                {"taxId", "DE999999999"},
                                {"bankDetails", "IBAN DE99 9999"},
                                {"locale", "de-DE"},
                                {"timeZone", "Asia/Tokyo"},
                                {"country", "DE"},
                                {"address", json::object{{"street", "Wiesenweg 9"}, {"city", "Kiel"}}}}));
    ok(patch("/api/workspace/billing",
             {{"language", "de"}, {"iban", "DE89 3704 0044 0532 0130 00"}, {"contactName", "Kim"}}));
    ok(call(http::Method::put, "/api/workspace/logo",
            json::serialize(json::object{{"data", render::kTestJpeg}})));
  }
  std::int64_t letterheads() {
    return db->read([&](store::Tx& tx) {
      return tx.number(tenant, "SELECT count(*) FROM letterheads WHERE workspace_id = $1 AND id <> 'first'");
    });
  }
};

TEST_F(LetterheadTest, NoByteOfWhatWasIssuedChangesWithTheSettings) {
  ok(patch("/api/workspace",
           {{"bankDetails", "IBAN DE11 1111"}, {"address", json::object{{"city", "Oakland"}}}}));
  ok(call(http::Method::put, "/api/workspace/logo",
          json::serialize(json::object{{"data", render::kTestPng}})));
  const std::string path = issued({line("1234.50")}), waiting = draft({line("1234.50")});
  const std::string target = text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  const std::string note =
      "/api/invoices/" +
      text(ok(post(issued({line("60")}) + "/credit-notes", {{"reason", "returned"}}), 201), "id");
  const std::string receipt =
      "/api/payments/" + text(ok(post(path + "/payments", payment("100")), 201), "id") + "/receipt";
  std::map<std::string, std::string> before;
  for (const std::string& one :
       {path + "/pdf", note + "/pdf", receipt, target, target + ".pdf", target + ".logo"})
    before[one] = get(one).body;
  const std::string drafted = get(waiting + "/pdf").body;
  EXPECT_THAT(before[target], HasSubstr("IBAN DE11 1111"));
  become_another();
  for (const auto& [one, bytes] : before) EXPECT_EQ(get(one).body, bytes) << one;
  // What is issued from now on says what is said now.
  EXPECT_NE(get(waiting + "/pdf").body, drafted);
  const std::string later = issued({line("1234.50")});
  const std::string open = text(ok(post(later + "/link")), "url").substr(std::string_view(kOrigin).size());
  EXPECT_THAT(get(open).body, HasSubstr("IBAN DE99 9999"));
  EXPECT_THAT(get(open).body, HasSubstr("Meadow Works"));
  EXPECT_THAT(get(open).body, Not(HasSubstr("IBAN DE11 1111")));
  EXPECT_NE(get(open + ".logo").body, before[target + ".logo"]);
}

TEST_F(LetterheadTest, AReceiptKeepsWhomItWasMadeOutTo) {
  const std::string path = issued({line("100")});
  const std::string of = "/api/payments/";
  const std::string receipt = of + text(ok(post(path + "/payments", payment("40")), 201), "id") + "/receipt";
  json::object credit = payment("25");
  credit["clientId"] = client();
  credit["allowOverpayment"] = true;
  const std::string unused = of + text(ok(post("/api/payments", credit), 201), "id") + "/receipt";
  const std::string before = get(receipt).body, waiting = get(unused).body;
  ok(patch("/api/clients/" + client(),
           {{"name", "Zenith"}, {"taxId", "X1"}, {"address", json::object{{"city", "Oslo"}}}}));
  ok(patch("/api/clients/" + client() + "/billing", {{"language", "de"}}));
  EXPECT_EQ(get(receipt).body, before);
  EXPECT_EQ(get(unused).body, waiting) << "what paid no invoice yet as well";
  const std::string later = of + text(ok(post(path + "/payments", payment("40")), 201), "id") + "/receipt";
  EXPECT_NE(get(later).body, before);
  EXPECT_THROW(db->write([&](store::Tx& tx) {
    tx.run(tenant, "UPDATE payments SET bill_to = '' WHERE workspace_id = $1");
  }),
               store::StorageError);
}

TEST_F(LetterheadTest, DocumentsOfOneLetterheadShareIt) {
  EXPECT_EQ(letterheads(), 0);
  for (int i = 0; i < 5; ++i) {
    const std::string path = issued({line("10")});
    ok(post(path + "/payments", payment("10")), 201);
  }
  EXPECT_EQ(letterheads(), 1);
  become_another();
  EXPECT_EQ(letterheads(), 1) << "kept when something is issued with it";
  issued({line("10")});
  EXPECT_EQ(letterheads(), 2);
}

TEST_F(LetterheadTest, TheDatabaseItselfKeepsIt) {
  const std::string path = issued({line("10")});
  ok(post(path + "/payments", payment("10")), 201);
  for (const char* sql : {"UPDATE letterheads SET bank_details = 'x' WHERE workspace_id = $1",
                          "DELETE FROM letterheads WHERE workspace_id = $1",
                          "UPDATE invoices SET letterhead = 'x' WHERE workspace_id = $1",
                          "UPDATE payments SET letterhead = 'x' WHERE workspace_id = $1"})
    EXPECT_THROW(db->write([&](store::Tx& tx) { tx.run(tenant, sql); }), store::StorageError) << sql;
}

}  // namespace
}  // namespace every::api
