// Clients, their contacts and activity; and what HubSpot's lock forbids.
#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

class ClientTest : public HubSpotApiTest {
 protected:
  json::object make(const json::object& body) { return ok(post("/api/clients", body), 201); }
  std::string tag(const std::string& target) {
    return std::string(get(target).headers.get("ETag").value_or(""));
  }
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body), {{"If-Match", tag(target)}});
  }
  http::Response remove(const std::string& target) { return call(http::Method::del, target); }
};

TEST_F(ClientTest, AClientMadeHereIsKeptAsGiven) {
  const auto answer =
      post("/api/clients", {{"name", "Côté & Fils"},
                            {"email", "Bureau@Cote.example"},
                            {"currency", "CAD"},
                            {"paymentTermsDays", 14},
                            {"tags", {"vip", "print"}},
                            {"address", {{"street", "1 rue A"}, {"city", "Québec"}, {"country", "CA"}}}});
  const json::object client = ok(answer, 201);
  const std::string path(answer.headers.get("Location").value_or(""));
  EXPECT_EQ(path, "/api/clients/" + text(client, "id"));
  EXPECT_EQ(ok(get(path)), client);
  EXPECT_EQ(text(client, "kind"), "company");
  EXPECT_EQ(text(client, "source"), "manual");
  EXPECT_TRUE(client.at("lockedFields").as_array().empty());
  EXPECT_EQ(text(client.at("address"), "city"), "Québec");
  // Found without regard to case and accents, and by its email.
  for (const char* q : {"cote", "C%C3%94T%C3%89", "fils", "bureau@", "cote.ex"})
    EXPECT_EQ(number(ok(get(std::string("/api/clients?q=") + q)), "total"), 1) << q;
  EXPECT_EQ(number(ok(get("/api/clients?source=hubspot")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/clients?source=here")), "total"), 1);
  EXPECT_EQ(ok(get("/api/search?q=cote")).at("clients").as_array().size(), 1U);
  EXPECT_EQ(number(ok(get(path + "/activity")), "total"), 1);
  // A country is known by its code or its name, and kept as the code.
  const auto lies_in = [&](const char* country) {
    return patch(path, {{"address", json::object{{"country", country}}}});
  };
  EXPECT_EQ(text(ok(lies_in("Österreich")).at("address"), "country"), "AT");
  EXPECT_EQ(problem(lies_in("Atlantis"), 422), "validation");
  EXPECT_EQ(text(parsed(lies_in("XX")).at("errors").at(0), "pointer"), "/address/country");
  EXPECT_EQ(text(ok(get(path)).at("address"), "country"), "AT");
  EXPECT_EQ(text(ok(lies_in("")).at("address"), "country"), "");
}

TEST_F(ClientTest, WhatIsWrongIsSaidFieldByFieldAndNothingIsKept) {
  const auto answer = post("/api/clients", {{"name", ""},
                                            {"email", "not an address"},
                                            {"currency", "EURO"},
                                            {"paymentTermsDays", 999},
                                            {"kind", "ghost"},
                                            {"shoeSize", 44}});
  EXPECT_EQ(answer.status, 422);
  std::set<std::string> pointers;
  const json::object document = parsed(answer);
  for (const auto& one : document.at("errors").as_array()) pointers.insert(text(one, "pointer"));
  EXPECT_EQ(pointers, (std::set<std::string>{"/name", "/email", "/currency", "/paymentTermsDays", "/kind",
                                             "/shoeSize"}));
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 0);
}

TEST_F(ClientTest, ChangesArchiveAndDeletion) {
  const std::string path = "/api/clients/" + text(make({{"name", "Acme"}}), "id");
  EXPECT_EQ(text(ok(patch(path, {{"legalName", "Acme Ltd"}, {"taxId", "GB1"}})), "legalName"), "Acme Ltd");
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"name":"B"})", {{"If-Match", "\"1\""}}), 412),
            "stale");
  EXPECT_EQ(problem(patch(path, {{"id", "other"}}), 422), "unknown_field");
  EXPECT_EQ(problem(get("/api/clients/01m84hx38zkb2nc1sj5xr7qd47"), 404), "not_found");
  EXPECT_EQ(problem(remove("/api/clients/01m84hx38zkb2nc1sj5xr7qd47"), 404), "not_found");
  // With an invoice it stays.
  ok(post("/api/invoices", {{"clientId", path.substr(13)}}), 201);
  EXPECT_EQ(problem(remove(path), 409), "has_documents");
  EXPECT_EQ(text(ok(patch(path, {{"status", "archived"}})), "status"), "archived");
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/clients?status=archived")), "total"), 1);
  const std::string second = "/api/clients/" + text(make({{"name", "Short"}}), "id");
  EXPECT_EQ(remove(second).status, 204);
  EXPECT_EQ(problem(get(second), 404), "not_found");
}

