#include "hubspot/signature.h"

#include <gtest/gtest.h>

#include "crypto/crypto.h"

namespace every::hubspot {
namespace {

constexpr std::string_view kSecret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
constexpr std::string_view kUri = "https://www.example.com/webhook_uri";
constexpr std::string_view kBody = "{'example_field':'example_value'}";  // no JSON, and signed all the same

Status verify(SignedCall call, std::int64_t now_ms, std::string_view secret = kSecret) {
  return verify_signature(call, secret, from_ms(now_ms));
}
std::string sign(std::string_view uri, std::string_view body, std::string_view time) {
  return crypto::base64(
      crypto::hmac_sha256(kSecret, std::string("POST").append(uri).append(body).append(time)));
}

constexpr SignedCall kPublished{"POST", kUri, kBody,
                                "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=", "1693657560000"};

TEST(Signature, ThePublishedVectorsPass) {
  EXPECT_TRUE(verify(kPublished, 1'693'657'560'000));
  SignedCall other = kPublished;
  other.signature = "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=";
  other.timestamp = "1700000300000";
  EXPECT_TRUE(verify(other, 1'700'000'300'000));
}

TEST(Signature, FiveMinutesEitherWayAndNoLonger) {
  for (const std::int64_t off : {-300'000, 0, 300'000})
    EXPECT_TRUE(verify(kPublished, 1'693'657'560'000 + off)) << off;
  for (const std::int64_t off : {-300'001, 300'001, 86'400'000})
    EXPECT_FALSE(verify(kPublished, 1'693'657'560'000 + off)) << off;
}

TEST(Signature, AnythingElseThanDigitsIsNoTime) {
  for (const char* time : {"", "now", "1693657560000.0", " 1693657560000", "-1", "1e12", "0x18a5",
                           "99999999999999999999999999"}) {
    const std::string signature = sign(kUri, kBody, time);
    EXPECT_FALSE(verify({"POST", kUri, kBody, signature, time}, 1'693'657'560'000)) << time;
  }
}

TEST(Signature, EveryPartCounts) {
  const auto refused = [](SignedCall call) { return !verify(call, 1'693'657'560'000); };
  SignedCall call = kPublished;
  call.method = "PUT";
  EXPECT_TRUE(refused(call));
  call = kPublished;
  call.uri = "http://www.example.com/webhook_uri";
  EXPECT_TRUE(refused(call)) << "the public scheme, not the proxy's";
  call = kPublished;
  call.body = "{'example_field': 'example_value'}";
  EXPECT_TRUE(refused(call)) << "the raw bytes";
  call = kPublished;
  call.timestamp = "1693657560001";
  EXPECT_TRUE(refused(call));
  EXPECT_FALSE(verify(kPublished, 1'693'657'560'000, "another secret"));
  EXPECT_FALSE(verify(kPublished, 1'693'657'560'000, ""));
}

TEST(Signature, AMissingOrBrokenOneIsRefusedWithoutAFuss) {
  for (const char* signature : {"", "=", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y", "%%%", "\xff\xfe",
                                "k36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y="}) {
    SignedCall call = kPublished;
    call.signature = signature;
    const auto status = verify(call, 1'693'657'560'000);
    ASSERT_FALSE(status) << signature;
    EXPECT_EQ(status.error().code, Code::not_signed_in);
  }
}

// The weaker ones come in the same call: a valid v1 is worth nothing.
TEST(Signature, AnOlderSignatureIsNoSignature) {
  SignedCall call = kPublished;
  const std::string v1 = crypto::sha256_hex(std::string(kSecret).append(kBody));
  call.signature = v1;
  EXPECT_FALSE(verify(call, 1'693'657'560'000));
}

TEST(Signature, TwelveEscapesOfTheAddressAreTakenForWhatTheyStandFor) {
  const std::string sent = "https://x.example/a%2Fb%3ac?q=%40%20%2C&d=%3D&z=%",
                    meant = "https://x.example/a/b:c?q=@%20,&d=%3D&z=%";
  const std::string time = "1693657560000", signature = sign(meant, kBody, time);
  EXPECT_TRUE(verify({"POST", sent, kBody, signature, time}, 1'693'657'560'000));
  const std::string reordered = sign("https://x.example/?b=2&a=1", kBody, time);
  EXPECT_FALSE(verify({"POST", "https://x.example/?a=1&b=2", kBody, reordered, time}, 1'693'657'560'000));
}

}  // namespace
}  // namespace every::hubspot
