#include "http/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace every::http {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    std::string pattern = (fs::temp_directory_path() / "every-files-XXXXXX").string();
    dir_ = ::mkdtemp(pattern.data());
    put("index.html", "<script nonce=\"__CSP_NONCE__\"></script><style nonce=\"__CSP_NONCE__\"></style>");
    put("assets/app-1a2b.js", "plain");
    put("assets/app-1a2b.js.br", "brotli");
    put("assets/app-1a2b.js.gz", "gzipped");
    put("favicon.svg", "<svg/>");
    std::ofstream(dir_.parent_path() / (dir_.filename().string() + "-secret.txt")) << "secret";
  }
  ~FilesTest() override {
    fs::remove(dir_.string() + "-secret.txt");
    fs::remove_all(dir_);
  }
  void put(const std::string& path, const std::string& text) {
    fs::create_directories((dir_ / path).parent_path());
    std::ofstream(dir_ / path) << text;
  }
  Response get(const std::string& path, const std::string& encodings = "", const std::string& etag = "") {
    const auto files = Files::load(dir_.string());
    EXPECT_TRUE(files.ok());
    Request request;
    request.path = path;
    if (!encodings.empty()) request.headers.set("accept-encoding", encodings);
    if (!etag.empty()) request.headers.set("if-none-match", etag);
    return files->serve(request, "N0nce");
  }
  static std::string header(const Response& response, std::string_view name) {
    return std::string(response.headers.get(name).value_or("(none)"));
  }

  fs::path dir_;
};

TEST_F(FilesTest, APageHasTheNonceInTextAndPolicy) {
  for (const char* path : {"/", "/index.html", "/clients/7"}) {
    const Response response = get(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.body, "<script nonce=\"N0nce\"></script><style nonce=\"N0nce\"></style>");
    EXPECT_THAT(header(response, "Content-Security-Policy"),
                AllOf(HasSubstr("script-src 'self' 'nonce-N0nce';"), HasSubstr("frame-ancestors 'none'"),
                      Not(HasSubstr("unsafe"))));
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
    EXPECT_EQ(header(response, "ETag"), "(none)");
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  }
}

TEST_F(FilesTest, TheBestWelcomeEncodingIsSent) {
  const std::string path = "/assets/app-1a2b.js";
  EXPECT_EQ(get(path).body, "plain");
  EXPECT_EQ(get(path, "gzip, deflate, br").body, "brotli");
  EXPECT_EQ(get(path, "gzip").body, "gzipped");
  EXPECT_EQ(get(path, "br;q=0.2, gzip;q=0.8").body, "gzipped");
  EXPECT_EQ(get(path, "br;q=0, *").body, "gzipped");
  EXPECT_EQ(get(path, "identity").body, "plain");
  const Response response = get(path, "br");
  EXPECT_EQ(header(response, "Content-Encoding"), "br");
  EXPECT_EQ(header(response, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(FilesTest, AnUnchangedFileIsNotSentAgain) {
  const std::string etag = header(get("/favicon.svg"), "ETag");
  EXPECT_EQ(get("/favicon.svg", "", etag).status, 304);
  EXPECT_EQ(get("/favicon.svg", "", "\"x\", W/" + etag).status, 304);
  EXPECT_EQ(get("/favicon.svg", "", "\"x\"").status, 200);
  EXPECT_EQ(header(get("/favicon.svg"), "Cache-Control"), "no-cache");
}

TEST_F(FilesTest, NothingOutsideTheDirectoryCanBeNamed) {
  const std::string secret = dir_.filename().string() + "-secret.txt";
  for (const std::string& path : {"/../" + secret, "/assets/../../" + secret, "/assets/..\\..\\" + secret,
                                  std::string("//etc/passwd.txt"), std::string("/assets/none.js")}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
  EXPECT_EQ(get("/assets/app-1a2b.js.br").status, 404);
}

TEST_F(FilesTest, OnlyReadingIsAllowed) {
  const auto files = Files::load(dir_.string());
  Request request;
  request.path = "/";
  request.method = Method::post;
  const Response response = files->serve(request, "n");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD");
}

TEST(Files, WithoutTheClientThePageSaysHowToBuildIt) {
  const auto files = Files::load("nowhere/at/all");
  ASSERT_TRUE(files.ok());
  EXPECT_TRUE(files->empty());
  Request request;
  request.path = "/";
  EXPECT_THAT(files->serve(request, "n").body, HasSubstr("./dev build"));
}

}  // namespace
}  // namespace every::http