TEST_F(ClientTest, ContactsHaveOnePrimaryAtEachClient) {
  const std::string path = "/api/clients/" + text(make({{"name", "Acme"}}), "id");
  const json::object ada =
      ok(post(path + "/contacts", {{"firstName", "Ada"}, {"email", "ada@acme.example"}}), 201);
  const json::object bo =
      ok(post(path + "/contacts",
              {{"firstName", "Bo"}, {"email", "bo@acme.example"}, {"invoiceRole", "primary"}}),
         201);
  const json::object list = ok(get(path + "/contacts"));
  EXPECT_EQ(number(list, "total"), 2);
  int primary = 0;
  for (const auto& contact : list.at("items").as_array())
    primary += text(contact.at("clients").at(0), "invoiceRole") == "primary" ? 1 : 0;
  EXPECT_EQ(primary, 1);
  EXPECT_EQ(text(ok(get(path)), "billingEmail"), "bo@acme.example");
  const std::string one = "/api/contacts/" + text(ada, "id");
  EXPECT_EQ(text(ok(patch(one, {{"jobTitle", "CTO"}})), "jobTitle"), "CTO");
  EXPECT_EQ(problem(patch(one, {{"email", "no at sign"}}), 422), "validation");
  EXPECT_EQ(remove(one).status, 204);
  EXPECT_EQ(problem(get(one), 404), "not_found");
  EXPECT_EQ(number(ok(get("/api/contacts")), "total"), 1);
  EXPECT_EQ(text(ok(post("/api/contacts", {{"lastName", "Alone"}}), 201), "name"), "Alone");
  EXPECT_EQ(problem(post("/api/contacts", json::object{}), 422), "validation");
  EXPECT_EQ(problem(get(path + "x/contacts"), 404), "not_found");
}

TEST_F(ClientTest, AContactLeavesAClientAndSomebodyElseGetsTheDocuments) {
  const std::string path = "/api/clients/" + text(make({{"name", "Acme"}}), "id");
  const auto person = [&](const char* name, const char* role) {
    return text(ok(post(path + "/contacts", {{"firstName", name},
                                             {"email", std::string(name) + "@acme.example"},
                                             {"invoiceRole", role},
                                             {"proposalRole", role}}),
                   201),
                "id");
  };
  const std::string ada = person("ada", "primary"), bo = person("bo", "none"), cy = person("cy", "cc");
  const auto role = [&](const std::string& of, const char* which) {
    return text(ok(get("/api/contacts/" + of)).at("clients").at(0), which);
  };
  EXPECT_EQ(remove(path + "/contacts/" + ada).status, 204);
  EXPECT_EQ(number(ok(get(path + "/contacts")), "total"), 2);
  EXPECT_EQ(role(cy, "invoiceRole"), "primary") << "got copies before";
  EXPECT_EQ(role(cy, "proposalRole"), "primary");
  EXPECT_EQ(role(bo, "invoiceRole"), "none");
  // The person stays, without a client, and can come back.
  EXPECT_TRUE(ok(get("/api/contacts/" + ada)).at("clients").as_array().empty());
  EXPECT_EQ(problem(remove(path + "/contacts/" + ada), 404), "not_found");
  EXPECT_EQ(problem(remove("/api/clients/none/contacts/" + ada), 404), "not_found");
  ok(post(path + "/contacts", {{"contactId", ada}, {"invoiceRole", "primary"}}), 201);
  EXPECT_EQ(role(ada, "invoiceRole"), "primary");
  EXPECT_EQ(role(cy, "invoiceRole"), "cc");
  // The last one keeps both roles, whatever is wished for, until they leave as well.
  EXPECT_EQ(remove(path + "/contacts/" + ada).status, 204);
  EXPECT_EQ(remove(path + "/contacts/" + bo).status, 204);
  ok(patch("/api/contacts/" + cy, {{"clients", {{{"id", path.substr(13)}, {"invoiceRole", "none"}}}}}));
  EXPECT_EQ(role(cy, "invoiceRole"), "primary");
  EXPECT_EQ(remove(path + "/contacts/" + cy).status, 204);
  EXPECT_EQ(ok(get(path)).at("billingEmail"), nullptr);
  EXPECT_EQ(text(ok(get(path + "/activity")).at("items").at(0), "kind"), "contact.detached");
}

TEST_F(ClientTest, ARepeatWithTheSameKeyMakesOneClient) {
  const auto send = [&](const std::string& body) {
    return call(http::Method::post, "/api/clients", body, {{"Idempotency-Key", "k-1"}});
  };
  const auto first = send(R"({"name":"Once"})"), second = send(R"({"name":"Once"})");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(problem(send(R"({"name":"Other"})"), 409), "idempotency_mismatch");
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 1);
}

TEST_F(ClientTest, AViewerChangesNothing) {
  const Made made = make_client("Acme", "ada@acme.example");
  become("viewer");
  EXPECT_EQ(problem(post("/api/clients", {{"name", "New"}}), 403), "forbidden");
  EXPECT_EQ(problem(patch("/api/clients/" + made.client_id, {{"name", "New"}}), 403), "forbidden");
  EXPECT_EQ(problem(remove("/api/clients/" + made.client_id), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/clients/" + made.client_id + "/notes", {{"text", "hi"}}), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/invoices", {{"clientId", made.client_id}}), 403), "forbidden");
}

