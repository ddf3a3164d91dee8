// Sentences: what was said is worded in the language of who reads it, whatever it passed through on the way.
#include "base/sentence.h"

#include <gtest/gtest.h>

namespace every {
namespace {

// Says everything otherwise, so that a test sees what was worded and what was not.
class Backwards : public Wording {
 public:
  std::string_view pattern(std::string_view english) const override {
    return english == "{} was paid on {}."     ? "On {1}: {0}."
           : english == "a draft"              ? "ein Entwurf"
           : english == "Nothing was changed." ? "Nichts."
                                               : english;
  }
  std::string count(std::int64_t n) const override { return "#" + std::to_string(n); }
  std::string money(Money m, std::string_view) const override { return "$" + m.decimal(); }
  std::string day(Date day, std::string_view) const override { return "day " + to_text(day); }
};

const Money kFive{500, *Currency::from("USD")};

TEST(Sentences, SayInEnglishWhatTheirPatternSays) {
  EXPECT_EQ(english(sentence("{} was created.", "Acme")), "Acme was created.");
  EXPECT_EQ(english(sentence("{} of {}.", 1234567, std::string("it"))), "1,234,567 of it.");
  EXPECT_EQ(english(sentence("{} left.", -1234)), "-1,234 left.");
  EXPECT_EQ(english(sentence("{} is due.", kFive)), "5.00 USD is due.");
  EXPECT_EQ(english(sentence("{} is due.", Fact(kFive, "$5.00"))), "$5.00 is due.");
  EXPECT_EQ(english(sentence("{} %", *Decimal::parse("12.50"))), "12.5 %");
  EXPECT_EQ(english(sentence("On {}.", *parse_date("2026-11-23"))), "On 2026-11-23.");
  EXPECT_EQ(english("Plain words."), "Plain words.");
  EXPECT_EQ(english(ours("Nothing was changed.")), "Nothing was changed.");
}

TEST(Sentences, AreOrderedAndWordedAsTheLanguageDoes) {
  const Backwards other;
  EXPECT_EQ(worded(sentence("{} was paid on {}.", kFive, "INV-1"), other), "On INV-1: $5.00.");
  EXPECT_EQ(worded(sentence("{} at {}", ours("a draft"), *parse_date("2026-11-23")), other),
            "ein Entwurf at day 2026-11-23");
  EXPECT_EQ(worded(ours("Nothing was changed."), other), "Nichts.");
  EXPECT_EQ(worded("Nothing was changed.", other), "Nothing was changed.") << "nobody said that it is ours";
}

TEST(Sentences, MayStandInTextsInOneAnotherAndInJson) {
  const Backwards other;
  const std::string two = ours("Nothing was changed.") + " " + sentence("{} left.", 2);
  EXPECT_EQ(english(two), "Nothing was changed. 2 left.");
  EXPECT_EQ(worded(sentence("{}: {}", "Row 1", two), other), "Row 1: Nichts. #2 left.");
  json::value document{{"detail", two}, {"items", json::array{ours("a draft"), 3, "a draft"}}};
  EXPECT_EQ(worded_json(json::serialize(document), other),
            R"({"detail":"Nichts. #2 left.","items":["ein Entwurf",3,"a draft"]})");
}

TEST(Sentences, OfNamesNobodyMakesSentences) {
  EXPECT_EQ(english(sentence("{} left.", "{} {0} \x03n9")), "{} {0} n9 left.");
  EXPECT_EQ(english(sentence("{} left.", "x\x02\x03t")), "xt left.");
  // What was cut loses its end and nothing else.
  const std::string whole = sentence("{} came from {}.", "Acme", "HubSpot");
  EXPECT_EQ(english(whole.substr(0, whole.size() - 4)), "Acme came from HubS.");
}

TEST(Sentences, IsolateNamesThatAreReadTheOtherWay) {
  EXPECT_EQ(english(sentence("{} was created.", "شركة النور")), "\u2068شركة النور\u2069 was created.");
  EXPECT_EQ(english(sentence("{} was created.", "Ünïcode & 北京")), "Ünïcode & 北京 was created.");
}

TEST(Sentences, NameAMomentByTheClocksOfThePlace) {
  class Clocks : public Wording {
   public:
    std::string moment(Date on, std::string_view time, std::string_view) const override {
      return to_text(on) + " " + std::string(time);
    }
  };
  const Instant at = *parse_rfc3339("2026-06-30T22:30:00Z");
  const std::string said = sentence("Until {}.", Fact::moment(at, "Europe/Berlin", "then"));
  EXPECT_EQ(english(said), "Until then.");
  EXPECT_EQ(worded(said, Clocks()), "Until 2026-07-01 00:30.");
}

}  // namespace
}  // namespace every
