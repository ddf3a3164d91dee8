#include "domain/viewer.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(Viewer, BrowsersArePeopleAndProgramsAreNot) {
  for (const char* person :
       {"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/18.5 "
        "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
        "Safari/537.36"})
    EXPECT_FALSE(looks_like_a_robot(person)) << person;
  for (const char* robot : {"", "curl/8.14.1", "python-requests/2.32", "facebookexternalhit/1.1",
                            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                            "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
                            "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                            "Mozilla/5.0 (compatible; Barracuda Sentinel)"})
    EXPECT_TRUE(looks_like_a_robot(robot)) << robot;
}

}  // namespace
}  // namespace every::domain
