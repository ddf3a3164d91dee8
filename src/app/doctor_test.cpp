// What `every doctor` says of an installation that is well, and of each thing that can be wrong with one.
#include "app/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "base/json.h"
#include "base/log.h"
#include "store/database.h"

namespace every::app {
namespace {

using ::testing::HasSubstr;

class Answers final : public net::HttpClient {
 public:
  Result<net::HttpResponse> send(const net::HttpRequest& request) override { return answer(request); }
  std::function<Result<net::HttpResponse>(const net::HttpRequest&)> answer = [](const auto&) {
    return net::HttpResponse{401, {{"date", "Mon, 23 Nov 2026 10:00:00 GMT"}}, ""};
  };
};

class DoctorTest : public ::testing::Test {
 protected:
  DoctorTest() {
    dir = std::filesystem::temp_directory_path() / ("every-doctor-" + std::to_string(getpid()));
    std::filesystem::create_directories(dir / "web");
    std::ofstream(dir / "web/index.html") << "<!doctype html>";
    config.data_dir = (dir / "data").string();
    config.settle();
  }
  ~DoctorTest() override { std::filesystem::remove_all(dir); }
  void serve_once() {
    std::filesystem::create_directories(config.data_dir);
    ASSERT_TRUE(crypto_key());
    Log log{Log::Level::off};
    ASSERT_TRUE(store::Database::open({.url = config.database_url, .readers = 1}, log).ok());
  }
  bool crypto_key() {
    std::ofstream(config.secret_key_file) << std::string(43, 'A') << "=\n";
    return ::chmod(config.secret_key_file.c_str(), 0600) == 0;
  }
  Finding about(const std::string& what, bool whole = false) {
    for (const Finding& one : examine({config, (dir / "web").string(), http, clock, whole}))
      if (one.about == what) return one;
    ADD_FAILURE() << "nothing about " << what;
    return {};
  }

  std::filesystem::path dir;
  Config config;
  Answers http;
  ManualClock clock{from_ms(1'795'428'000'000)};  // 2026-11-23 10:00:00
};

TEST_F(DoctorTest, AnInstallationThatIsWellIsSaidToBe) {
  serve_once();
  std::ostringstream out;
  EXPECT_EQ(doctor_command({config, (dir / "web").string(), http, clock, true}, true, out), 0);
  const json::value said = json::parse(out.str());
  for (const json::value& one : said.at("findings").as_array()) EXPECT_EQ(one.at("health"), "good") << one;
  EXPECT_THAT(about("database", true).detail, HasSubstr("every page and index is whole"));
}

TEST_F(DoctorTest, BeforeTheFirstStartNothingIsWrongAndNothingIsMade) {
  EXPECT_EQ(about("database").health, Health::good);
  EXPECT_EQ(about("secret key").health, Health::good);
  EXPECT_FALSE(std::filesystem::exists(config.data_dir));
}

TEST_F(DoctorTest, ADatabaseThatIsDamagedOrTooNewIsBad) {
  serve_once();
  const std::string path = dir / "data/every.db";
  std::filesystem::resize_file(path, 4096 * 3);
  EXPECT_EQ(about("database", true).health, Health::bad);
  std::ofstream(path) << "this is no database, whatever its name says";
  EXPECT_EQ(about("database").health, Health::bad);
}

TEST_F(DoctorTest, BesideARunningServerItSaysSo) {
  serve_once();
  Log log{Log::Level::off};
  const auto db = store::Database::open({.url = config.database_url, .readers = 1}, log);
  EXPECT_THAT(about("database").detail, HasSubstr("in use by a running server"));
}

TEST_F(DoctorTest, AKeyThatOthersCanReadOrThatIsNoneIsSeen) {
  serve_once();
  ::chmod(config.secret_key_file.c_str(), 0644);
  EXPECT_EQ(about("secret key").health, Health::warning);
  std::ofstream(config.secret_key_file) << "short\n";
  EXPECT_EQ(about("secret key").health, Health::bad);
}

TEST_F(DoctorTest, HubSpotOutOfReachAndAClockThatIsWrongAreSeen) {
  clock.advance(std::chrono::minutes(4));
  EXPECT_EQ(about("HubSpot").health, Health::warning);
  EXPECT_THAT(about("HubSpot").detail, HasSubstr("240 s ahead"));
  http.answer = [](const auto&) -> Result<net::HttpResponse> { return Error(Code::network, "no route"); };
  EXPECT_EQ(about("HubSpot").health, Health::bad);
}

TEST_F(DoctorTest, SettingsThatDoNotGoTogetherAreSeen) {
  config.public_url = "http://every.example";
  EXPECT_EQ(about("address").health, Health::warning);
  config.hubspot_client_id = "id";
  EXPECT_EQ(about("HubSpot app").health, Health::bad);
  std::filesystem::remove(dir / "web/index.html");
  EXPECT_EQ(about("web client").health, Health::bad);
}

}  // namespace
}  // namespace every::app
