// An invoice by mail, to a mail server of a few lines: what arrives, what is refused, what a kill leaves.
#include "api/hubspot_test_support.h"
#include "app/post.h"
#include "net/smtp_test_server.h"
#include "store/outbox.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

class MailTest : public HubSpotApiTest {
 protected:
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body),
                {{"If-Match", std::string(get(target).headers.get("ETag").value_or(""))}});
  }
  void set_up_mail() {
    ok(patch("/api/workspace/mail", {{"host", "127.0.0.1"},
                                     {"port", smtp.port},
                                     {"security", "none"},
                                     {"fromAddress", "bills@fieldstone.example"},
                                     {"fromName", "Fieldstone"}}));
  }
  std::string issued() {
    const std::string path = draft();
    ok(post(path + "/issue"));
    return path;
  }
  std::string draft() {
    const json::object line{{"description", "Work"},
                            {"quantity", "1"},
                            {"unitPrice", json::object{{"amount", "100"}, {"currency", "EUR"}}}};
    const std::string client =
        text(ok(post("/api/clients", {{"name", "Acme"}, {"email", "pay@acme.example"}}), 201), "id");
    // The first contact of a client is its primary one.
    for (const auto& [name, role] : {std::pair{"pay", "primary"}, std::pair{"boss", "cc"}})
      ok(post("/api/clients/" + client + "/contacts",
              {{"firstName", name}, {"email", std::string(name) + "@acme.example"}, {"invoiceRole", role}}),
         201);
    return "/api/invoices/" +
           text(ok(post("/api/invoices",
                        {{"clientId", client}, {"currency", "EUR"}, {"lines", json::array{line}}}),
                   201),
                "id");
  }
  json::object mail_of(const std::string& path) {
    const json::object list = ok(get(path + "/mails"));
    return list.at("items").as_array().at(0).as_object();
  }
  int after(std::chrono::seconds time) {
    clock.advance(time);
    return app::deliver_due_mail(*app_);
  }
  net::SmtpTestServer smtp;
};

TEST_F(MailTest, AnInvoiceArrivesOnceWithItsPdfAtTheRolesRecipients) {
  const std::string path = issued();
  EXPECT_EQ(problem(post(path + "/mails"), 422), "validation");  // mail is not set up
  set_up_mail();
  const json::object preview = ok(get(path + "/mail"));
  EXPECT_EQ(text(preview, "subject"), "Invoice INV-0001 from Fieldstone");
  const json::object queued = ok(post(path + "/mails"), 201);
  EXPECT_EQ(text(queued, "text"), text(preview, "text"));
  EXPECT_EQ(after(std::chrono::seconds(5)), 0);  // held, so that it can be taken back
  EXPECT_EQ(after(std::chrono::seconds(6)), 1);
  EXPECT_EQ(after(std::chrono::hours(10)), 0);
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].to, SizeIs(2));
  for (const char* said :
       {"To: pay@acme.example", "Cc: boss@acme.example", "INV-0001", "application/pdf", "JVBERi"})
    EXPECT_THAT(smtp.received()[0].data, HasSubstr(said));
  EXPECT_EQ(text(mail_of(path), "state"), "sent");
  EXPECT_EQ(problem(post("/api/mails/" + text(queued, "id") + "/retry"), 412), "stale");
  EXPECT_EQ(problem(call(http::Method::del, "/api/mails/" + text(queued, "id")), 412), "stale");
}

