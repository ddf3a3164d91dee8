// The logo: what is taken, and where it is seen.
#include "render/logo.h"

#include <map>

#include "api/money_test_support.h"
#include "crypto/crypto.h"
#include "render/test_logos.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LogoTest : public MoneyTest {
 protected:
  http::Response put(const std::string& data) {
    return call(http::Method::put, "/api/workspace/logo", json::serialize(json::object{{"data", data}}));
  }
  std::string why(const std::string& bytes) {
    const http::Response no = put(crypto::base64(bytes));
    EXPECT_EQ(problem(no, 422), "validation");
    return text(parsed(no), "detail");
  }
  static std::string bytes(const char* base64) { return *crypto::from_base64(base64); }
};

TEST_F(LogoTest, ItStandsOnEveryDocumentAndOnTheClientsPage) {
  const std::string plain = issued({line("100")});
  const auto link = [&](const std::string& path) {
    return text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  };
  const std::string bare = link(plain), without = get(plain + "/pdf").body;
  EXPECT_THAT(get(bare).body, Not(HasSubstr("<img")));
  EXPECT_EQ(get(bare + ".logo").status, 404);
  std::map<std::string, std::string> kept{{plain, without}};
  EXPECT_TRUE(ok(get("/api/workspace/logo")).at("type").is_null());
  EXPECT_EQ(problem(get("/api/workspace/logo/image"), 404), "not_found");
  for (const char* picture : {render::kTestPng, render::kTestJpeg}) {
    const json::object logo = ok(put(picture));
    EXPECT_EQ(number(logo, "width"), 24);
    EXPECT_EQ(number(logo, "height"), 8);
    EXPECT_EQ(get("/api/workspace/logo/image").body, bytes(picture));
    const std::string path = issued({line("100")}), target = link(path);
    const std::string pdf = kept[path] = get(path + "/pdf").body;
    EXPECT_GT(pdf.size(), without.size());
    EXPECT_THAT(pdf, HasSubstr("/Subtype /Image"));
    EXPECT_EQ(get(path + "/pdf").body, pdf) << "equal documents are equal bytes";
    const http::Response page = get(target);
    EXPECT_THAT(page.body, HasSubstr("<img class=\"logo\" src=\"" + target + ".logo\""));
    EXPECT_THAT(std::string(page.headers.get("Content-Security-Policy").value_or("")),
                HasSubstr("img-src 'self'"));
    EXPECT_EQ(get(target + ".logo").body, bytes(picture));
    EXPECT_EQ(get(target + ".logo").headers.get("Content-Type"), text(logo, "type"));
    EXPECT_EQ(get("/p" + target.substr(2) + ".logo").status, 404) << "a link is of one kind";
  }
  EXPECT_EQ(call(http::Method::del, "/api/workspace/logo").status, 204);
  EXPECT_EQ(call(http::Method::del, "/api/workspace/logo").status, 204);
  for (const auto& [path, pdf] : kept) EXPECT_EQ(get(path + "/pdf").body, pdf) << "issued with that logo";
}

TEST_F(LogoTest, WhatIsNoPictureIsRefused) {
  EXPECT_EQ(why("<svg></svg>"), "The file is neither a PNG nor a JPEG.");
  EXPECT_EQ(why(bytes(render::kTestPng).substr(0, 90)), "The picture cannot be read.");
  EXPECT_EQ(why(bytes(render::kTestPng).substr(0, 20)), "The picture cannot be read.");
  const std::string jpeg = bytes(render::kTestJpeg);
  for (std::size_t cut = 3; cut + 1 < jpeg.size(); cut += 7)
    EXPECT_EQ(why(jpeg.substr(0, cut)), "The picture cannot be read.") << cut;
  std::string wide = bytes(render::kTestPng);
  wide[18] = 0x08;  // 2,072 pixels
  EXPECT_EQ(why(wide), "The picture has more than 2,000 pixels on a side.");
  std::string heavy = bytes(render::kTestPng);
  heavy.resize(render::kLogoBytesMax + 1);
  EXPECT_EQ(why(heavy), "The picture is larger than 1 MB.");
  EXPECT_EQ(problem(put("not base64!"), 422), "validation");
  EXPECT_TRUE(ok(get("/api/workspace/logo")).at("type").is_null());
}

}  // namespace
}  // namespace every::api