TEST_F(ClientTest, WhatHubSpotManagesIsLockedAndTheRestIsNot) {
  connect();
  import({{"select", {{"all", true}}}, {"default", "ask"}, {"includeDeals", true}, {"dryRun", false}});
  const json::object client = ok(get("/api/clients?source=hubspot&limit=1")).at("items").at(0).as_object();
  const std::string path = "/api/clients/" + text(client, "id");
  for (const auto& field : client.at("lockedFields").as_array()) EXPECT_FALSE(field.as_string().empty());
  for (const json::object& change : {json::object{{"name", "Mine now"}}, json::object{{"phone", "1"}},
                                     json::object{{"address", {{"city", "Elsewhere"}}}}}) {
    const auto refused = patch(path, change);
    EXPECT_EQ(problem(refused, 409), "locked_field") << json::serialize(change);
    EXPECT_NE(text(parsed(refused), "detail").find("HubSpot"), std::string::npos);
  }
  EXPECT_EQ(problem(remove(path), 409), "locked_field");
  EXPECT_EQ(ok(get(path)), client);
  EXPECT_EQ(text(ok(patch(path, {{"taxId", "DE123"}, {"paymentTermsDays", 7}})), "taxId"), "DE123");
  const json::object contact = ok(get("/api/contacts?source=hubspot&limit=1")).at("items").at(0).as_object();
  EXPECT_EQ(problem(patch("/api/contacts/" + text(contact, "id"), {{"firstName", "Other"}}), 409),
            "locked_field");
  EXPECT_EQ(problem(remove("/api/contacts/" + text(contact, "id")), 409), "locked_field");
  // Whose contact somebody is, HubSpot says; which documents they get there, a person here.
  const auto& place = contact.at("clients").at(0);
  EXPECT_TRUE(place.at("managed").as_bool());
  EXPECT_EQ(problem(remove("/api/clients/" + text(place, "id") + "/contacts/" + text(contact, "id")), 409),
            "locked_field");
  ok(patch("/api/contacts/" + text(contact, "id"),
           {{"clients", {{{"id", text(place, "id")}, {"proposalRole", "primary"}}}}}));
}

TEST_F(ClientTest, TheFileHasALineForEachContactAndNoFormula) {
  make({{"name", "=Acme, Inc."}, {"tags", {"vip", "print"}}, {"email", "office@acme.example"}});
  const std::string bolt = text(make({{"name", "Bolt"}}), "id");
  for (const char* first : {"Ann", "+Bo"})
    ok(post(
           "/api/clients/" + bolt + "/contacts",
           {{"firstName", first}, {"lastName", "Bolt"}, {"email", std::string(first + 1) + "@bolt.example"}}),
       201);
  const auto answer = get("/api/clients/export");
  EXPECT_EQ(answer.headers.get("Content-Type").value_or(""), "text/csv; charset=utf-8");
  std::vector<std::string> lines;
  for (std::size_t at = 0, end = 0; (end = answer.body.find("\r\n", at)) != std::string::npos; at = end + 2)
    lines.push_back(answer.body.substr(at, end - at));
  ASSERT_EQ(lines.size(), 4U) << answer.body;
  EXPECT_TRUE(lines[0].starts_with("name,kind,legal name,email,")) << lines[0];
  EXPECT_TRUE(lines[1].starts_with("\"'=Acme, Inc.\",company,,office@acme.example,")) << lines[1];
  EXPECT_NE(lines[1].find("\"vip, print\",active,manual"), std::string::npos) << lines[1];
  EXPECT_NE(answer.body.find(",'+Bo,Bolt,Bo@bolt.example,"), std::string::npos) << answer.body;
  EXPECT_EQ(get("/api/clients/export?source=hubspot").body, lines[0] + "\r\n");
  EXPECT_EQ(problem(get("/api/clients/export?status=gone"), 422), "validation");

  // Of those that were chosen: one by one, or as a query with exceptions.
  const auto chosen = [&](const json::object& select) { return post("/api/clients/export", select); };
  EXPECT_EQ(chosen({{"ids", json::array{bolt, "nobody"}}}).body,
            lines[0] + "\r\n" + lines[2] + "\r\n" + lines[3] + "\r\n");
  EXPECT_EQ(chosen({{"filter", json::object{{"q", "acme"}}}}).body, lines[0] + "\r\n" + lines[1] + "\r\n");
  EXPECT_EQ(chosen({{"filter", json::object{}}, {"except", json::array{bolt}}}).body,
            lines[0] + "\r\n" + lines[1] + "\r\n");
  EXPECT_EQ(problem(chosen({}), 422), "validation");
  EXPECT_EQ(problem(chosen({{"filter", json::object{{"status", "gone"}}}}), 422), "validation");
}

}  // namespace
}  // namespace every::api
