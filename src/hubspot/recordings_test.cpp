// Answers of real portals, recorded by others and kept outside this repository. Every one that our client
// could meet has to be understood, value for value. Passes where the recordings are not at hand, and says so.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json.h"
#include "hubspot/errors.h"
#include "hubspot/pacer.h"
#include "hubspot/parse.h"
#include "hubspot/signature.h"
#include "hubspot/webhook.h"

namespace every::hubspot {
namespace {

namespace fs = std::filesystem;

class RecordingsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root = fs::path(EVERY_SOURCE_DIR) / ".." / "shared" / "hubspot" / "samples";
    if (!fs::is_directory(root)) {
      std::cout << "skipped: no recordings\n";
      GTEST_SKIP() << "skipped: no recordings";
    }
  }
  static std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  // The exchanges of a folder, in the order in which they were recorded.
  std::vector<json::object> exchanges(const std::string& folder) {
    std::vector<json::object> out;
    for (const auto& file : fs::directory_iterator(root / folder)) {
      if (file.path().extension() != ".jsonl") continue;
      std::ifstream in(file.path());
      for (std::string line; std::getline(in, line);)
        if (auto value = parse_json(line)) out.push_back(value->as_object());
    }
    return out;
  }
  fs::path root;
};

// Property for property what another parser sees.
void expect_same(const json::array& expected, const std::vector<sync::Record>& records) {
  ASSERT_EQ(records.size(), expected.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const json::object& properties = expected[i].at("properties").as_object();
    ASSERT_EQ(records[i].properties.size(), properties.size());
    for (const auto& [name, value] : records[i].properties) {
      const json::value& other = properties.at(name);
      if (!value)
        EXPECT_TRUE(other.is_null()) << name;
      else if (other.is_string())
        EXPECT_EQ(*value, std::string_view(other.as_string())) << name;
      else
        EXPECT_EQ(*value, json::serialize(other)) << name;
    }
  }
}

bool is_records_answer(const std::string& path, const json::value& body) {
  return path.find("/objects/") != std::string::npos && body.is_object() &&
         body.as_object().contains("results");
}

TEST_F(RecordingsTest, PagesSearchesAndLimitsOfRealPortals) {
  int pages = 0, limits = 0, others = 0;
  for (const char* folder : {"nango-2026", "grouparoo-nock"}) {
    for (const json::object& exchange : exchanges(folder)) {
      const std::string path(exchange.at("path").as_string());
      const json::value* body = exchange.if_contains("response_body");
      if (body == nullptr || path.find("/contacts/v1") != std::string::npos) continue;
      const int status = static_cast<int>(exchange.at("status").as_int64());
      const std::string text = json::serialize(*body);
      if (status >= 400) {
        const Failure failure = read_failure({status, {}, text}, "", Instant{});
        EXPECT_FALSE(failure.message.empty()) << text;
        if (status == 429) {
          EXPECT_EQ(limit_policy(failure), LimitPolicy::secondly) << text;
          ++limits;
        }
      } else if (is_records_answer(path, *body)) {
        const auto page = parse_records(text);
        ASSERT_TRUE(page) << path << " " << page.error().detail;
        expect_same(body->at("results").as_array(), page->records);
        ++pages;
      } else if (path.find("/pipelines/") != std::string::npos) {
        const auto pipelines = parse_pipelines(text);
        ASSERT_TRUE(pipelines) << pipelines.error().detail;
        EXPECT_EQ(pipelines->at(0).stages.size(), 7u);
        EXPECT_TRUE(pipelines->at(0).stages.at(5).won());
        EXPECT_TRUE(pipelines->at(0).stages.at(6).lost());
        ++others;
      } else if (path.find("/account-info/") != std::string::npos) {
        const auto account = parse_account(text);
        ASSERT_TRUE(account) << account.error().detail;
        EXPECT_EQ(account->ui_domain, "app-eu1.hubspot.com");
        ++others;
      }
    }
  }
  std::cout << pages + limits + others << " recorded answers: " << pages << " pages, " << limits
            << " limits, " << others << " settings\n";
  EXPECT_GT(pages, 100);
  EXPECT_GT(limits, 0);
  EXPECT_GE(others, 2);
}