TEST_F(MailTest, WithoutAServerOfItsOwnAWorkspaceSendsByTheInstallations) {
  const std::string path = issued();
  EXPECT_EQ(ok(get("/api/workspace/mail")).at("installation"), nullptr);
  config.smtp_url = "smtp://127.0.0.1:" + std::to_string(smtp.port);
  config.mail_from = "Everybody <post@host.example>";
  EXPECT_EQ(text(ok(get("/api/workspace/mail")).at("installation"), "fromAddress"), "post@host.example");
  const json::object preview = ok(get(path + "/mail"));
  EXPECT_EQ(preview.at("ready"), true);
  EXPECT_EQ(text(preview, "fromAddress"), "post@host.example");
  ok(post(path + "/mails"), 201);
  EXPECT_EQ(after(std::chrono::seconds(11)), 1);
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr(R"(From: "Everybody" <post@host.example>)"));

  // An address of its own, by the same server; then a server of its own.
  ok(patch("/api/workspace/mail", {{"fromAddress", "us@fieldstone.example"}, {"fromName", "Fieldstone"}}));
  ok(post(path + "/mails"), 201);
  after(std::chrono::seconds(11));
  ASSERT_THAT(smtp.received(), SizeIs(2));
  EXPECT_THAT(smtp.received()[1].data, HasSubstr(R"(From: "Fieldstone" <us@fieldstone.example>)"));
  config.smtp_url = "smtp://127.0.0.1:9";
  set_up_mail();
  ok(post(path + "/mails"), 201);
  after(std::chrono::seconds(11));
  EXPECT_THAT(smtp.received(), SizeIs(3));
}

TEST_F(MailTest, AnInvoiceIsSentWhenTheMailServerTookIt) {
  set_up_mail();
  const std::string path = issued();
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "issued");
  ok(post(path + "/mails"), 201);
  EXPECT_EQ(text(ok(get(path)), "sentAt"), "null");
  const std::string tag(get(path).headers.get("ETag").value_or(""));
  after(std::chrono::seconds(11));
  const json::object sent = ok(get(path));
  EXPECT_EQ(text(sent, "displayStatus"), "sent");
  EXPECT_EQ(text(sent, "sentAt"), to_rfc3339(clock.now()));
  EXPECT_NE(get(path).headers.get("ETag").value_or(""), tag);
  const json::object last = sent.at("history").as_array().back().as_object();
  EXPECT_EQ(text(last, "kind"), "sent");
  EXPECT_THAT(text(last, "detail"), HasSubstr("boss@acme.example"));
  EXPECT_EQ(number(ok(get("/api/invoices?status=sent")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/invoices?status=issued")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/invoices")).at("counts"), "sent"), 1);
  // Sent again later, it was sent the first time.
  ok(post(path + "/mails"), 201);
  after(std::chrono::minutes(1));
  EXPECT_EQ(text(ok(get(path)), "sentAt"), text(sent, "sentAt"));
}

TEST_F(MailTest, AMailHasTheLinkThatTheOutboxDoesNotKeep) {
  set_up_mail();
  const std::string path = issued();
  const json::object queued = ok(post(path + "/mails", {{"text", "Look: {link}"}}), 201);
  EXPECT_EQ(text(queued, "text"), "Look: {link}");
  after(std::chrono::seconds(11));
  const std::string url = text(ok(get(path + "/link")), "url");
  EXPECT_THAT(url, HasSubstr("/i/"));
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr("Look: " + url));
  EXPECT_EQ(text(mail_of(path), "text"), "Look: {link}");
  // A revoked one is replaced by a new one, because a mail with a dead link helps nobody.
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  ok(post(path + "/mails"), 201);
  after(std::chrono::seconds(11));
  EXPECT_NE(text(ok(get(path + "/link")), "url"), url);
  // Words without it make none.
  const std::string plain = issued();
  ok(post(plain + "/mails", {{"text", "The PDF is attached."}}), 201);
  after(std::chrono::seconds(11));
  EXPECT_EQ(text(ok(get(plain + "/link")), "url"), "null");
}

TEST_F(MailTest, SendingADraftIssuesItOrDoesNothing) {
  const std::string path = draft();
  EXPECT_EQ(problem(post(path + "/mails"), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post(path + "/mails", {{"issue", true}}), 422), "validation");  // mail is not set up
  EXPECT_EQ(text(ok(get(path)), "status"), "draft");
  set_up_mail();
  const json::object preview = ok(get(path + "/mail"));
  EXPECT_EQ(text(preview, "subject"), "Invoice {number} from Fieldstone");
  EXPECT_EQ(text(preview, "fromAddress"), "bills@fieldstone.example");
  EXPECT_TRUE(preview.at("ready").as_bool());
  EXPECT_THAT(text(preview, "text"), HasSubstr("Dec"));  // the due date that issuing will give
  EXPECT_EQ(problem(post(path + "/mails", {{"issue", true}, {"to", json::array{}}}), 422), "validation");
  EXPECT_EQ(text(ok(get(path)), "status"), "draft");
  const json::object queued =
      ok(post(path + "/mails", {{"issue", true}, {"subject", "Yours: {number}"}}), 201);
  EXPECT_EQ(text(queued, "subject"), "Yours: INV-0001");
  EXPECT_THAT(text(queued, "text"), HasSubstr("INV-0001"));
  EXPECT_EQ(text(ok(get(path)), "number"), "INV-0001");
}

