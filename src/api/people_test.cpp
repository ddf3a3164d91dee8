// The people of a workspace: invitations by link and by mail, roles, owners, leaving, the audit log.
#include "api/people_test_support.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(PeopleTest, ALinkBringsSomebodyInOnce) {
  const json::object invitation = invite("kim@fieldstone.example", "member");
  EXPECT_TRUE(text(invitation, "url").starts_with(std::string(kOrigin) + "/invitation#"));
  EXPECT_TRUE(invitation.at("mail").is_null());
  EXPECT_TRUE(ok(get("/api/invitations")).at("items").as_array().at(0).at("url").is_null());
  const std::string token = token_of(invitation);
  const json::object face = ok(open("/api/invitations/look", {{"token", token}}));
  EXPECT_EQ(text(face, "workspace"), "Fieldstone Studio");
  EXPECT_EQ(text(face, "invitedBy"), "Dana Reyes");
  json::object weak = acceptance(token);
  weak["password"] = "short";
  EXPECT_EQ(problem(open("/api/invitations/accept", weak), 422), "validation");
  const std::string kim = session_of(open("/api/invitations/accept", acceptance(token)), 201);
  EXPECT_EQ(problem(open("/api/invitations/accept", acceptance(token)), 410), "link_expired");
  EXPECT_EQ(problem(open("/api/invitations/look", {{"token", token}}), 410), "link_expired");
  EXPECT_EQ(number(ok(get("/api/invitations")), "total"), 0);
  session = kim;
  const json::object now = ok(get("/api/session"));
  EXPECT_EQ(text(now.at("user"), "role"), "member");
  EXPECT_THAT(json::serialize(now.at("permissions")), HasSubstr("invoices.write"));
  EXPECT_THAT(json::serialize(now.at("permissions")), Not(HasSubstr("people.manage")));
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "x@fieldstone.example"}, {"role", "viewer"}}), 403),
            "forbidden");
  EXPECT_EQ(
      post("/api/session", {{"email", "kim@fieldstone.example"}, {"password", "a long enough password"}})
          .status,
      200);
}

TEST_F(PeopleTest, AnInvitationIsMailedResentAndRevoked) {
  set_up_mail();
  const json::object invitation = invite("kim@fieldstone.example", "viewer");
  EXPECT_EQ(text(invitation.at("mail"), "state"), "queued");
  const std::string path = "/api/invitations/" + text(invitation, "id");
  // What waits in the database tells no link.
  db->read([&](store::Tx& tx) {
    const auto mail = store::Outbox(tx, tenant).last_of_account(text(invitation, "id"));
    EXPECT_THAT(mail->text, HasSubstr("{link}"));
    return true;
  });
  const std::string mailed = mailed_token();
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr("Dana Reyes invites you to Fieldstone Studio"));
  EXPECT_EQ(text(ok(get("/api/invitations")).at("items").as_array().at(0).at("mail"), "state"), "sent");
  EXPECT_EQ(open("/api/invitations/look", {{"token", mailed}}).status, 200);
  // It is no mail of a document: nobody takes it back or repeats it as one.
  EXPECT_EQ(problem(post(path + "/resend"), 429), "too_many_attempts");
  clock.advance(std::chrono::minutes(2));
  ok(post(path + "/resend"));
  const std::string again = mailed_token();
  EXPECT_NE(again, mailed);
  const std::string handed = token_of(ok(post(path + "/link")));
  EXPECT_EQ(del(path).status, 204);
  for (const std::string& token : {mailed, again, handed, token_of(invitation)})
    EXPECT_EQ(problem(open("/api/invitations/accept", acceptance(token)), 410), "link_expired");
  EXPECT_EQ(problem(del(path), 404), "not_found");
  EXPECT_EQ(problem(post(path + "/link"), 404), "not_found");
}

TEST_F(PeopleTest, AMailOfAnInvitationThatWasRevokedDoesNotLeave) {
  set_up_mail();
  EXPECT_EQ(del("/api/invitations/" + text(invite("kim@fieldstone.example", "viewer"), "id")).status, 204);
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(0));
}

