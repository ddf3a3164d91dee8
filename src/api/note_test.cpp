// Notes: whose they are, who may change and delete them, and what stays of what they said.
#include <gmock/gmock.h>

#include "api/people_test_support.h"

namespace every::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NoteTest : public PeopleTest {
 protected:
  std::string client() {
    return "/api/clients/" + text(ok(post("/api/clients", {{"name", "Acme"}}), 201), "id");
  }
  std::string note(const std::string& of, const char* said) {
    return "/api/notes/" + text(ok(post(of + "/notes", {{"text", said}}), 201), "id");
  }
  std::string tag(const std::string& path) { return std::string(get(path).headers.get("ETag").value_or("")); }
  // Each in a moment of its own, so that the history has an order.
  http::Response change(const std::string& path, const char* said) {
    clock.advance(std::chrono::seconds(1));
    return call(http::Method::patch, path, json::serialize(json::object{{"text", said}}),
                {{"If-Match", tag(path)}});
  }
  http::Response remove(const std::string& path) {
    clock.advance(std::chrono::seconds(1));
    return call(http::Method::del, path, "", {{"If-Match", tag(path)}});
  }
  std::vector<std::string> texts(const std::string& of) {
    std::vector<std::string> out;
    const json::object notes = ok(get(of + "/notes"));
    for (const auto& one : notes.at("items").as_array()) out.push_back(text(one, "text"));
    return out;
  }
};

TEST_F(NoteTest, KeepTheirAuthorAndWhatTheySaid) {
  const std::string path = client();
  ok(post(path + "/notes", {{"text", "Prefers <b>paper</b>."}}), 201);
  const json::object notes = ok(get(path + "/notes"));
  EXPECT_EQ(text(notes.at("items").at(0), "text"), "Prefers <b>paper</b>.");
  EXPECT_EQ(text(notes.at("items").at(0), "author"), "Dana Reyes");
  EXPECT_FALSE(notes.at("items").at(0).at("edited").as_bool());
  EXPECT_EQ(problem(post(path + "/notes", {{"text", ""}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/notes", {{"text", std::string(10'001, 'x')}}), 422), "validation");
}

TEST_F(NoteTest, WhatOneSaidBeforeStaysWithWhoWroteSomethingElse) {
  const std::string acme = client(), path = note(acme, "Pays late");
  const std::string first = tag(path);
  clock.advance(std::chrono::minutes(5));
  EXPECT_EQ(text(ok(change(path, "Pays on time")), "text"), "Pays on time");
  const json::object now = ok(change(path, "Pays early"));
  EXPECT_TRUE(now.at("edited").as_bool());
  const auto& before = now.at("before").as_array();
  ASSERT_EQ(before.size(), 2U);
  EXPECT_EQ(text(before[0], "text"), "Pays on time");
  EXPECT_EQ(text(before[1], "text"), "Pays late");
  EXPECT_EQ(text(before[1], "by"), "Dana Reyes");
  EXPECT_THAT(texts(acme), ElementsAre("Pays early"));
  // Over a version that is not the last one nothing is written, and the same words are no change.
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"text":"Mine"})", {{"If-Match", first}}), 412),
            "stale");
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"text":"Mine"})"), 428), "precondition_required");
  EXPECT_EQ(problem(change(path, " "), 422), "validation");
  ok(change(path, "Pays early"));
  EXPECT_EQ(ok(get(path)).at("before").as_array().size(), 2U);
  // The client's history says it too.
  const json::object activity = ok(get(acme + "/activity"));
  const auto& told = activity.at("items").at(0);
  EXPECT_EQ(text(told, "kind"), "note.changed");
  EXPECT_EQ(text(told.at("changes").at(0), "from"), "Pays on time");
  EXPECT_EQ(text(told.at("changes").at(0), "to"), "Pays early");
}