TEST_F(MailTest, AReminderSaysWhatIsStillDue) {
  set_up_mail();
  const std::string path = issued();
  ok(post(path + "/payments", {{"amount", json::object{{"amount", "40"}, {"currency", "EUR"}}},
                               {"date", "2026-11-23"},
                               {"method", "cash"}}),
     201);
  EXPECT_THAT(text(ok(get(path + "/mail?kind=reminder")), "text"), HasSubstr("60.00"));
  EXPECT_EQ(text(ok(post(path + "/mails", {{"kind", "reminder"}}), 201), "kind"), "reminder");
  after(std::chrono::seconds(11));
  const json::object reminded = ok(get(path));
  EXPECT_EQ(text(reminded.at("history").as_array().back(), "kind"), "reminded");
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr("Reminder: invoice INV-0001"));
  ok(post(path + "/payments", {{"amount", json::object{{"amount", "60"}, {"currency", "EUR"}}},
                               {"date", "2026-11-23"},
                               {"method", "cash"}}),
     201);
  EXPECT_EQ(problem(post(path + "/mails", {{"kind", "reminder"}}), 422), "validation");
  EXPECT_EQ(problem(get(draft() + "/mail?kind=reminder"), 409), "invoice_not_issued");
  EXPECT_EQ(problem(get(path + "/mail?kind=poem"), 422), "validation");
}

TEST_F(MailTest, WhatLeftInAnotherWayIsMarkedAsSent) {
  const std::string path = issued();
  EXPECT_EQ(text(ok(post(path + "/sent")), "displayStatus"), "sent");
  const auto entries = ok(get(path)).at("history").as_array().size();
  EXPECT_EQ(ok(post(path + "/sent")).at("history").as_array().size(), entries);
  EXPECT_EQ(problem(post(draft() + "/sent"), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post("/api/invoices/nobody/sent"), 404), "not_found");
  become("viewer");
  EXPECT_EQ(problem(post(path + "/sent"), 403), "forbidden");
}

TEST_F(MailTest, WhatIsVoidedWhileItWaitsIsNotSent) {
  set_up_mail();
  const std::string path = issued();
  ok(post(path + "/mails"), 201);
  ok(post(path + "/void", {{"reason", "wrong client"}}));
  after(std::chrono::seconds(11));
  EXPECT_EQ(text(mail_of(path), "state"), "refused");
  EXPECT_THAT(smtp.received(), SizeIs(0));
  EXPECT_EQ(text(ok(get(path)).at("history").as_array().back(), "kind"), "not_sent");
  EXPECT_EQ(problem(post(path + "/mails"), 409), "invoice_not_issued");
}

TEST_F(MailTest, ACreditNoteIsToldAsOne) {
  set_up_mail();
  ok(patch("/api/workspace/mail", {{"subject", "Your invoice {number}"}, {"text", "Due on {dueDate}."}}));
  const std::string path = issued();
  const std::string note =
      "/api/invoices/" + text(ok(post(path + "/credit-notes", {{"reason", "Late"}}), 201), "id");
  const json::object preview = ok(get(note + "/mail"));
  EXPECT_EQ(text(preview, "subject"), "Credit note CN-0001 from Fieldstone");
  EXPECT_THAT(text(preview, "text"), HasSubstr("100.00"));
  EXPECT_THAT(text(preview, "text"), HasSubstr("invoice INV-0001"));
  EXPECT_EQ(text(preview, "text").find("due"), std::string::npos);
  const json::object queued = ok(post(note + "/mails"), 201);
  EXPECT_EQ(text(queued, "kind"), "credit_note");
  EXPECT_EQ(text(queued, "text"), text(preview, "text"));
  after(std::chrono::seconds(11));
  ASSERT_THAT(smtp.received(), SizeIs(1));
  for (const char* said : {"Credit note CN-0001", "CN-0001 Acme.pdf", "/i/"})
    EXPECT_THAT(smtp.received()[0].data, HasSubstr(said));
  EXPECT_EQ(text(ok(get(note)).at("history").as_array().back(), "kind"), "sent");
  for (const http::Response& no :
       {get(note + "/mail?kind=reminder"), post(note + "/mails", {{"kind", "reminder"}})}) {
    EXPECT_EQ(problem(no, 422), "validation");
    EXPECT_THAT(no.body, HasSubstr("A credit note asks for no money."));
  }
}

