#include "domain/phone.h"

#include <gtest/gtest.h>

#include "base/country.h"

namespace every::domain {
namespace {

TEST(Phone, OneNumberWrittenInManyWaysIsOne) {
  struct Case {
    const char *written, *country, *number;
  };
  const Case cases[] = {
      {"+1 415 555 0142", "", "+14155550142"},
      {"(415) 555-0142", "US", "+14155550142"},
      {"1-415-555-0142", "US", "+14155550142"},
      {"001 415 555 0142", "DE", "+14155550142"},
      {"415.555.0142 ext. 7", "CA", "+14155550142"},
      {"415.555.0142 x7", "CA", "+14155550142"},
      {"+49 (0)30 901820", "", "+4930901820"},
      {"030/901820", "DE", "+4930901820"},
      {"0039 06 698 12345", "DE", "+390669812345"},
      {"06 698 12345", "IT", "+390669812345"},
      {"020 7946 0000", "GB", "+442079460000"},
      {"06 1 234 5678", "HU", "+3612345678"},
      {"8 (495) 123-45-67", "RU", "+74951234567"},
      {"＋８１ ３ １２３４ ５６７８", "", "+81312345678"},
      {"+1 415 555 0142 / home", "", ""},
      {"call me", "US", ""},
      {"12", "US", ""},
      {"", "US", ""},
      {"415 555 0142", "", ""},
      {"415 555 0142", "QQ", ""},
      {"+12345678901234567", "", ""},
      {"+0 415 555 0142", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(e164(c.written, c.country).value_or(""), c.number) << c.written;
}

TEST(Phone, TheTailFindsEveryWayOfWritingIt) {
  for (const char* written : {"+1 415 555 0142", "(415) 555-0142", "5550142", "1.415.555.0142 ext 99"})
    EXPECT_EQ(phone_tail(written), "5550142") << written;
  EXPECT_EQ(phone_tail("555 014"), "");
}

TEST(Country, IsReadAsPeopleWriteIt) {
  struct Case {
    const char *written, *code;
  };
  const Case cases[] = {{"Germany", "DE"},
                        {" germany ", "DE"},
                        {"Deutschland", "DE"},
                        {"Allemagne", "DE"},
                        {"de", "DE"},
                        {"DEU", "DE"},
                        {"USA", "US"},
                        {"U.S.A.", "US"},
                        {"UK", "GB"},
                        {"United Kingdom", "GB"},
                        {"España", "ES"},
                        {"Côte d’Ivoire", "CI"},
                        {"Brasil", "BR"},
                        {"The Netherlands", "NL"},
                        {"Türkei", "TR"},
                        {"Atlantis", ""},
                        {"", ""},
                        {"Georgia, US", ""}};
  for (const Case& c : cases) EXPECT_EQ(country_code(c.written).value_or(""), c.code) << c.written;
}

}  // namespace
}  // namespace every::domain
