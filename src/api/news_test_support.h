// What tests of mails about news share: people with choices, looks by the clock, and the mails that arrived.
#pragma once

#include "api/people_test_support.h"
#include "app/news.h"

namespace every::api {

class NewsTest : public PeopleTest {
 protected:
  struct Arrived {
    std::string to, subject, data;  // data: with its quoted-printable undone
  };
  // A look after a while, and the mails that came of it.
  std::vector<Arrived> after(std::chrono::seconds time) {
    clock.advance(time);
    app::queue_news(*app_);
    app::deliver_due_mail(*app_);
    std::vector<Arrived> out;
    const auto all = smtp.received();
    for (; seen_ < all.size(); ++seen_) out.push_back(read(all[seen_]));
    return out;
  }
  std::vector<std::string> subjects(std::chrono::seconds time) {
    std::vector<std::string> out;
    for (const Arrived& one : after(time)) out.push_back(one.to + " " + one.subject);
    std::sort(out.begin(), out.end());
    return out;
  }
  // What is looked at first is where everybody begins.
  void begin() {
    set_up_mail();
    EXPECT_TRUE(after(std::chrono::seconds(1)).empty());
    clock.advance(std::chrono::seconds(1));
  }
  http::Response choose(const char* kind, bool mail) {
    clock.advance(Millis(1));
    return put("/api/account/notifications", {{"email", json::object{{kind, mail}}}});
  }
  // Joins with all these on and no others; gives the session.
  std::string reader(const char* email, const char* role, const char* name,
                     const std::vector<const char*>& kinds) {
    const std::string token = join(email, role, name);
    as(token, [&] {
      const json::object had = ok(get("/api/account/notifications"));
      for (const auto& one : had.at("items").as_array()) ok(choose(text(one, "kind").c_str(), false));
      for (const char* kind : kinds) ok(choose(kind, true));
    });
    clock.advance(std::chrono::seconds(1));
    return token;
  }
  template <class Work>
  void as(const std::string& token, const Work& work) {
    const std::string mine = std::exchange(session, token);
    work();
    session = mine;
  }
  void nothing_for_dana() {
    const json::object had = ok(get("/api/account/notifications"));
    for (const auto& one : had.at("items").as_array()) ok(choose(text(one, "kind").c_str(), false));
  }
  static json::object money(const char* amount) { return {{"amount", amount}, {"currency", "USD"}}; }
  std::string issued(const char* price, const char* client = "Acme") {
    if (!clients_.contains(client))
      clients_[client] = text(ok(post("/api/clients", {{"name", client}}), 201), "id");
    const json::object line{{"description", "Work"}, {"unitPrice", money(price)}};
    const std::string path =
        "/api/invoices/" +
        text(ok(post("/api/invoices", {{"clientId", clients_[client]}, {"lines", json::array{line}}}), 201),
             "id");
    ok(post(path + "/issue"));
    return path;
  }
  void pay(const std::string& path, const char* amount) {
    ok(post(path + "/payments",
            {{"amount", money(amount)}, {"date", "2026-11-23"}, {"method", "bank_transfer"}}),
       201);
  }
  std::string client_of(const char* name) {
    if (!clients_.contains(name))
      clients_[name] = text(ok(post("/api/clients", {{"name", name}}), 201), "id");
    return clients_[name];
  }
  // Opens a proposal, which its client answers.
  std::string answered(const char* client, const char* how, const char* title = "Website") {
    const std::string id = client_of(client);
    const std::string path =
        "/api/proposals/" +
        text(ok(post("/api/proposals", {{"clientId", id},
                                        {"title", title},
                                        {"lines", json::array{json::object{{"description", "Design"},
                                                                           {"unitPrice", money("5000")}}}}}),
                201),
             "id");
    ok(post(path + "/open"));
    const std::string link = text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
    EXPECT_EQ(call(http::Method::post, link, std::string("name=Ada&revision=1&decision=") + how,
                   {{"Sec-Fetch-Site", "same-origin"},
                    {"Cookie", ""},
                    {"Content-Type", "application/x-www-form-urlencoded"}})
                  .status,
              303);
    return path;
  }
  void open_as_client(const std::string& path) {
    const std::string link = text(ok(post(path + "/link")), "url");
    EXPECT_EQ(call(http::Method::get, link.substr(link.find("/i/")), "",
                   {{"Cookie", ""}, {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}})
                  .status,
              200);
  }

 private:
  static Arrived read(const net::SmtpTestServer::Received& mail) {
    Arrived out;
    for (std::size_t at = 0; at < mail.data.size(); ++at) {
      const char c = mail.data[at];
      if (c != '=' || at + 2 >= mail.data.size()) {
        out.data += c;
      } else if (mail.data[at + 1] == '\r' || mail.data[at + 1] == '\n') {
        at += mail.data[at + 1] == '\r' ? 2 : 1;
      } else if (std::isxdigit(static_cast<unsigned char>(mail.data[at + 1])) != 0 &&
                 std::isxdigit(static_cast<unsigned char>(mail.data[at + 2])) != 0) {
        out.data += static_cast<char>(std::stoi(mail.data.substr(at + 1, 2), nullptr, 16));
        at += 2;
      } else {
        out.data += c;
      }
    }
    const std::size_t at = mail.data.find("Subject: ") + 9;
    out.subject = trim(mail.data.substr(at, mail.data.find('\n', at) - at));
    out.to = mail.to.at(0).substr(0, mail.to.at(0).find('@'));
    if (out.to.starts_with('<')) out.to.erase(0, 1);
    return out;
  }

  std::map<std::string, std::string> clients_;
  std::size_t seen_ = 0;
};

}  // namespace every::api
