#include "net/mail.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "base/hostile_test_support.h"
#include "net/smtp_test_server.h"

namespace every::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Mail mail() {
  return {.message_id = "1@every.example",
          .from = "bills@fieldstone.example",
          .from_name = "Fieldstone",
          .to = {"pay@acme.example"},
          .cc = {"boss@acme.example"},
          .subject = "Rechnung für März",
          .text = "Hallo,\n.\nanbei die Rechnung.",
          .date = from_ms(1'795'000'000'000),
          .attachments = {{"INV-1.pdf", "application/pdf", std::string("%PDF\0\xFF", 6)}}};
}

MailOutcome send(const SmtpTestServer& server, const Mail& what) {
  return send_mail(
      {.host = "127.0.0.1", .port = server.port, .security = MailSecurity::none, .user = "", .password = ""},
      what, std::chrono::seconds(5));
}

TEST(Mail, ArrivesWithItsAttachmentAtEveryRecipient) {
  SmtpTestServer server;
  const MailOutcome outcome = send(server, mail());
  ASSERT_EQ(outcome.kind, MailOutcome::Kind::accepted) << outcome.reply;
  ASSERT_THAT(server.received(), SizeIs(1));
  const auto got = server.received()[0];
  EXPECT_THAT(got.to, SizeIs(2));
  for (const char* said : {"Message-ID: <1@every.example>", "Subject: =?utf-8?B?", "Cc: boss@acme.example",
                           "INV-1.pdf", "JVBERgD/", "+0000"})
    EXPECT_THAT(got.data, HasSubstr(said));
}

TEST(Mail, ARefusedRecipientIsSaidAndNobodyGetsIt) {
  SmtpTestServer server;
  server.refused = "boss@acme.example";
  const MailOutcome outcome = send(server, mail());
  EXPECT_EQ(outcome.kind, MailOutcome::Kind::refused);
  EXPECT_THAT(outcome.reply, HasSubstr("550"));
  EXPECT_THAT(server.received(), SizeIs(0));
}

TEST(Mail, WhatMayWorkLaterIsToldFromWhatMayHaveArrived) {
  SmtpTestServer server;
  server.busy = true;
  EXPECT_EQ(send(server, mail()).kind, MailOutcome::Kind::failed);
  server.busy = false;
  server.hang_up_after_data = true;
  EXPECT_EQ(send(server, mail()).kind, MailOutcome::Kind::unknown);
  MailServer nobody{
      .host = "127.0.0.1", .port = 1, .security = MailSecurity::none, .user = "", .password = ""};
  EXPECT_EQ(send_mail(nobody, mail(), std::chrono::seconds(2)).kind, MailOutcome::Kind::failed);
}

TEST(Mail, TheSameWordsGoAsTextAndAsHtml) {
  SmtpTestServer server;
  Mail what = mail();
  what.attachments.clear();
  what.html = "<p>Hallo</p>";
  what.automatic = true;
  ASSERT_EQ(send(server, what).kind, MailOutcome::Kind::accepted);
  const std::string data = server.received()[0].data;
  for (const char* said : {"Content-Type: multipart/alternative", "Content-Type: text/plain; charset=utf-8",
                           "Content-Type: text/html; charset=utf-8", "anbei die Rechnung", "<p>Hallo</p>",
                           "Auto-Submitted: auto-generated"})
    EXPECT_THAT(data, HasSubstr(said));
  EXPECT_LT(data.find("text/plain"), data.find("text/html")) << "the last one is preferred";
  what.html.clear();
  what.automatic = false;
  ASSERT_EQ(send(server, what).kind, MailOutcome::Kind::accepted);
  EXPECT_THAT(server.received()[1].data, Not(HasSubstr("alternative")));
  EXPECT_THAT(server.received()[1].data, Not(HasSubstr("Auto-Submitted")));
}

