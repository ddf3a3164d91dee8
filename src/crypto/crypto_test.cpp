#include "crypto/crypto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace every::crypto {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

std::string hex(std::string_view data) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : data) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

TEST(Hash, MatchesThePublishedVectors) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), sha256_hex("abc"));
  // RFC 4231, cases 2 and 6 (a key longer than a block).
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(
      hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Base64, FollowsRfc4648AndRefusesAnythingElse) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  EXPECT_EQ(from_base64(base64(every_byte)).value(), every_byte);
  for (const char* text : {"Zg", "Zg=", "Zm9v YmFy", "Zm9vYmF*", "Zg==x", "-_-_"}) {
    EXPECT_FALSE(from_base64(text).ok()) << text;
  }
}

TEST(Random, TokensAreUrlSafeAndNeverTheSame) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_of("+/="), std::string::npos);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(random_bytes(7).size(), 7U);
}

TEST(Compare, IsByContentAndLength) {
  EXPECT_TRUE(equal_constant_time("same", "same"));
  EXPECT_TRUE(equal_constant_time("", ""));
  EXPECT_FALSE(equal_constant_time("same", "sama"));
  EXPECT_FALSE(equal_constant_time("same", "samee"));
}

TEST(Password, IsVerifiedAndItsHashCarriesItsCost) {
  const std::string hash = hash_password("correct horse");
  EXPECT_THAT(hash, HasSubstr("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_TRUE(verify_password(hash, "correct horse"));
  EXPECT_FALSE(verify_password(hash, "correct horsf"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_NE(hash, hash_password("correct horse"));
  EXPECT_FALSE(verify_password("", "x"));
  EXPECT_FALSE(verify_password("not a hash", "x"));
  EXPECT_FALSE(verify_password(std::string(1000, '$'), "x"));
}

TEST(Sealer, OpensOnlyInItsContextAndOnlyUnaltered) {
  const auto sealer = Sealer::with_key(std::string(32, 'k'));
  const std::string sealed = sealer->seal("refresh-token", "w1/hubspot");
  EXPECT_THAT(sealed, Not(HasSubstr("refresh")));
  EXPECT_EQ(sealer->open(sealed, "w1/hubspot").value(), "refresh-token");
  EXPECT_EQ(sealer->open(sealed, "w2/hubspot").error().code, Code::storage_failed);
  EXPECT_NE(sealer->seal("refresh-token", "w1/hubspot"), sealed);
  const std::string raw = from_base64(sealed).value();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    std::string altered = raw;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(sealer->open(base64(altered), "w1/hubspot").ok()) << "byte " << i;
    EXPECT_FALSE(sealer->open(base64(raw.substr(0, i)), "w1/hubspot").ok()) << "cut at " << i;
  }
  EXPECT_FALSE(Sealer::with_key(std::string(32, 'o'))->open(sealed, "w1/hubspot").ok());
  EXPECT_EQ(sealer->open(sealer->seal("", ""), "").value(), "");
}

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() {
    std::string pattern = (fs::temp_directory_path() / "every-key-XXXXXX").string();
    dir_ = ::mkdtemp(pattern.data());
    path_ = (dir_ / "secret.key").string();
  }
  ~KeyFile() override { fs::remove_all(dir_); }
  std::string text() {
    std::ifstream stream(path_);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  fs::path dir_;
  std::string path_;
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerOnly) {
  const auto first = Sealer::from_file(path_);
  ASSERT_TRUE(first.ok()) << first.error().detail;
  struct stat info{};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  const std::string sealed = (*first)->seal("x", "c");
  const auto second = Sealer::from_file(path_);
  EXPECT_EQ((*second)->open(sealed, "c").value(), "x");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_), fs::directory_iterator{}), 1);
}

TEST_F(KeyFile, ANewKeyAboveTheOldOneSealsAndTheOldOneStillOpens) {
  const std::string old = (*Sealer::from_file(path_))->seal("x", "c");
  const std::string old_line = text();
  std::ofstream(path_) << base64(std::string(32, 'n')) << "\n" << old_line;
  const auto both = Sealer::from_file(path_);
  EXPECT_EQ((*both)->open(old, "c").value(), "x");
  const std::string fresh = (*both)->seal("y", "c");
  EXPECT_EQ(Sealer::with_key(std::string(32, 'n'))->open(fresh, "c").value(), "y");
}

TEST_F(KeyFile, ADamagedOneIsAnErrorAndIsLeftAlone) {
  for (const char* bad : {"", "\n", "c2hvcnQ=\n", "not base64 at all"}) {
    std::ofstream(path_) << bad;
    const auto sealer = Sealer::from_file(path_);
    ASSERT_FALSE(sealer.ok());
    EXPECT_EQ(sealer.error().code, Code::storage_failed);
    EXPECT_EQ(text(), bad);
  }
}

TEST_F(KeyFile, AMissingDirectoryIsAnError) {
  const auto sealer = Sealer::from_file((dir_ / "none" / "secret.key").string());
  ASSERT_FALSE(sealer.ok());
  EXPECT_THAT(sealer.error().detail, HasSubstr("secret.key"));
}

}  // namespace
}  // namespace every::crypto