TEST_F(PeopleTest, AnInvitationIsGoodForAWeek) {
  const json::object invitation = invite("kim@fieldstone.example", "viewer");
  clock.advance(std::chrono::hours(24 * 7));
  EXPECT_EQ(problem(open("/api/invitations/accept", acceptance(token_of(invitation))), 410), "link_expired");
  const std::string path = "/api/invitations/" + text(invitation, "id");
  EXPECT_EQ(problem(post(path + "/link"), 410), "link_expired");
  const std::string fresh = token_of(ok(post(path + "/resend")));
  EXPECT_EQ(open("/api/invitations/accept", acceptance(fresh)).status, 201);
}

TEST_F(PeopleTest, NobodyIsInvitedTwiceOrAboveTheInviter) {
  invite("kim@fieldstone.example", "member");
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "KIM@fieldstone.example"}, {"role", "admin"}}), 422),
            "validation");
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "dana@fieldstone.example"}, {"role", "admin"}}), 422),
            "validation");
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "x"}, {"role", "admin"}}), 422), "validation");
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "x@fieldstone.example"}, {"role", "king"}}), 422),
            "validation");
  session = join("ada@fieldstone.example", "admin", "Ada Byron");
  EXPECT_EQ(problem(post("/api/invitations", {{"email", "z@fieldstone.example"}, {"role", "owner"}}), 403),
            "forbidden");
  invite("z@fieldstone.example", "admin");
}

