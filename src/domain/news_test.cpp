// When a person may be mailed again, and what a hostile name is in a line.
#include "domain/news.h"

#include <gtest/gtest.h>

#include <set>

namespace every::domain {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kHere = "America/Los_Angeles";
Instant at(const char* text) {
  return *parse_rfc3339(text);
}
NewsMark mailed(Instant when) {
  return {when, when, 0};
}

TEST(News, EveryKindHasItsOwnName) {
  std::set<std::string_view> names;
  for (const NewsKind& kind : news_kinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_EQ(news_kind(kind.name), &kind);
    EXPECT_FALSE(kind.what.empty());
  }
  EXPECT_EQ(news_kind("mail_failed"), nullptr);  // a mail about a mail that cannot be sent
}

TEST(News, DailyIsOnceFromOneMorningToTheNextByTheWorkspacesClocks) {
  // Eight o'clock in Los Angeles is 16:00 UTC in winter, 15:00 in summer.
  EXPECT_EQ(last_digest(Pace::daily, at("2026-11-23T15:59:59Z"), kHere), at("2026-11-22T16:00:00Z"));
  EXPECT_EQ(last_digest(Pace::daily, at("2026-11-23T16:00:00Z"), kHere), at("2026-11-23T16:00:00Z"));
  EXPECT_EQ(last_digest(Pace::daily, at("2026-07-01T15:30:00Z"), kHere), at("2026-07-01T15:00:00Z"));
  // The day on which the clocks go back, and the one on which they go forward.
  EXPECT_EQ(last_digest(Pace::daily, at("2026-11-01T15:59:00Z"), kHere), at("2026-10-31T15:00:00Z"));
  EXPECT_EQ(last_digest(Pace::daily, at("2026-03-08T15:00:00Z"), kHere), at("2026-03-08T15:00:00Z"));

  const Instant evening = at("2026-11-23T06:05:00Z");  // 22:05 on Sunday
  EXPECT_TRUE(may_mail(Pace::daily, {}, evening, kHere)) << "the first one does not wait";
  EXPECT_FALSE(may_mail(Pace::daily, mailed(evening), evening + hours(1), kHere));
  EXPECT_FALSE(may_mail(Pace::daily, mailed(evening), at("2026-11-23T15:59:00Z"), kHere));
  EXPECT_TRUE(may_mail(Pace::daily, mailed(evening), at("2026-11-23T16:00:00Z"), kHere));
}

TEST(News, WeeklyIsOnMondayMorningOrAsSoonAsTheServerIsBack) {
  EXPECT_EQ(last_digest(Pace::weekly, at("2026-11-23T15:59:59Z"), kHere), at("2026-11-16T16:00:00Z"));
  EXPECT_EQ(last_digest(Pace::weekly, at("2026-11-23T16:00:00Z"), kHere), at("2026-11-23T16:00:00Z"));
  EXPECT_EQ(last_digest(Pace::weekly, at("2026-11-29T23:00:00Z"), kHere), at("2026-11-23T16:00:00Z"));
  EXPECT_EQ(last_digest(Pace::weekly, at("2026-11-30T07:00:00Z"), kHere), at("2026-11-23T16:00:00Z"))
      << "Sunday evening there";
  const NewsMark wednesday{at("2026-11-18T12:00:00Z"), std::nullopt, 0};
  EXPECT_FALSE(may_mail(Pace::weekly, wednesday, at("2026-11-22T12:00:00Z"), kHere));
  EXPECT_TRUE(may_mail(Pace::weekly, wednesday, at("2026-11-23T16:00:00Z"), kHere));
  EXPECT_TRUE(may_mail(Pace::weekly, wednesday, at("2026-11-26T01:00:00Z"), kHere));
  EXPECT_FALSE(
      may_mail(Pace::weekly, {at("2026-11-23T16:00:00Z"), {}, 0}, at("2026-11-26T01:00:00Z"), kHere));
  EXPECT_EQ(last_digest(Pace::weekly, at("2026-11-23T09:00:00Z"), "nowhere"), at("2026-11-23T08:00:00Z"));
}

TEST(News, WhatHappensWhileAMailIsFreshWaitsForTheNext) {
  const Instant now = at("2026-11-23T10:00:00Z");
  EXPECT_TRUE(may_mail(Pace::at_once, {now, {}, 0}, now, kHere));
  EXPECT_FALSE(may_mail(Pace::at_once, mailed(now), now + minutes(14), kHere));
  EXPECT_TRUE(may_mail(Pace::at_once, mailed(now), now + minutes(15), kHere));
  EXPECT_FALSE(may_mail(Pace::hourly, mailed(now), now + minutes(59), kHere));
  EXPECT_TRUE(may_mail(Pace::hourly, mailed(now), now + hours(1), kHere));
}

TEST(News, MatchesThatWereToldAndStillWaitAreNotNew) {
  EXPECT_EQ(new_matches(18, 0, 0), 18);
  EXPECT_EQ(new_matches(18, 18, 0), 0);
  EXPECT_EQ(new_matches(20, 18, 0), 2);
  EXPECT_EQ(new_matches(4, 18, 18), 4);
  EXPECT_EQ(new_matches(5, 18, 13), 0);
  EXPECT_EQ(new_matches(5, 18, 40), 5);
  EXPECT_EQ(new_matches(0, 18, 0), 0);
}

TEST(News, ATimeIsTheWorkspaces) {
  EXPECT_EQ(clock_time(at("2026-11-23T18:04:59Z"), kHere), "10:04");
  EXPECT_EQ(clock_time(at("2026-11-23T18:04:59Z"), "Asia/Kolkata"), "23:34");
  EXPECT_EQ(clock_time(at("2026-11-23T18:04:59Z"), "nowhere"), "18:04");
}

TEST(News, AHostileNameStaysOneLine) {
  EXPECT_EQ(one_line("Acme\r\nBcc: all@example.com", 100), "Acme Bcc: all@example.com");
  EXPECT_EQ(one_line("  Acme \t\v Ltd\n", 100), "Acme Ltd");
  EXPECT_EQ(one_line("a\xE2\x80\xA8"
                     "b\xE2\x80\xA9"
                     "c\xC2\x85"
                     "d\x7F"
                     "e",
                     100),
            "a b c d e");
  EXPECT_EQ(one_line("invoice\xE2\x80\xAE"
                     "fdp.exe\xE2\x81\xA6\xD8\x9C\xE2\x80\x8F",
                     100),
            "invoicefdp.exe");
  EXPECT_EQ(one_line("Müller 株式会社 🙂 שלום", 100), "Müller 株式会社 🙂 שלום");
  EXPECT_EQ(one_line("株式会社", 2), "株式");
  EXPECT_TRUE(one_line("cut \xE2\x80", 100).starts_with("cut"));  // not UTF-8: no reading beyond its end
}

}  // namespace
}  // namespace every::domain
