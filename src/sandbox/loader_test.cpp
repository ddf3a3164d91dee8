#include "sandbox/loader.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

namespace fs = std::filesystem;

class LoaderTest : public testing::Test {
 protected:
  LoaderTest() {
    std::string pattern = (fs::temp_directory_path() / "every-sandbox-XXXXXX").string();
    folder = mkdtemp(pattern.data());
  }
  ~LoaderTest() override { fs::remove_all(folder); }
  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  static fs::path recording(const char* name) {
    return fs::path(EVERY_SOURCE_DIR) / "../shared/hubspot/samples" / name;
  }

  fs::path folder;
  Portal portal{second_account(), 5};
};

TEST_F(LoaderTest, NumbersAreServedAsTheyWereWritten) {
  EXPECT_EQ(numbers_as_text(R"({"a":0.0,"b":[-1.50e3,7],"c":"1 \" 2","d":true})"),
            R"({"a":"0.0","b":["-1.50e3","7"],"c":"1 \" 2","d":true})");
  const auto file = write(
      "p.jsonl",
      R"({"stream":"deals","record":{"id":"77","properties":{"amount":0.200000000000000011102230246251565,"hs_is_closed":false,"dealname":"x","description":null,"odd_one":2.50},"createdAt":"2024-01-01T00:00:00Z","updatedAt":"2024-01-02T00:00:00.5Z","archived":false,"contacts":["5","5"]}})"
      "\n"
      R"({"stream":"contacts","record":{"id":5,"properties":{"email":"A@b.example","lastmodifieddate":"2024-01-03T00:00:00.000000+00:00"},"createdAt":"2024-01-01T00:00:00Z","updatedAt":"2024-01-03T00:00:00Z","archived":false}})"
      "\n\n"
      R"({"stream":"tickets","record":{"id":"1"}})"
      "\n");
  const auto loaded = load(portal, file);
  ASSERT_TRUE(loaded.ok()) << loaded.error().detail;
  EXPECT_EQ(loaded->used, (std::map<std::string, std::uint64_t>{{"contacts", 1}, {"deals", 1}}));
  EXPECT_EQ(loaded->unused, (std::map<std::string, std::uint64_t>{{"tickets", 1}}));
  const Record* deal = portal.find(Kind::deal, 77);
  ASSERT_NE(deal, nullptr);
  EXPECT_EQ(portal.value(Kind::deal, *deal, "amount"), "0.200000000000000011102230246251565");
  EXPECT_EQ(portal.value(Kind::deal, *deal, "hs_is_closed"), "false");
  EXPECT_EQ(portal.value(Kind::deal, *deal, "odd_one"), "2.50");
  EXPECT_EQ(portal.definition(Kind::deal, "odd_one")->type, ValueType::number);
  EXPECT_FALSE(portal.value(Kind::deal, *deal, "description"));
  EXPECT_EQ(portal.links(*deal, Kind::contact).size(), 1u);
  const Record* contact = portal.find(Kind::contact, 5);
  EXPECT_EQ(portal.value(Kind::contact, *contact, "lastmodifieddate"), "2024-01-03T00:00:00.000000+00:00");
  EXPECT_EQ(portal.links(*contact, Kind::deal).size(), 1u);
}

TEST_F(LoaderTest, ABrokenLineIsNamed) {
  const auto loaded = load(
      portal, write("bad.jsonl",
                    "{\"stream\":\"deals\",\"record\":{\"id\":\"1\",\"properties\":{}}}\n{\"stream\":\n"));
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error().detail, testing::HasSubstr("bad.jsonl line 2"));
  EXPECT_FALSE(load(portal, folder / "none.jsonl").ok());
}

// Value for value: what the file says against what the sandbox answers on its list.
TEST_F(LoaderTest, TheRecordedPortalIsServedAsItWasRecorded) {
  const fs::path file = recording("airbyte-portal/records.jsonl");
  if (!fs::exists(file)) GTEST_SKIP() << "skipped: no recordings";
  const auto loaded = load(portal, file);
  ASSERT_TRUE(loaded.ok()) << loaded.error().detail;
  EXPECT_EQ(loaded->used.at("contacts"), 2u);
  EXPECT_EQ(loaded->used.at("companies"), 2u);
  EXPECT_EQ(loaded->used.at("deals"), 1u);
  EXPECT_EQ(loaded->used.at("deals_archived"), 1u);
  EXPECT_EQ(loaded->used.at("line_items"), 1u);
  EXPECT_EQ(loaded->used.at("owners"), 2u);
  EXPECT_EQ(loaded->used.at("deal_pipelines"), 1u);
  EXPECT_EQ(loaded->refused, 0u);
  std::ifstream in(file);
  std::size_t compared = 0, records = 0;
  for (std::string line; std::getline(in, line);) {
    const auto value = parse_json(numbers_as_text(line));
    ASSERT_TRUE(value.ok());
    std::string stream(value->at("stream").as_string());
    if (stream.ends_with("_archived")) stream.resize(stream.size() - 9);
    const auto kind = kind_from(stream);
    if (!kind) continue;
    const json::object& o = value->at("record").as_object();
    const Record* r = portal.find(*kind, std::stoull(std::string(o.at("id").as_string())));
    ASSERT_NE(r, nullptr);
    ++records;
    for (const auto& [name, v] : o.at("properties").as_object()) {
      const auto served = portal.value(*kind, *r, std::string(name));
      if (v.is_null())
        EXPECT_FALSE(served) << name;
      else
        EXPECT_EQ(served, v.is_bool() ? (v.get_bool() ? "true" : "false") : std::string(v.as_string()))
            << name;
      EXPECT_NE(portal.definition(*kind, std::string(name)), nullptr);
      ++compared;
    }
  }
  EXPECT_EQ(records, 8u);
  EXPECT_GT(compared, 1000u);
  const Record* archived = portal.find(Kind::deal, 19183657820);
  EXPECT_TRUE(archived->archived());
  EXPECT_TRUE(portal.account().stage("", "customclosedwonstage")->won());
}

TEST_F(LoaderTest, OtherRecordingsOfWholeRecordsLoadToo) {
  if (!fs::exists(recording("nango-2026"))) GTEST_SKIP() << "skipped: no recordings";
  const auto exchange = load(portal, recording("nango-2026/companies.jsonl"));
  ASSERT_TRUE(exchange.ok()) << exchange.error().detail;
  EXPECT_EQ(exchange->used.at("companies"), 57u);
  const auto document = load(portal, recording("estuary-capture/contacts.json"));
  ASSERT_TRUE(document.ok()) << document.error().detail;
  EXPECT_EQ(document->used.at("contacts"), 1u);
  EXPECT_EQ(portal.counts(Kind::contact).live, 1u);
}

}  // namespace
}  // namespace every::sandbox
