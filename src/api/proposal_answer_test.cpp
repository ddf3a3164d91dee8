// What a client answers at the link of a proposal, and which answers do not count.
#include "api/proposal_test_support.h"
#include "store/erasure.h"
#include "store/tx.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(ProposalTest, AClientReadsItChoosesAndAccepts) {
  const std::string path = opened();
  const std::string target = link(path);
  const http::Response page = visit(target);
  EXPECT_EQ(page.status, 200);
  for (const char* said : {"Website", "PRO-0001", "Scope", "All &lt;of&gt; it", "Open until Dec 23, 2026",
                           "Hosting", "type=\"checkbox\"", "Update the total", "Your name"})
    EXPECT_THAT(page.body, HasSubstr(said));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_LE(page.body.size(), 15'000U);
  EXPECT_THAT(std::string(page.headers.get("Content-Security-Policy").value_or("")),
              HasSubstr("form-action 'self'"));
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "viewed");
  const http::Response updated = answer(target, "decision=update&revision=1&option=Hosting&name=Ada+Novak");
  EXPECT_EQ(updated.status, 200);
  EXPECT_THAT(updated.body, HasSubstr("$120.00"));
  EXPECT_THAT(updated.body, HasSubstr("value=\"Ada Novak\""));
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  // The total that was on the screen did not have the option.
  const http::Response sneaky =
      answer(target, "decision=accept&revision=1&option=Hosting&name=Ada+Novak&shown=");
  EXPECT_EQ(sneaky.status, 422);
  EXPECT_THAT(sneaky.body, HasSubstr("the total below is the new one"));
  EXPECT_EQ(answer(target, "decision=accept&revision=1&name=++").status, 422);
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  const http::Response done =
      answer(target, "decision=accept&revision=1&option=Hosting&shown=Hosting&name=Ada+Nov%C3%A1k");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.headers.get("Location").value_or(""), target);
  EXPECT_THAT(visit(target).body, HasSubstr("Accepted by Ada Novák on Nov 23, 2026"));
  EXPECT_THAT(visit(target).body, Not(HasSubstr("<form")));
  const json::object kept = ok(get(path));
  EXPECT_EQ(text(kept, "displayStatus"), "accepted");
  EXPECT_EQ(amount(kept, "total"), "120.00");
  EXPECT_EQ(text(kept.at("answer"), "name"), "Ada Novák");
  EXPECT_EQ(text(kept.at("answer"), "address"), "192.0.2.1");
  EXPECT_EQ(text(kept.at("answer"), "at"), to_rfc3339(clock.now()));
  EXPECT_TRUE(kept.at("lines").at(1).at("chosen").as_bool());
  // Sent again, by a reload or by somebody else, it stays what it was.
  EXPECT_EQ(answer(target, "decision=decline&revision=1").status, 409);
  EXPECT_EQ(answer(target, "decision=accept&revision=1&name=Mallory").status, 409);
  EXPECT_EQ(text(ok(get(path)).at("answer"), "name"), "Ada Novák");
}

TEST_F(ProposalTest, WhatWasAcceptedCannotBeChangedByAnybody) {
  const std::string path = accepted();
  EXPECT_EQ(problem(patch(path, {{"title", "Cheaper"}}), 409), "proposal_not_draft");
  EXPECT_EQ(problem(post(path + "/revise"), 409), "proposal_not_open");
  EXPECT_EQ(problem(call(http::Method::del, path), 409), "proposal_not_draft");
  for (const char* sql : {"UPDATE proposal_answers SET name = 'x' WHERE workspace_id = $1",
                          "DELETE FROM proposal_answers WHERE workspace_id = $1",
                          "UPDATE proposals SET document = '{}' WHERE workspace_id = $1",
                          "UPDATE proposals SET total = 1 WHERE workspace_id = $1",
                          "UPDATE proposals SET state = 'open' WHERE workspace_id = $1",
                          "DELETE FROM proposals WHERE workspace_id = $1"})
    EXPECT_THROW(db->write([&](store::Tx& tx) { tx.run(tenant, sql); }), store::StorageError) << sql;
  // The client that it names may be called otherwise later; the document is not.
  ok(patch("/api/clients/" + client(), {{"name", "Renamed"}}));
  EXPECT_EQ(text(ok(get(path)).at("billTo"), "name"), "Kestrel Media");
  EXPECT_EQ(problem(call(http::Method::del, "/api/clients/" + client(), {}, {{"If-Match", "*"}}), 409),
            "has_documents");
}

