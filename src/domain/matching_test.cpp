#include "domain/matching.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(NormalEmail, SeesOneAddressBehindManySpellings) {
  EXPECT_EQ(normal_email("  Priya.Novak@Alder.EXAMPLE "), "priya.novak@alder.example");
  EXPECT_EQ(normal_email("jo@BÜCHER.example"), "jo@xn--bcher-kva.example");
  EXPECT_EQ(normal_email("STRASSE@x.example"), normal_email("straße@x.example"));
  // For HubSpot these are different people, so they are for us.
  EXPECT_NE(normal_email("jo+billing@x.example"), normal_email("jo@x.example"));
  EXPECT_NE(normal_email("j.o@x.example"), normal_email("jo@x.example"));
  EXPECT_FALSE(normal_email("4d1f8e2a@GDPR-forgotten.hubspot.com"));
}

TEST(NormalEmail, IsNothingForTextThatIsNoAddress) {
  for (const char* text : {"", "priya", "@alder.example", "priya@", "a b@x.example", "a@b@", "a@x..example",
                           "a@.x", "<a@x.example>", "a,b@x.example", "a@x y.example"})
    EXPECT_EQ(normal_email(text), std::nullopt) << text;
}

TEST(Compare, TellsRealDifferencesFromFormatting) {
  const auto fields =
      compare({.name = "Sofia Moreau", .phone = "", .company = "Pinecrest Works"},
              {.name = "sofia  moreau", .phone = "+1 415 555 0116", .company = "Pinecrest Works Inc."});
  const auto field = [&](std::string_view name) {
    for (const auto& f : fields)
      if (f.field == name) return f;
    return FieldDifference{};
  };
  EXPECT_TRUE(field("name").formatting_only);
  EXPECT_FALSE(field("phone").formatting_only);
  EXPECT_FALSE(field("phone").same);
  EXPECT_FALSE(field("company").formatting_only);
  EXPECT_TRUE(field("address").same);
}

TEST(NormalPhone, IsTheSameForTwoWaysOfWriting) {
  EXPECT_EQ(normal_phone("+1 (415) 555-0116"), normal_phone("001 415 555 0116"));
}

TEST(Matching, ACompanyIsKnownByItsDomainAndAProviderIsNoCompany) {
  struct Case {
    const char *text, *domain;
  };
  const Case cases[] = {{"pinecrest.example", "pinecrest.example"},
                        {"https://www.Pinecrest.example/team?x=1", "pinecrest.example"},
                        {"sofia@pinecrest.example", "pinecrest.example"},
                        {"http://pinecrest.example:8080", "pinecrest.example"},
                        {"münchen.example", "xn--mnchen-3ya.example"},
                        {"someone@gmail.com", ""},
                        {"localhost", ""},
                        {"", ""}};
  for (const Case& c : cases) EXPECT_EQ(company_domain(c.text), c.domain) << c.text;
}

TEST(Matching, APhoneOrANameAtACompanyMakesItPossibleAndSaysWhy) {
  using Why = std::vector<std::string>;
  const Identity here{"Sofia Moreau", {"030 901820"}, {"pinecrest.example"}};
  struct Case {
    Identity hubspot;
    Why why;
  };
  const Case cases[] = {
      {{"Somebody Else", {"+49 (0)30 901820"}, {}}, {"phone"}},
      {{"SOFIA  moreau", {}, {"pinecrest.example"}}, {"name_domain"}},
      {{"Sofia Moreau", {"0049 30 901820"}, {"x.example", "pinecrest.example"}}, {"phone", "name_domain"}},
      {{"Sofia Moreau", {}, {"other.example"}}, {}},
      {{"Sofia Moreau", {"+49 30 901821"}, {""}}, {}},
      {{"", {"call me"}, {"pinecrest.example"}}, {}},
  };
  for (const Case& c : cases) EXPECT_EQ(likeness(here, c.hubspot, "DE"), c.why) << c.hubspot.name;
  EXPECT_TRUE(
      likeness({"Sofia", {}, {"pinecrest.example"}}, {"Sofia", {}, {"pinecrest.example"}}, "DE").empty())
      << "a first name alone is no evidence";
  EXPECT_TRUE(likeness(here, {"", {"901820"}, {}}, "").empty()) << "no country, no number";
}

}  // namespace
}  // namespace every::domain
