#include "http/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/wire_detail.h"

namespace every::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

TEST(Headers, AreFoundWithoutCaseAndKeepRepeats) {
  Headers headers;
  headers.add("Set-Cookie", "a=1");
  headers.add("set-cookie", "b=2");
  EXPECT_EQ(headers.get("SET-COOKIE"), "a=1");
  EXPECT_EQ(headers.all().size(), 2U);
  headers.set("Set-Cookie", "c=3");
  EXPECT_THAT(headers.all(), ElementsAre(Pair("Set-Cookie", "c=3")));
  EXPECT_FALSE(headers.get("Cookie"));
}

TEST(Parameters, AreDecodedInOrder) {
  const Parameters parameters = Parameters::parse("q=M%C3%BCller+%26+Co&&flag&id=1&id=2&=x");
  EXPECT_EQ(parameters.get("q"), "Müller & Co");
  EXPECT_EQ(parameters.get("flag"), "");
  EXPECT_THAT(parameters.all("id"), ElementsAre("1", "2"));
  EXPECT_FALSE(parameters.get("none"));
}

TEST(Percent, EncodesAllButTheUnreservedAndLeavesStraySignsAlone) {
  EXPECT_EQ(percent_encode("a b/ü~-._"), "a%20b%2F%C3%BC~-._");
  EXPECT_EQ(percent_decode("100%"), "100%");
  EXPECT_EQ(percent_decode("%4"), "%4");
  EXPECT_EQ(percent_decode("%zz%41+"), "%zzA+");
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  EXPECT_EQ(percent_decode(percent_encode(every_byte)), every_byte);
}

TEST(Request, FindsACookieAmongOthers) {
  Request request;
  request.headers.add("Cookie", "xsession=1; session=\"abc=d\" ;other");
  EXPECT_EQ(request.cookie("session"), "abc=d");
  EXPECT_FALSE(request.cookie("other"));
  EXPECT_FALSE(request.cookie("none"));
}

TEST(Wire, AHeaderValueCannotStartAnotherHeader) {
  Response response = Response::redirect("/x\r\nSet-Cookie: stolen=1");
  const std::string head = head_text(response, Framing::length, true, "now");
  EXPECT_THAT(head, Not(HasSubstr("\nSet-Cookie")));
  EXPECT_THAT(head, HasSubstr("Location: /x  Set-Cookie: stolen=1\r\n"));
}

TEST(Wire, TheServerOwnsFramingHeaders) {
  Response response = Response::text(200, "four");
  response.headers.set("content-length", "99");
  response.headers.set("Transfer-Encoding", "chunked");
  const std::string head = head_text(response, Framing::length, false, "now");
  EXPECT_THAT(head, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("99")));
  EXPECT_THAT(head, Not(HasSubstr("chunked")));
  EXPECT_THAT(head, HasSubstr("Connection: close\r\n\r\n"));
}

TEST(Wire, DatesAndEventsHaveTheirStandardForm) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(event_text("7", "run", "{}"), "id: 7\nevent: run\ndata: {}\n\n");
  EXPECT_EQ(event_text("", "", "a\r\nb\rc\nd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(event_text("1\nevent: forged", "", "x"), "id: 1 event: forged\ndata: x\n\n");
  EXPECT_EQ(comment_text("alive"), ": alive\n\n");
  EXPECT_EQ(chunk_text("hello world, hello"), "12\r\nhello world, hello\r\n");
}

}  // namespace
}  // namespace every::http