TEST_F(MailTest, AReminderOfWhatWasPaidWhileItWaitedIsNotSent) {
  set_up_mail();
  const std::string path = issued();
  const std::string id = text(ok(post(path + "/mails", {{"kind", "reminder"}}), 201), "id");
  ok(post(path + "/payments", {{"amount", json::object{{"amount", "100"}, {"currency", "EUR"}}},
                               {"date", "2026-11-23"},
                               {"method", "cash"}}),
     201);
  after(std::chrono::seconds(11));
  EXPECT_THAT(smtp.received(), SizeIs(0));
  EXPECT_EQ(text(mail_of(path), "state"), "refused");
  EXPECT_EQ(text(mail_of(path), "problem"), "Nothing is due on INV-0001 any more.");
  const json::object last = ok(get(path)).at("history").as_array().back().as_object();
  EXPECT_EQ(text(last, "kind"), "not_sent");
  ok(post("/api/mails/" + id + "/retry"));
  after(std::chrono::seconds(11));
  EXPECT_THAT(smtp.received(), SizeIs(0));
  // The invoice itself may still be sent: its client may want the paper.
  ok(post(path + "/mails"), 201);
  after(std::chrono::seconds(11));
  EXPECT_THAT(smtp.received(), SizeIs(1));
}

TEST_F(MailTest, ATestMessageSaysWhatTheServerSaid) {
  EXPECT_EQ(problem(post("/api/workspace/mail/test"), 422), "validation");
  set_up_mail();
  const json::object sent = ok(post("/api/workspace/mail/test"));
  EXPECT_EQ(text(sent, "to"), "dana@fieldstone.example");
  EXPECT_THAT(text(sent, "reply"), HasSubstr("250"));
  ASSERT_THAT(smtp.received(), SizeIs(1));
  smtp.refused = "gone@fieldstone.example";
  const http::Response no = post("/api/workspace/mail/test", {{"to", "gone@fieldstone.example"}});
  EXPECT_EQ(problem(no, 502), "mail_not_sent");
  EXPECT_THAT(no.body, HasSubstr("550"));
  EXPECT_EQ(problem(post("/api/workspace/mail/test", {{"to", "nobody"}}), 422), "validation");
  become("member");
  EXPECT_EQ(problem(post("/api/workspace/mail/test"), 403), "forbidden");
}

TEST_F(MailTest, ARefusedRecipientIsSeenAndCanBeTriedAgain) {
  set_up_mail();
  const std::string path = issued();
  smtp.refused = "boss@acme.example";
  const std::string id = text(ok(post(path + "/mails"), 201), "id");
  after(std::chrono::seconds(11));
  EXPECT_EQ(text(mail_of(path), "state"), "refused");
  EXPECT_THAT(text(mail_of(path), "problem"), HasSubstr("550"));
  EXPECT_EQ(after(std::chrono::hours(10)), 0);
  smtp.refused.clear();
  ok(post("/api/mails/" + id + "/retry"));
  EXPECT_EQ(after(std::chrono::seconds(1)), 1);
  EXPECT_EQ(text(mail_of(path), "state"), "sent");
}

