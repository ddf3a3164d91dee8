#include "sandbox/generator.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "base/money.h"
#include "base/text.h"

namespace every::sandbox {
namespace {

const Instant kToday = from_ms(1'795'430'000'000);

std::string all_text(const Portal& portal) {
  std::string out;
  for (const Kind kind : kKinds)
    for (const Record& r : portal.records(kind)) {
      for (const auto& [name, value] : portal.values(kind, r))
        out.append(name).append("=").append(value).append("\n");
      for (const Link& l : r.links) out.append(std::to_string(l.to)).append(l.primary ? "!" : " ");
    }
  return out;
}

TEST(Generator, TheSameSeedMakesTheSamePortal) {
  Portal a(main_account(), 1), b(main_account(), 1), c(main_account(), 1);
  generate(a, {300, 60, 80}, 7, kToday);
  generate(b, {300, 60, 80}, 7, kToday);
  generate(c, {300, 60, 80}, 8, kToday);
  EXPECT_EQ(all_text(a), all_text(b));
  EXPECT_NE(all_text(a), all_text(c));
}

TEST(Generator, APortalLooksLikeOne) {
  Portal p(main_account(), 1);
  generate(p, {4000, 800, 1000}, 1, kToday);
  std::size_t no_email = 0, upper = 0, padded = 0, no_company = 0, several = 0, no_primary = 0;
  std::map<std::string, int> emails;
  for (const Record& r : p.records(Kind::contact)) {
    const auto email = p.value(Kind::contact, r, "email");
    no_email += !email;
    if (email) {
      EXPECT_TRUE(is_utf8(*email));
      upper += *email != to_lower_ascii(*email);
      padded += *email != trim(*email);
      ++emails[to_lower_ascii(trim(*email))];
      EXPECT_TRUE(trim(*email).ends_with(".example")) << *email;
    }
    const auto companies = p.links(r, Kind::company);
    no_company += companies.empty();
    several += companies.size() > 1;
    const auto primaries =
        std::count_if(companies.begin(), companies.end(), [](const Link& l) { return l.primary; });
    EXPECT_LE(primaries, 1);
    no_primary += !companies.empty() && primaries == 0;
    EXPECT_LE(r.modified_ms, to_ms(kToday));
    EXPECT_GE(r.modified_ms, r.created_ms);
  }
  EXPECT_NEAR(static_cast<double>(no_email), 100, 40);
  for (const std::size_t n : {upper, padded, no_company, several, no_primary}) EXPECT_GT(n, 20u);
  EXPECT_GT(std::count_if(emails.begin(), emails.end(), [](const auto& e) { return e.second > 1; }), 3);
  std::set<std::string> currencies, stages;
  for (const Record& r : p.records(Kind::deal)) {
    currencies.insert(p.value(Kind::deal, r, "deal_currency_code").value());
    stages.insert(p.value(Kind::deal, r, "dealstage").value());
  }
  EXPECT_THAT(currencies, testing::IsSupersetOf({"EUR", "USD", "GBP", "JPY", "KWD"}));
  EXPECT_EQ(stages.size(), 15u);
}

TEST(Generator, LineItemsAddUpToTheDeal) {
  Portal p(main_account(), 1);
  generate(p, {50, 10, 400}, 3, kToday);
  int with_lines = 0;
  for (const Record& deal : p.records(Kind::deal)) {
    const auto lines = p.links(deal, Kind::line_item);
    if (lines.empty()) continue;
    ++with_lines;
    const auto currency = *Currency::from(p.value(Kind::deal, deal, "deal_currency_code").value());
    Money sum{0, currency};
    for (const Link& l : lines) {
      const Record* line = p.find(Kind::line_item, l.to);
      ASSERT_NE(line, nullptr);
      EXPECT_EQ(p.value(Kind::line_item, *line, "hs_line_item_currency_code"), std::string(currency.code()));
      sum = sum + *Money::parse(*p.value(Kind::line_item, *line, "amount"), currency);
    }
    EXPECT_EQ(p.value(Kind::deal, deal, "amount"), sum.decimal());
  }
  EXPECT_NEAR(with_lines, 160, 40);
}

TEST(Generator, AContactFitsIntoAKilobyte) {
  Portal p(main_account(), 1);
  generate(p, {20'000, 4'000, 0}, 1, kToday);
  EXPECT_LT(p.bytes(Kind::contact) / 20'000, 1000u);
}

TEST(PackedValues, KeepShortLongAndEmptyTexts) {
  PackedValues v;
  const std::string long_text(70'000, 'x');
  v.set(1, "");
  v.set(2, long_text);
  v.set(3, std::string(255, 'y'));
  v.set(1, "now");
  EXPECT_EQ(v.get(1), "now");
  EXPECT_EQ(v.get(2), long_text);
  EXPECT_EQ(v.get(3)->size(), 255u);
  v.erase(2);
  EXPECT_FALSE(v.get(2));
  EXPECT_EQ(v.get(3), std::string(255, 'y'));
}

}  // namespace
}  // namespace every::sandbox