TEST(Mail, AnAttachmentsNameIsAName) {
  SmtpTestServer server;
  Mail what = mail();
  what.attachments[0].name = "INV-1 Priya\r\nBcc: victim@evil.example\r\n\r\n<b>.pdf";
  send(server, what);
  what.attachments[0].name = "INV-1 a/b\\c\";x=\x07.pdf";
  send(server, what);
  ASSERT_THAT(server.received(), SizeIs(2));
  EXPECT_THAT(server.received()[0].data, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(server.received()[0].data, Not(HasSubstr("\n<b>")));
  EXPECT_THAT(server.received()[1].data, HasSubstr("filename=\"INV-1 a b c\\\";x= .pdf\""));
}

TEST(Mail, ASendersNameStaysOneName) {
  SmtpTestServer server;
  Mail what = mail();
  what.from_name = R"(Studio" <evil@x.example>, "B)";
  send(server, what);
  what.from_name = "Müller & Söhne";
  send(server, what);
  ASSERT_THAT(server.received(), SizeIs(2));
  EXPECT_THAT(server.received()[0].data, HasSubstr(R"(From: "Studio\" <evil@x.example>, \"B" <)"));
  // An encoded word between quotes would be shown as it is.
  EXPECT_THAT(server.received()[1].data, HasSubstr("From: =?utf-8?B?"));
}

TEST(Mail, AServerIsReadFromItsUrl) {
  const auto read = [](const std::string& url) {
    const auto server = mail_server_of(url);
    if (!server.ok()) return std::string("no");
    const char* security = server->security == MailSecurity::tls        ? "tls"
                           : server->security == MailSecurity::starttls ? "starttls"
                                                                        : "none";
    return fmt::format("{} {} {} {} {}", server->host, server->port, security, server->user,
                       server->password);
  };
  EXPECT_EQ(read("smtp://smtp.example.com"), "smtp.example.com 587 starttls  ");
  EXPECT_EQ(read("smtps://me%40x.example:p%3Aw@smtp.example.com"),
            "smtp.example.com 465 tls me@x.example p:w");
  EXPECT_EQ(read("smtp://smtp.example.com:25?security=none"), "smtp.example.com 25 none  ");
  EXPECT_EQ(read("smtp://localhost:1025"), "localhost 1025 none  ");
  EXPECT_EQ(read("smtp://127.0.0.1:1025?security=starttls"), "127.0.0.1 1025 starttls  ");
  for (const char* wrong : {"", "smtp.example.com", "http://smtp.example.com", "smtp://", "smtp://a b",
                            "smtp://smtp.example.com?security=maybe", "smtp://smtp.example.com:70000"})
    EXPECT_EQ(read(wrong), "no") << wrong;
  const auto wrong = mail_server_of("http://me:secret@x.example");
  ASSERT_FALSE(wrong.ok());
  EXPECT_THAT(wrong.error().detail + wrong.error().fix, Not(HasSubstr("secret")));
}

TEST(Mail, NoHeaderCanBeSlippedIn) {
  SmtpTestServer server;
  Mail what = mail();
  what.subject = "Hello\r\nBcc: everybody@example.com";
  what.from_name = "A\nB";
  send(server, what);
  ASSERT_THAT(server.received(), SizeIs(1));
  EXPECT_THAT(server.received()[0].data, Not(HasSubstr("\nBcc:")));
  EXPECT_EQ(mail_name("Quarry Foods"), "\"Quarry Foods\"");
  EXPECT_EQ(mail_name("A\" <x@evil.example>, \"B\\"), R"("A\" <x@evil.example>, \"B\\")");
  EXPECT_EQ(mail_name("Müller"), "=?utf-8?B?TcO8bGxlcg==?=");
  EXPECT_EQ(mail_header("plain"), "plain");
  EXPECT_EQ(mail_header("a\r\nb"), "a  b");
}

// The names of a message's headers, in their order.
std::vector<std::string> headers_of(const std::string& data) {
  std::vector<std::string> out;
  std::istringstream in(data);
  for (std::string line; std::getline(in, line) && !line.empty();)
    if (line[0] != ' ' && line[0] != '\t') out.push_back(line.substr(0, line.find(':')));
  return out;
}

// The words of a message in quoted-printable, without carriage returns and the dots that SMTP puts before
// dots.
std::string words_of(std::string data) {
  for (std::size_t dots; (dots = data.find("\n..")) != std::string::npos;) data.erase(dots + 1, 1);
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = data.find("\n\n"); i < data.size(); ++i) {
    const std::string_view code = std::string_view(data).substr(i + 1, 2);
    if (data[i] == '=' && code.starts_with('\n')) {
      ++i;
    } else if (data[i] == '=' && code.find_first_not_of(kHex) == std::string_view::npos) {
      out.push_back(static_cast<char>(kHex.find(code[0]) * 16 + kHex.find(code[1])));
      i += 2;
    } else {
      out.push_back(data[i]);
    }
  }
  std::erase(out, '\r');
  return out;
}

TEST(Mail, WhateverItSaysIsSaidAndNothingElse) {
  const auto texts = hostile_texts();
  ASSERT_GE(texts.size(), 500U);
  SmtpTestServer server;
  Mail what = mail();
  what.attachments.clear();
  send(server, what);
  const std::vector<std::string> headers = headers_of(server.received()[0].data);
  for (const HostileText& one : texts) {
    what.subject = what.from_name = one.text;
    what.text = "<" + one.text + ">\nlast";
    ASSERT_EQ(send(server, what).kind, MailOutcome::Kind::accepted) << one.text;
  }
  const auto received = server.received();
  ASSERT_THAT(received, SizeIs(texts.size() + 1)) << "one message for each";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto& got = received[i + 1];
    EXPECT_THAT(got.to, SizeIs(2)) << texts[i].text;
    EXPECT_THAT(got.from, HasSubstr("<bills@fieldstone.example>"));
    EXPECT_EQ(headers_of(got.data), headers) << got.data.substr(0, 600);
    std::string said = "<" + texts[i].text + ">\nlast";
    std::erase(said, '\r');
    EXPECT_THAT(words_of(got.data), HasSubstr(said));
  }
}

}  // namespace
}  // namespace every::net