TEST_F(RecordingsTest, RateHeadersOfARealApp) {
  int learned = 0;
  for (const json::object& exchange : exchanges("nango-2026")) {
    net::HttpResponse response;
    for (const auto& [key, value] : exchange.at("response_headers").as_object())
      response.headers.emplace_back(key, value.as_string());
    const RateHeaders headers = read_rate_headers(response);
    EXPECT_FALSE(headers.daily);
    if (!headers.max) continue;
    ++learned;
    EXPECT_EQ(headers.max, 110);
    EXPECT_EQ(headers.interval, Millis(10'000));
  }
  EXPECT_GT(learned, 0);
}

TEST_F(RecordingsTest, SingleBodies) {
  const auto batch = parse_records(text_of(root / "amp-labs/read/objects-api/contacts-batch.json"));
  ASSERT_TRUE(batch) << batch.error().detail;
  EXPECT_EQ(batch->records.size(), 2u);
  for (const char* file :
       {"amp-labs/search/contacts/1-first-page.json", "amp-labs/search/contacts/2-second-page.json"})
    EXPECT_TRUE(parse_records(text_of(root / file))) << file;
  EXPECT_TRUE(parse_account(text_of(root / "amp-labs/post-auth/account-info.json")));
  EXPECT_TRUE(parse_pipelines(text_of(root / "amp-labs/metadata-deals-external-pipelines.json")));
  EXPECT_FALSE(
      parse_properties(text_of(root / "amp-labs/metadata-contacts-properties-sampled.json"))->empty());
  const Failure scope =
      read_failure({403, {}, text_of(root / "amp-labs/metadata-err-schemas-scope.json")}, "", Instant{});
  EXPECT_EQ(to_error(scope).extra.at("scopes"), "custom-object-read");
  std::cout << "7 recorded answers: single bodies\n";
}

TEST_F(RecordingsTest, AllPropertiesOfAContact) {
  const auto body = parse_json(text_of(root / "estuary-capture/contacts_properties_response.json"));
  ASSERT_TRUE(body);
  const std::string text =
      body->is_array() ? json::serialize(json::object{{"results", *body}}) : json::serialize(*body);
  const auto properties = parse_properties(text);
  ASSERT_TRUE(properties) << properties.error().detail;
  EXPECT_GT(properties->size(), 300u);
  for (const auto& definition : *properties) EXPECT_FALSE(definition.type.empty()) << definition.name;
}

TEST_F(RecordingsTest, DeliveriesOfWebhooks) {
  const auto file = parse_json(text_of(root / "webhooks/deliveries.json"));
  ASSERT_TRUE(file);
  std::size_t events = 0;
  for (const json::value& delivery : file->at("deliveries").as_array()) {
    const auto batch = parse_webhook(json::serialize(delivery.at("body")));
    ASSERT_TRUE(batch) << delivery.at("id");
    EXPECT_EQ(batch->ignored, 0u) << delivery.at("id");
    EXPECT_EQ(batch->events.size(), delivery.at("body").as_array().size());
    for (const WebhookEvent& event : batch->events) EXPECT_FALSE(event.touched.empty());
    events += batch->events.size();
  }
  std::cout << events << " recorded answers: events of webhooks\n";
  EXPECT_GT(events, 5u);
}

TEST_F(RecordingsTest, SignatureVectors) {
  const auto file = parse_json(text_of(root / "signature-vectors/vectors.json"));
  ASSERT_TRUE(file);
  int third = 0;
  for (const json::value& v : file->at("vectors").as_array()) {
    if (v.at("version").as_string() != "v3") continue;
    ++third;
    const std::string time(v.at("timestamp").as_string());
    const SignedCall call{v.at("method").as_string(), v.at("uri").as_string(), v.at("body").as_string(),
                          v.at("signature").as_string(), time};
    EXPECT_EQ(verify_signature(call, v.at("client_secret").as_string(), from_ms(std::stoll(time))).ok(),
              v.at("valid").as_bool())
        << v.at("id");
  }
  std::cout << third << " recorded answers: signatures\n";
  EXPECT_GT(third, 0);
}

// Refusals of all ages and families: each is understood as far as it goes, and becomes the error that its
// status means.
TEST_F(RecordingsTest, ErrorsOfEveryKind) {
  int errors = 0;
  for (const char* folder : {"nango-2026", "grouparoo-nock", "hubspot-ruby-vcr"}) {
    for (const json::object& exchange : exchanges(folder)) {
      const int status = static_cast<int>(exchange.at("status").as_int64());
      const json::value* body = exchange.if_contains("response_body");
      if (status < 400 || body == nullptr) continue;
      ++errors;
      const std::string text = body->is_string() ? std::string(body->as_string()) : json::serialize(*body);
      const Error error = to_error(read_failure({status, {}, text}, "", Instant{}));
      const Code wanted = status == 404   ? Code::hubspot_not_found
                          : status == 429 ? Code::rate_limited
                          : status >= 500 ? Code::hubspot_down
                                          : Code::hubspot_bad_request;
      EXPECT_EQ(error.code, wanted) << status << " " << text;
      EXPECT_EQ(is_transient(error.code), status == 429 || status >= 500) << text;
    }
  }
  std::cout << errors << " recorded answers: errors\n";
  EXPECT_GT(errors, 40);
}

TEST_F(RecordingsTest, ListsOfAnotherPortal) {
  std::size_t records = 0;
  for (const char* file :
       {"mock_companies_data.json", "mock_contacts_data.json", "mock_contacts_with_history.json"}) {
    const auto body = parse_json(text_of(root / "dlt-mock" / file));
    ASSERT_TRUE(body) << file;
    const auto page = parse_records(text_of(root / "dlt-mock" / file));
    ASSERT_TRUE(page) << file << " " << page.error().detail;
    expect_same(body->at("results").as_array(), page->records);
    records += page->records.size();
  }
  std::cout << records << " recorded answers: records of lists\n";
}

// These hold cast values (numbers, booleans): what HubSpot does not send, but what must not break us.
TEST_F(RecordingsTest, RecordsWithCastValues) {
  for (const char* file : {"estuary-capture/companies.json", "estuary-capture/contacts.json"}) {
    const auto record = parse_json(text_of(root / file));
    ASSERT_TRUE(record) << file;
    const json::array list = record->is_array() ? record->as_array() : json::array{*record};
    const auto page = parse_records(json::serialize(json::object{{"results", list}}));
    ASSERT_TRUE(page) << file << " " << page.error().detail;
    EXPECT_EQ(page->records.size(), list.size());
  }
}

}  // namespace
}  // namespace every::hubspot
