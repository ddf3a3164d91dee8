#include "net/address.h"

#include <gtest/gtest.h>

namespace every::net {
namespace {

TEST(PrivateOrigin, IsHttpsOrThisVeryMachine) {
  EXPECT_EQ(private_origin("https://API.Example.com/v1"), "https://api.example.com:443");
  EXPECT_EQ(private_origin("https://api.example.com:8443"), "https://api.example.com:8443");
  EXPECT_EQ(private_origin("http://127.0.0.1:11434/v1"), "http://127.0.0.1:11434");
  EXPECT_EQ(private_origin("http://localhost/v1"), "http://localhost:80");
  EXPECT_EQ(private_origin("http://[::1]:8080/v1"), "http://[::1]:8080");
}

TEST(PrivateOrigin, IsNothingElse) {
  for (const char* url :
       {"http://api.example.com/v1", "http://127.0.0.1.example.com/", "http://localhost.example.com/",
        "http://192.168.1.5:11434/v1", "http://10.0.0.1/", "http://[::2]/", "http://0.0.0.0/",
        "https://me:secret@api.example.com/", "https://me@api.example.com/", "https://api.example.com/?key=1",
        "https://api.example.com/#v1", "ftp://127.0.0.1/", "file:///etc/passwd", "api.example.com/v1", "",
        "https://", "https://a b/", "http://127.0.0.1@api.example.com/"})
    EXPECT_FALSE(private_origin(url)) << url;
}

}  // namespace
}  // namespace every::net