TEST_F(NoteTest, ADeletedOneLeavesItsClientAndCanBePutBack) {
  const std::string acme = client(), path = note(acme, "Call Zoe");
  const std::string first = tag(path);
  ok(change(path, "Call Zoe before noon"));
  EXPECT_EQ(problem(call(http::Method::del, path, "", {{"If-Match", first}}), 412), "stale");
  EXPECT_EQ(remove(path).status, 204);
  EXPECT_THAT(texts(acme), IsEmpty());
  const json::object gone = ok(get(path));
  EXPECT_EQ(text(gone, "text"), "Call Zoe before noon");
  EXPECT_EQ(text(gone, "deletedBy"), "Dana Reyes");
  EXPECT_FALSE(gone.at("editable").as_bool());
  EXPECT_EQ(problem(change(path, "More"), 404), "not_found");
  EXPECT_EQ(problem(remove(path), 404), "not_found");
  const json::object activity = ok(get(acme + "/activity"));
  EXPECT_EQ(text(activity.at("items").at(0), "kind"), "note.deleted");
  EXPECT_EQ(text(activity.at("items").at(0).at("changes").at(0), "from"), "Call Zoe before noon");
  EXPECT_EQ(log("?group=deletes"), (std::vector<std::string>{"note.deleted"}));

  EXPECT_EQ(ok(post(path + "/restore")).at("deletedAt"), nullptr);
  ok(post(path + "/restore"));  // it is there: nothing happens
  EXPECT_THAT(texts(acme), ElementsAre("Call Zoe before noon"));
  EXPECT_EQ(number(ok(get(acme + "/activity")), "total"), 5);
  EXPECT_EQ(problem(get("/api/notes/01m84hx38zkb2nc1sj5xr7qd47"), 404), "not_found");
  // With its client it goes for good.
  EXPECT_EQ(del(acme).status, 204);
  EXPECT_EQ(problem(get(path), 404), "not_found");
}

TEST_F(NoteTest, BelongToWhoWroteThemAndToWhoLeads) {
  const std::string acme = client(), owners = note(acme, "From the owner");
  const std::string owner = session;
  const std::string member = join("kim@fieldstone.example", "member", "Kim Park"),
                    viewer = join("lee@fieldstone.example", "viewer", "Lee Sun");
  session = member;
  const std::string own = note(acme, "From Kim");
  ok(change(own, "From Kim again"));
  EXPECT_FALSE(ok(get(owners)).at("editable").as_bool());
  EXPECT_EQ(problem(change(owners, "Taken over"), 403), "forbidden");
  EXPECT_EQ(problem(remove(owners), 403), "forbidden");
  session = viewer;
  EXPECT_FALSE(ok(get(own)).at("editable").as_bool());
  EXPECT_EQ(problem(change(own, "x"), 403), "forbidden");
  EXPECT_EQ(problem(remove(own), 403), "forbidden");
  session = owner;
  EXPECT_EQ(remove(own).status, 204);
  session = member;
  EXPECT_EQ(ok(post(own + "/restore")).at("deletedAt"), nullptr) << "still the author's";
  session = viewer;
  EXPECT_EQ(problem(post(own + "/restore"), 403), "forbidden");
  EXPECT_THAT(texts(acme), ElementsAre("From Kim again", "From the owner"));
}

TEST_F(NoteTest, AtAnInvoiceIsInternalAndStaysEditable) {
  const std::string acme = client();
  const std::string invoice =
      "/api/invoices/" +
      text(ok(post("/api/invoices",
                   {{"clientId", acme.substr(13)},
                    {"lines",
                     {{{"description", "Work"}, {"unitPrice", {{"amount", "100"}, {"currency", "USD"}}}}}}}),
              201),
           "id");
  const std::string path = invoice + "/internal-note";
  const auto write = [&](const char* said, const std::string& over) {
    clock.advance(std::chrono::seconds(1));
    return call(http::Method::put, path, json::serialize(json::object{{"text", said}}), {{"If-Match", over}});
  };
  EXPECT_EQ(text(ok(get(path)), "text"), "");
  const std::string first = tag(path);
  EXPECT_EQ(text(ok(write("Ask Zebulon first", first)), "by"), "Dana Reyes");
  EXPECT_EQ(problem(write("Mine", first), 412), "stale");
  EXPECT_EQ(problem(call(http::Method::put, path, "{}", {{"If-Match", tag(path)}}), 422), "validation");
  ok(post(invoice + "/issue"));
  ok(write("Zebulon agreed", tag(path)));
  EXPECT_EQ(text(ok(get(path)), "text"), "Zebulon agreed");
  // Nothing that leaves the house says it.
  clock.advance(std::chrono::seconds(1));
  const std::string url = text(ok(post(invoice + "/link")), "url");
  const std::string target = url.substr(url.find("/i/"));
  for (const auto& told : {get(invoice), get(invoice + "/mail"), get(target), get(invoice + "/ubl")})
    EXPECT_EQ(told.body.find("Zebulon"), std::string::npos);
  EXPECT_EQ(text(ok(get("/api/activity?area=invoices")).at("items").at(0), "kind"), "invoice.link_made");
  EXPECT_EQ(text(ok(get("/api/activity?area=invoices")).at("items").at(1).at("changes").at(0), "from"),
            "Ask Zebulon first");
  EXPECT_EQ(problem(get("/api/invoices/none/internal-note"), 404), "not_found");
}

}  // namespace
}  // namespace every::api