TEST_F(MailTest, WhatMayWorkLaterIsTriedLater) {
  set_up_mail();
  const std::string path = issued();
  smtp.busy = true;
  ok(post(path + "/mails"), 201);
  EXPECT_EQ(after(std::chrono::seconds(11)), 1);
  EXPECT_EQ(text(mail_of(path), "state"), "queued");
  EXPECT_EQ(after(std::chrono::seconds(30)), 0);
  smtp.busy = false;
  EXPECT_EQ(after(std::chrono::seconds(31)), 1);
  EXPECT_EQ(text(mail_of(path), "state"), "sent");
  EXPECT_EQ(number(mail_of(path), "attempts"), 2);
}

TEST_F(MailTest, WhatMayHaveArrivedIsNotSentAgainByItself) {
  set_up_mail();
  const std::string path = issued();
  smtp.hang_up_after_data = true;
  ok(post(path + "/mails"), 201);
  after(std::chrono::seconds(11));
  EXPECT_EQ(text(mail_of(path), "state"), "unknown");
  smtp.hang_up_after_data = false;
  EXPECT_EQ(after(std::chrono::hours(10)), 0);
  EXPECT_THAT(smtp.received(), SizeIs(0));
  // The same after a kill in the middle of it.
  const std::string id = text(ok(post(path + "/mails"), 201), "id");
  app_->db.write([&](store::Tx& tx) {
    const auto due = store::due_mail(tx, clock.now() + std::chrono::hours(1), 10);
    EXPECT_THAT(due, SizeIs(1));
    EXPECT_TRUE(store::Outbox(tx, store::Tenant(due.at(0).workspace_id)).begin(id));
    EXPECT_EQ(store::give_up_interrupted_mail(tx), 1);
  });
  EXPECT_EQ(text(mail_of(path), "state"), "unknown");
  EXPECT_EQ(after(std::chrono::hours(10)), 0);
}

TEST_F(MailTest, WhatIsHeldCanBeTakenBack) {
  set_up_mail();
  const std::string path = issued();
  const std::string id = text(ok(post(path + "/mails"), 201), "id");
  EXPECT_EQ(call(http::Method::del, "/api/mails/" + id).status, 204);
  EXPECT_EQ(after(std::chrono::hours(1)), 0);
  EXPECT_EQ(text(mail_of(path), "state"), "cancelled");
  EXPECT_EQ(problem(call(http::Method::del, "/api/mails/nothing"), 404), "not_found");
  EXPECT_EQ(problem(post("/api/mails/nothing/retry"), 404), "not_found");
}

TEST_F(MailTest, AMailIsWrittenFromTheTemplateAndCheckedBeforeItIsKept) {
  set_up_mail();
  ok(patch("/api/workspace/mail", {{"subject", "{number} for {client} {nobody}"}}));
  const std::string path = issued();
  EXPECT_EQ(text(ok(get(path + "/mail")), "subject"), "INV-0001 for Acme {nobody}");
  EXPECT_EQ(problem(post(path + "/mails", {{"to", json::array{"nobody"}}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/mails", {{"to", json::array{}}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/mails", {{"subject", ""}}), 422), "validation");
  EXPECT_EQ(get("/api/invoices/nobody/mail").status, 404);
  EXPECT_EQ(get("/api/invoices/nobody/mails").status, 404);
  EXPECT_EQ(number(ok(get(path + "/mails")), "total"), 0);
}

TEST_F(MailTest, ThePasswordIsNeverToldAndStaysWithItsServer) {
  set_up_mail();
  ok(patch("/api/workspace/mail", {{"user", "u"}, {"password", "s3cret-word"}}));
  const http::Response seen = get("/api/workspace/mail");
  EXPECT_EQ(seen.body.find("s3cret"), std::string::npos);
  EXPECT_TRUE(ok(seen).at("hasPassword").as_bool());
  EXPECT_FALSE(ok(patch("/api/workspace/mail", {{"host", "evil.example"}})).at("hasPassword").as_bool());
  const http::Response bad =
      patch("/api/workspace/mail", {{"host", "a/b@c"}, {"fromAddress", "x"}, {"port", 0}});
  EXPECT_EQ(problem(bad, 422), "validation");
  for (const char* pointer : {"/host", "/fromAddress", "/port"}) EXPECT_THAT(bad.body, HasSubstr(pointer));
}

}  // namespace
}  // namespace every::api
