// Settings come from a file, then from the environment; what is wrong is said by its name.
#include "app/config.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "app/outgoing_mail.h"

namespace every::app {
namespace {

class ConfigTest : public ::testing::Test {
 protected:
  ConfigTest()
      : file(std::filesystem::temp_directory_path() / ("every-" + std::to_string(getpid()) + ".toml")) {}
  ~ConfigTest() override { std::filesystem::remove(file); }
  Result<Config> load() {
    return load_config(file.string(), [this](const std::string& name) -> std::optional<std::string> {
      const auto at = variables.find(name);
      if (at == variables.end()) return std::nullopt;
      return at->second;
    });
  }
  void write(const std::string& text) { std::ofstream(file) << text; }
  std::string complaint() {
    const auto config = load();
    return config.ok() ? "" : config.error().detail;
  }

  std::filesystem::path file;
  std::map<std::string, std::string> variables;
};

TEST_F(ConfigTest, WithoutAnySettingItServesThisMachineFromItsDataFolder) {
  const auto config = load();
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->public_url, "http://127.0.0.1:8080");
  EXPECT_EQ(config->database_url, "sqlite:./data/every.db");
  EXPECT_EQ(config->secret_key_file, "./data/secret.key");
  EXPECT_EQ(config->hubspot_webhook_url, "http://127.0.0.1:8080/api/hubspot/webhooks");
  EXPECT_FALSE(installation_mail(*config));
}

TEST_F(ConfigTest, TheEnvironmentSpeaksAfterTheFile) {
  write("listen = \"0.0.0.0:9000\"\npublic_url = \"https://every.example/\"\nhubspot_quota_share = 50\n");
  variables["EVERY_LISTEN"] = "127.0.0.1:9001";
  const auto config = load();
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->port(), 9001);
  EXPECT_EQ(config->public_url, "https://every.example");
  EXPECT_EQ(config->hubspot_quota_share, 50);
}

TEST_F(ConfigTest, WhatIsWrongIsSaidByItsName) {
  write("lissen = \"0.0.0.0:9000\"\n");
  EXPECT_NE(complaint().find("lissen"), std::string::npos);
  write("listen = ");
  EXPECT_NE(complaint(), "");
  write("");
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"EVERY_LISTEN", "nowhere"},
                                          {"EVERY_PUBLIC_URL", "every.example"},
                                          {"EVERY_HUBSPOT_QUOTA_SHARE", "0"},
                                          {"EVERY_MAIL_FROM", "bills@x.example"}}) {
    variables = {{name, value}};
    EXPECT_NE(complaint(), "") << name;
  }
}

TEST_F(ConfigTest, MailLeavesByTheInstallationsServer) {
  variables = {{"EVERY_SMTP_URL", "smtp://post:se%40cret@smtp.example.com"},
               {"EVERY_MAIL_FROM", "Fieldstone Ltd <bills@fieldstone.example>"}};
  const auto config = load();
  ASSERT_TRUE(config.ok());
  const auto mail = installation_mail(*config);
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->server.host, "smtp.example.com");
  EXPECT_EQ(mail->server.port, 587);
  EXPECT_EQ(mail->server.password, "se@cret");
  EXPECT_EQ(mail->from.address, "bills@fieldstone.example");
  EXPECT_EQ(mail->from.name, "Fieldstone Ltd");

  variables["EVERY_MAIL_FROM"] = "Fieldstone";
  EXPECT_NE(complaint().find("EVERY_MAIL_FROM"), std::string::npos);
  variables = {{"EVERY_SMTP_URL", "https://post:secret@smtp.example.com"},
               {"EVERY_MAIL_FROM", "a@x.example"}};
  EXPECT_NE(complaint().find("EVERY_SMTP_URL"), std::string::npos);
  EXPECT_EQ(complaint().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace every::app