TEST_F(ProposalTest, AnswersThatMustNotCountDoNot) {
  const std::string path = opened();
  const std::string target = link(path);
  // Another site's form, an older browser's, an unknown link, an older revision.
  EXPECT_EQ(answer(target, "decision=accept&name=Eve&revision=1", {{"Sec-Fetch-Site", "cross-site"}}).status,
            404);
  EXPECT_EQ(
      answer(target, "decision=accept&name=Eve&revision=1", {{"Origin", "https://evil.example"}}).status,
      404);
  EXPECT_EQ(answer("/p/unknown1", "decision=accept&name=Eve&revision=1").status, 404);
  EXPECT_EQ(answer("/i" + target.substr(2), "decision=accept&name=Eve&revision=1").status, 405);
  EXPECT_EQ(visit("/i" + target.substr(2)).status, 404);
  ok(post(path + "/revise"));
  EXPECT_THAT(visit(target).body, HasSubstr("is being changed"));
  EXPECT_THAT(visit(target).body, Not(HasSubstr("Website")));
  EXPECT_EQ(visit(target + ".pdf").status, 404);
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=1").status, 409);
  ok(patch(path, {{"lines", json::array{line("Design", "150")}}}));
  ok(post(path + "/open"));
  const http::Response old = answer(target, "decision=accept&name=Ada&revision=1");
  EXPECT_EQ(old.status, 409);
  EXPECT_THAT(old.body, HasSubstr("was changed while you read it"));
  EXPECT_THAT(old.body, HasSubstr("$150.00"));
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  EXPECT_EQ(text(ok(get(path)), "number"), "PRO-0001");
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=2").status, 303);
}

TEST_F(ProposalTest, ANameThatNobodyCanReadIsNone) {
  const std::string path = opened();
  const std::string target = link(path);
  for (const char* name : {"%00", "Ada%00", "%07", "%7F", "%C2%85", "Ada%0ANovak", "%1B%5B31mAda"}) {
    const http::Response no = answer(target, std::string("decision=accept&revision=1&name=") + name);
    EXPECT_EQ(no.status, 422) << name;
    EXPECT_THAT(no.body, HasSubstr("Type your name to accept."));
    EXPECT_THAT(no.body, HasSubstr("required value=\"\""));
  }
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  EXPECT_EQ(answer(target, "decision=decline&revision=1&name=Ada%00&reason=Too%00late").status, 303);
  EXPECT_EQ(text(ok(get(path)).at("answer"), "name"), "");
  EXPECT_EQ(text(ok(get(path)).at("answer"), "reason"), "");
  ok(post(path + "/revise"));
  ok(post(path + "/open"));
  EXPECT_EQ(answer(target, "decision=decline&revision=2&reason=Too+late,%0D%0A%09and+d%C3%A4r").status, 303);
  EXPECT_EQ(text(ok(get(path)).at("answer"), "reason"), "Too late,\r\n\tand där");
}

TEST_F(ProposalTest, ItIsDeclinedWithAReasonAndCanBeOfferedAgain) {
  const std::string path = opened();
  const std::string target = link(path);
  EXPECT_EQ(answer(target, "decision=decline&reason=Too+late&revision=1").status, 303);
  const json::object declined = ok(get(path));
  EXPECT_EQ(text(declined, "displayStatus"), "declined");
  EXPECT_EQ(text(declined.at("answer"), "reason"), "Too late");
  EXPECT_THAT(visit(target).body, HasSubstr("Declined on Nov 23, 2026"));
  EXPECT_EQ(problem(post(path + "/invoice"), 409), "proposal_not_accepted");
  ok(post(path + "/revise"));
  ok(post(path + "/open"));
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=2").status, 303);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "accepted");
}

TEST_F(ProposalTest, WhoDeclinedCanBeForgottenAndWhatWasAcceptedRemains) {
  const std::string declined = opened();
  EXPECT_EQ(answer(link(declined), "decision=decline&name=Ada+Novak&reason=Ask+Ada+Novak&revision=1").status,
            303);
  const std::string kept = opened();
  EXPECT_EQ(answer(link(kept), "decision=accept&name=Ada+Novak&revision=1").status, 303);
  const std::vector<std::string> words{"Ada Novak"}, clients{client()};
  db->write([&](store::Tx& tx) {
    store::Erasure erasure(tx, tenant);
    erasure.words(words, "[erased]");
    ASSERT_THAT(erasure.documents(clients, {}), SizeIs(1));
    EXPECT_EQ(erasure.documents(clients, {})[0].number, "PRO-0002");
  });
  EXPECT_EQ(text(ok(get(declined)).at("answer"), "reason"), "Ask [erased]");
  EXPECT_EQ(get(declined).body.find("Ada Novak"), std::string::npos);
  EXPECT_EQ(text(ok(get(kept)).at("answer"), "name"), "Ada Novak");
}

TEST_F(ProposalTest, AnOptionWithAnIdThatNoFormCanSendGetsAnother) {
  const std::string path = opened({line("Design", "100"), line("two words", "20", "0", true)});
  const std::string option = text(ok(get(path)).at("lines").at(1), "id");
  EXPECT_EQ(
      answer(link(path), "decision=accept&name=Ada&revision=1&option=" + option + "&shown=" + option).status,
      303);
  EXPECT_EQ(amount(ok(get(path)), "total"), "120.00");
}

}  // namespace
}  // namespace every::api
