#include <gtest/gtest.h>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

namespace every {
namespace {

TEST(Time, ReadsAndWritesRfc3339) {
  const auto t = parse_rfc3339("2026-02-28T16:14:38.670Z");
  ASSERT_TRUE(t);
  EXPECT_EQ(to_rfc3339(*t), "2026-02-28T16:14:38.670Z");
  EXPECT_EQ(parse_rfc3339("2026-02-28T18:14:38.67+02:00"), t);
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("1970-01-01T00:00:00Z")), "1970-01-01T00:00:00.000Z");
  for (const char* text : {"", "2026-02-28", "2026-02-30T00:00:00Z", "2026-02-28T25:00:00Z",
                           "2026-02-28T16:14:38", "2026-02-28T16:14:38.Z", "2026-02-28T16:14:38Zx"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Time, ADayHasAZone) {
  const Instant late = *parse_rfc3339("2026-06-01T03:30:00Z");
  EXPECT_EQ(to_text(local_date(late, "America/New_York")), "2026-05-31");
  EXPECT_EQ(to_text(local_date(late, "US/Eastern")), "2026-05-31");  // an old alias, as HubSpot sends it
  EXPECT_EQ(to_rfc3339(start_of_day(*parse_date("2026-03-29"), "Europe/Berlin")), "2026-03-28T23:00:00.000Z");
  for (const char* day : {"1970-01-01", "2200-12-31"}) EXPECT_TRUE(is_plausible(*parse_date(day))) << day;
  for (const char* day : {"1969-12-31", "2201-01-01"}) EXPECT_FALSE(is_plausible(*parse_date(day))) << day;
  EXPECT_FALSE(is_zone("Mars/Olympus"));
}

TEST(Text, FoldsTheWayAReaderCompares) {
  EXPECT_EQ(fold("  Straße \t 12 "), "strasse 12");
  EXPECT_EQ(shorten("añb", 2), "añ");
  EXPECT_EQ(trim("\u00a0 x \n"), "x");
  EXPECT_FALSE(is_utf8("\xff"));
}

TEST(Text, KnowsWhatAReaderSees) {
  for (const char* seen : {"a", " a ", "\u200bA", "é", "你", "🏢", ".", "-", "\u0301"})
    EXPECT_TRUE(is_visible(seen)) << seen;
  const std::string_view hidden[] = {"",
                                     " ",
                                     "\t\n",
                                     "\u00a0",
                                     "\u200b",
                                     "\u200d\u200c",
                                     "\u2060",
                                     "\ufeff",
                                     "\u00ad",
                                     "\u3164",
                                     "\u115f",
                                     "\u2800",
                                     "\u180e",
                                     "\u202e",
                                     "\u2028",
                                     "\ufe0f",
                                     "\u3000 \u200b\u2063"};
  for (const std::string_view text : hidden) EXPECT_FALSE(is_visible(text)) << to_hex(text);
}

TEST(Id, SortsByTime) {
  ManualClock clock(from_ms(1'700'000'000'000));
  SeededRandom random(1);
  const auto first = new_id(clock, random);
  clock.advance(Millis(1));
  const auto second = new_id(clock, random);
  EXPECT_LT(first, second);
  EXPECT_EQ(first.size(), 26u);
}

TEST(Fields, CollectsEveryComplaintWithItsPointer) {
  const auto body =
      *parse_json(R"({"name":" ","days":400,"due":"2026-02-30","extra":1,"lines":[{"qty":"x"}]})");
  Fields in(body);
  in.text("name", {.required = true});
  in.integer("days", 0, 365);
  in.date("due");
  auto lines = in.objects("lines", 10);
  lines->front().decimal("qty");
  const auto status = in.finish();
  ASSERT_FALSE(status.ok());
  std::vector<std::string> seen;
  for (const auto& e : status.error().fields) seen.push_back(e.pointer + " " + e.code);
  EXPECT_EQ(seen, (std::vector<std::string>{"/name required", "/days range", "/due format",
                                            "/lines/0/qty format", "/extra unknown"}));
}

TEST(Fields, MoneyHasItsCurrencysDecimals) {
  const auto body =
      *parse_json(R"({"a":{"amount":"1.50","currency":"USD"},"b":{"amount":"1.5","currency":"JPY"}})");
  Fields in(body);
  EXPECT_EQ(in.money("a")->minor, 150);
  EXPECT_FALSE(in.money("b"));
  EXPECT_FALSE(in.finish().ok());
}

TEST(Json, RefusesWhatIsNotOneDocument) {
  for (const char* text : {"", "{", "{} {}", "{\"a\":1,}", "\"\xff\""})
    EXPECT_FALSE(parse_json(text).ok()) << text;
  EXPECT_FALSE(parse_json(std::string(100, '[') + std::string(100, ']')).ok());
}

}  // namespace
}  // namespace every
