#include "api/money_test_support.h"

namespace every::api {
namespace {

class NotificationsTest : public MoneyTest {
 protected:
  json::object bell() { return ok(get("/api/notifications")); }
  std::vector<std::string> kinds() {
    std::vector<std::string> out;
    const json::object said = bell();
    for (const auto& item : said.at("items").as_array()) out.push_back(text(item.as_object(), "kind"));
    return out;
  }
};

TEST_F(NotificationsTest, SayWhatOthersDidAndWhatStandsOpenUntilTheyAreRead) {
  EXPECT_TRUE(kinds().empty());
  const std::string path = issued({line("100.00")});
  ok(post(path + "/payments", payment("100.00")), 201);
  EXPECT_TRUE(kinds().empty()) << "nobody is told what they did themselves";

  // Somebody opens the invoice by its link.
  const std::string link = text(ok(post(path + "/link")), "url");
  EXPECT_EQ(call(http::Method::get, link.substr(link.find("/i/")), "",
                 {{"Cookie", ""}, {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}})
                .status,
            200);
  EXPECT_EQ(kinds(), (std::vector<std::string>{"invoice_viewed"}));
  EXPECT_EQ(bell().at("unread").as_int64(), 1);
  EXPECT_FALSE(text(bell().at("items").as_array().at(0).as_object(), "text").empty());

  // An invoice falls due: it stands open, however often it is read.
  clock.advance(std::chrono::duration_cast<Millis>(std::chrono::days(40)));
  sign_in_again();
  issued({line("7.00")});
  clock.advance(std::chrono::duration_cast<Millis>(std::chrono::days(40)));
  sign_in_again();
  EXPECT_EQ(kinds(), (std::vector<std::string>{"overdue_invoices"})) << "what is a month old is no news";
  EXPECT_EQ(bell().at("unread").as_int64(), 1);
  EXPECT_EQ(post("/api/notifications/read").status, 204);
  EXPECT_EQ(kinds(), (std::vector<std::string>{"overdue_invoices"}));
  EXPECT_EQ(bell().at("unread").as_int64(), 0);
  // One more is news again.
  issued({line("8.00")});
  clock.advance(std::chrono::duration_cast<Millis>(std::chrono::days(40)));
  sign_in_again();
  EXPECT_EQ(bell().at("unread").as_int64(), 1);
}

}  // namespace
}  // namespace every::api