// The answer holds a secret: it is not kept, whatever key came with the request.
TEST_F(PeopleTest, ALinkIsNotKeptForARepeat) {
  const std::string body = R"({"email":"kim@fieldstone.example","role":"member"})";
  const auto first = call(http::Method::post, "/api/invitations", body, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(problem(call(http::Method::post, "/api/invitations", body, {{"Idempotency-Key", "k"}}), 422),
            "validation");
}

TEST_F(PeopleTest, AKeptAnswerIsOnlyForWhoAsked) {
  const std::string body = R"({"name":"Acme"})";
  const auto first = call(http::Method::post, "/api/clients", body, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(call(http::Method::post, "/api/clients", body, {{"Idempotency-Key", "k"}}).body, first.body);
  become("viewer");
  EXPECT_EQ(problem(call(http::Method::post, "/api/clients", body, {{"Idempotency-Key", "k"}}), 403),
            "forbidden");
}

TEST_F(PeopleTest, TheLastOwnerStays) {
  const std::string dana = me();
  EXPECT_EQ(problem(put("/api/users/" + dana + "/role", role("admin")), 409), "last_owner");
  EXPECT_EQ(problem(del("/api/users/" + dana), 409), "last_owner");
  const std::string ada = join("ada@fieldstone.example", "admin", "Ada Byron");
  const std::string ada_id = id_of("ada@fieldstone.example");
  {
    const std::string mine = std::exchange(session, ada);
    EXPECT_EQ(problem(put("/api/users/" + dana + "/role", role("member")), 403), "forbidden");
    EXPECT_EQ(problem(del("/api/users/" + dana), 403), "forbidden");
    EXPECT_EQ(problem(put("/api/users/" + ada_id + "/role", role("owner")), 403), "forbidden");
    EXPECT_EQ(problem(post("/api/users/" + ada_id + "/ownership"), 403), "forbidden");
    session = mine;
  }
  EXPECT_EQ(problem(post("/api/users/" + dana + "/ownership"), 422), "validation");
  EXPECT_EQ(problem(post("/api/users/0NOBODY1/ownership"), 404), "not_found");
  EXPECT_EQ(text(ok(post("/api/users/" + ada_id + "/ownership")), "role"), "owner");
  EXPECT_EQ(text(ok(get("/api/session")).at("user"), "role"), "admin");
  session = ada;
  EXPECT_EQ(problem(del("/api/users/" + ada_id), 409), "last_owner");
  EXPECT_EQ(del("/api/users/" + dana).status, 204);
  // Not even by a way around the rules.
  EXPECT_THROW(db->write([&](store::Tx& tx) { store::People(tx, tenant).remove(ada_id); }),
               store::StorageError);
  EXPECT_THROW(db->write([&](store::Tx& tx) { store::People(tx, tenant).put_role(ada_id, "viewer"); }),
               store::StorageError);
}

TEST_F(PeopleTest, WhoIsRemovedIsOutAtOnceAndTheirNotesStay) {
  const std::string kim = join("kim@fieldstone.example", "member");
  const std::string client = text(ok(post("/api/clients", {{"name", "Acme"}}), 201), "id");
  const std::string dana = std::exchange(session, kim);
  ok(post("/api/clients/" + client + "/notes", {{"text", "Called them"}}), 201);
  session = dana;
  const std::string kim_id = id_of("kim@fieldstone.example");
  EXPECT_EQ(del("/api/users/" + kim_id).status, 204);
  EXPECT_EQ(problem(del("/api/users/" + kim_id), 404), "not_found");
  EXPECT_EQ(text(ok(get("/api/clients/" + client + "/notes")).at("items").as_array().at(0), "author"),
            "Kim Park");
  session = kim;
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  EXPECT_EQ(problem(open("/api/session",
                         {{"email", "kim@fieldstone.example"}, {"password", "a long enough password"}}),
                    401),
            "wrong_credentials");
  // Invited again, they have their account back.
  session = dana;
  session = join("kim@fieldstone.example", "viewer", "Kim Park-Lee");
  EXPECT_EQ(me(), kim_id);
  EXPECT_EQ(text(ok(get("/api/session")).at("user"), "name"), "Kim Park-Lee");
}

class Listener final : public http::EventWriter {
 public:
  bool send(std::string_view, std::string_view event, std::string_view) override {
    if (!is_open) return false;
    heard.emplace_back(event);
    return true;
  }
  bool comment(std::string_view) override { return is_open; }
  bool open() const override { return is_open; }
  void close() override { is_open = false; }
  bool is_open = true;
  std::vector<std::string> heard;
};

TEST_F(PeopleTest, WhoIsRemovedHearsNothingMore) {
  const std::string kim = join("kim@fieldstone.example", "viewer");
  const auto ours = std::make_shared<Listener>(), theirs = std::make_shared<Listener>();
  get("/api/events").stream(ours);
  const std::string dana = std::exchange(session, kim);
  get("/api/events").stream(theirs);
  session = dana;
  EXPECT_EQ(del("/api/users/" + id_of("kim@fieldstone.example")).status, 204);
  EXPECT_FALSE(theirs->is_open);
  EXPECT_TRUE(ours->is_open);
  ok(post("/api/clients", {{"name", "Acme"}}), 201);
  EXPECT_THAT(ours->heard, testing::Contains("records.changed"));
  EXPECT_THAT(theirs->heard, testing::ElementsAre("version"));
}

TEST_F(PeopleTest, ARoleCountsFromTheNextRequest) {
  const std::string kim = join("kim@fieldstone.example", "viewer");
  const std::string path = "/api/users/" + id_of("kim@fieldstone.example") + "/role";
  const std::string dana = std::exchange(session, kim);
  EXPECT_EQ(problem(post("/api/clients", {{"name", "Acme"}}), 403), "forbidden");
  session = dana;
  EXPECT_EQ(text(ok(put(path, role("member"))), "role"), "member");
  EXPECT_EQ(problem(put(path, role("king")), 422), "validation");
  EXPECT_EQ(problem(put("/api/users/0NOBODY1/role", role("viewer")), 404), "not_found");
  session = kim;
  EXPECT_EQ(post("/api/clients", {{"name", "Acme"}}).status, 201);
}

TEST_F(PeopleTest, AnInvitationIsNoWayIntoAnotherWorkspacesAccount) {
  db->write([&](store::Tx& tx) {
    store::Workspace second;
    second.id = app_->id();
    second.name = "Second House";
    second.created_at = second.updated_at = clock.now();
    store::Accounts(tx).insert_workspace(second);
  });
  ASSERT_TRUE(
      app::add_user(*app_, "Second House", "Eve", "eve@second.example", "owner", "a long enough secret")
          .ok());
  const std::string token = token_of(invite("eve@second.example", "admin"));
  EXPECT_EQ(problem(open("/api/invitations/accept", acceptance(token)), 422), "validation");
  EXPECT_TRUE(
      app::sign_in(*app_, json::object{{"email", "eve@second.example"}, {"password", "a long enough secret"}},
                   "192.0.2.7")
          .ok());
}

TEST_F(PeopleTest, TheLogSaysWhoDidWhatFromWhere) {
  const auto later = [&] { clock.advance(std::chrono::seconds(1)); };
  later();
  open("/api/session", {{"email", "dana@fieldstone.example"}, {"password", "not the password"}});
  later();
  const json::object invitation = invite("kim@fieldstone.example", "member");
  later();
  const std::string kim =
      session_of(open("/api/invitations/accept", acceptance(token_of(invitation), "=Kim Park")), 201);
  later();
  const std::string client = text(ok(post("/api/clients", {{"name", "Acme"}}), 201), "id");
  later();
  EXPECT_EQ(get("/api/clients/export").status, 200);
  later();
  EXPECT_EQ(del("/api/clients/" + client).status, 204);
  later();
  put("/api/users/" + id_of("kim@fieldstone.example") + "/role", role("viewer"));
  const std::vector<std::string> kinds = log();
  EXPECT_THAT(
      kinds, testing::ElementsAre("person.role_changed", "client.deleted", "export.clients", "client.created",
                                  "person.joined", "invitation.made", "session.failed", "workspace.created"));
  const json::object last = ok(get("/api/audit?limit=1")).at("items").as_array().at(0).as_object();
  EXPECT_EQ(text(last.at("person"), "name"), "Dana Reyes");
  EXPECT_EQ(text(last.at("person"), "id"), me());
  EXPECT_EQ(text(last, "address"), "192.0.2.1");
  EXPECT_THAT(log("?group=people"), SizeIs(3));
  EXPECT_THAT(log("?group=deletes&person=" + me()), testing::ElementsAre("client.deleted"));
  EXPECT_THAT(log("?person=" + id_of("kim@fieldstone.example")), testing::ElementsAre("person.joined"));
  EXPECT_THAT(log("?from=2026-11-24"), SizeIs(0));
  EXPECT_EQ(log("?from=2026-11-23&to=2026-11-23").size(), kinds.size());
  EXPECT_EQ(problem(get("/api/audit?group=gossip"), 422), "validation");
  EXPECT_EQ(problem(get("/api/audit?from=yesterday"), 422), "validation");
  later();
  const auto file = get("/api/audit/export?group=people");
  EXPECT_THAT(file.body, HasSubstr("'=Kim Park"));  // no formula for a spreadsheet
  EXPECT_THAT(file.body, Not(HasSubstr("client.deleted")));
  EXPECT_EQ(log("?limit=1"), std::vector<std::string>{"export.audit_log"});
  session = kim;
  EXPECT_EQ(problem(get("/api/audit"), 403), "forbidden");
  EXPECT_EQ(problem(get("/api/audit/export"), 403), "forbidden");
}

TEST_F(PeopleTest, TheTableOfRolesIsTold) {
  const json::object table = ok(get("/api/roles"));
  EXPECT_EQ(number(table, "total"), 11);
  for (const auto& row : table.at("items").as_array())
    if (text(row, "name") == "invoices.write")
      EXPECT_EQ(json::serialize(row.at("roles")), R"(["owner","admin","member"])");
}

}  // namespace
}  // namespace every::api
