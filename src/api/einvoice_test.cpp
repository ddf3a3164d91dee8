// E-invoices over the API: what is missing is named until nothing is, then the files are there.
#include "api/hubspot_test_support.h"
#include "render/facturx.h"

namespace every::api {
namespace {

class EInvoiceTest : public HubSpotApiTest {
 protected:
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body),
                {{"If-Match", std::string(get(target).headers.get("ETag").value_or(""))}});
  }
  std::string client(const json::object& more = {}) {
    json::object body{{"name", "Acme"}};
    for (const auto& member : more) body[member.key()] = member.value();
    return text(ok(post("/api/clients", body), 201), "id");
  }
  std::string draft(const std::string& client_id, const char* tax = "19") {
    const json::object line{{"description", "Work"},
                            {"quantity", "3"},
                            {"unitPrice", json::object{{"amount", "33.33"}, {"currency", "EUR"}}},
                            {"taxRatePercent", tax}};
    return "/api/invoices/" +
           text(ok(post("/api/invoices",
                        {{"clientId", client_id}, {"currency", "EUR"}, {"lines", json::array{line}}}),
                   201),
                "id");
  }
  // "workspace/taxId" of each required gap.
  std::set<std::string> missing(const std::string& path) {
    std::set<std::string> out;
    const json::object answer = ok(get(path + "/e-invoice"));
    for (const auto& gap : answer.at("gaps").as_array()) {
      const json::object& g = gap.as_object();
      if (!g.at("required").as_bool()) continue;
      out.insert((g.at("place").is_null() ? std::string("-") : text(g, "place")) + text(g, "pointer"));
    }
    return out;
  }
  void complete_workspace() {
    ok(patch("/api/workspace",
             {{"taxId", "DE123456789"}, {"address", json::object{{"city", "Hamburg"}, {"country", "DE"}}}}));
    ok(patch("/api/workspace/billing",
             {{"iban", "DE89 3704 0044 0532 0130 00"}, {"contactPhone", "+49 40 1"}}));
  }
};

TEST_F(EInvoiceTest, WhatIsMissingIsNamedOnClientAndDraftUntilTheFileIsThere) {
  const std::string id = client();
  const std::string path = draft(id);
  const auto of_client = missing("/api/clients/" + id);
  EXPECT_TRUE(of_client.contains("workspace/taxId"));
  EXPECT_TRUE(of_client.contains("client/address/country"));
  EXPECT_EQ(missing(path), of_client);
  EXPECT_EQ(problem(get(path + "/ubl"), 409), "invoice_not_issued");
  complete_workspace();
  EXPECT_EQ(missing(path), std::set<std::string>{"client/address/country"});
  ok(patch("/api/clients/" + id, {{"address", json::object{{"country", "Austria"}}}}));
  EXPECT_TRUE(missing(path).empty());
  EXPECT_TRUE(ok(get(path + "/e-invoice")).at("ready").as_bool());
  ok(post(path + "/issue"));
  const http::Response ubl = get(path + "/ubl");
  EXPECT_EQ(ubl.status, 200);
  EXPECT_EQ(ubl.headers.get("Content-Type"), "application/xml");
  EXPECT_NE(std::string(ubl.headers.get("Content-Disposition").value_or("")).find("INV-0001.ubl.xml"),
            std::string::npos);
  EXPECT_NE(ubl.body.find(">118.99<"), std::string::npos);
  EXPECT_NE(get(path + "/cii").body.find("CrossIndustryInvoice"), std::string::npos);
  const http::Response hybrid = get(path + "/facturx");
  EXPECT_EQ(hybrid.headers.get("Content-Type"), "application/pdf");
  EXPECT_EQ(*render::read_facturx(hybrid.body), get(path + "/cii").body);
  // What is issued stays what it was, whoever pays or moves.
  ok(post(path + "/payments", {{"amount", json::object{{"amount", "18.99"}, {"currency", "EUR"}}},
                               {"date", "2026-11-23"},
                               {"method", "cash"}}),
     201);
  ok(patch("/api/clients/" + id, {{"name", "Acme Renamed"}}));
  ok(patch("/api/workspace/billing", {{"iban", nullptr}}));
  ok(patch("/api/workspace", {{"bankDetails", "Another bank"}, {"locale", "de-CH"}}));
  EXPECT_EQ(get(path + "/ubl").body, ubl.body);
  EXPECT_EQ(get(path + "/facturx").body, hybrid.body);
}

TEST_F(EInvoiceTest, AnIssuedInvoiceThatLacksSomethingSaysWhichRuleItBreaks) {
  const std::string path = draft(client());
  ok(post(path + "/issue"));
  const http::Response refused = get(path + "/cii");
  EXPECT_EQ(problem(refused, 422), "validation");
  EXPECT_NE(refused.body.find("BR-11"), std::string::npos);
  complete_workspace();
  EXPECT_EQ(get(path + "/cii").body.find("Hamburg"), std::string::npos);
  // Its address is fixed: no form mends it any more.
  EXPECT_TRUE(missing(path).contains("-/address/country"));
}

TEST_F(EInvoiceTest, ADealAnswersForItsClientAndThenForItsInvoice) {
  connect();
  import({{"select", {{"all", true}}}, {"default", "ask"}, {"includeDeals", true}, {"dryRun", false}});
  const json::object won = ok(get("/api/deals?wonWithoutInvoice=true&limit=100"));
  std::string deal, client_id;
  for (const auto& one : won.at("items").as_array())
    if (!one.at("client").is_null()) {
      deal = text(one, "id");
      client_id = text(one.at("client"), "id");
    }
  ASSERT_NE(deal, "");
  EXPECT_EQ(missing("/api/deals/" + deal), missing("/api/clients/" + client_id));
  EXPECT_TRUE(missing("/api/deals/" + deal).contains("workspace/taxId"));
  const json::object made = ok(post("/api/deals/" + deal + "/invoice", json::object{}), 201);
  EXPECT_EQ(missing("/api/deals/" + deal), missing("/api/invoices/" + text(made, "id")));
  EXPECT_EQ(get("/api/deals/nobody/e-invoice").status, 404);
  EXPECT_EQ(get("/api/clients/nobody/e-invoice").status, 404);
  EXPECT_EQ(get("/api/invoices/nobody/e-invoice").status, 404);
  EXPECT_EQ(get("/api/invoices/nobody/ubl").status, 404);
}

TEST_F(EInvoiceTest, TheProfileOfAClientSaysWhyNoVatIsDue) {
  complete_workspace();
  const std::string id = client({{"taxId", "ATU12345678"}, {"address", json::object{{"country", "AT"}}}});
  const std::string path = draft(id, "0");
  ok(patch("/api/clients/" + id + "/billing",
           {{"taxTreatment", "reverse_charge"}, {"buyerReference", "04011000-12345-03"}}));
  ok(post(path + "/issue"));
  const std::string bytes = get(path + "/ubl").body;
  EXPECT_NE(bytes.find("VATEX-EU-AE"), std::string::npos);
  EXPECT_NE(bytes.find("04011000-12345-03"), std::string::npos);
}

TEST_F(EInvoiceTest, ALineMaySayItselfWhyNoVatIsDue) {
  complete_workspace();
  const std::string id = client({{"taxId", "ATU12345678"}, {"address", json::object{{"country", "AT"}}}});
  const std::string path = draft(id, "0");
  ok(patch("/api/clients/" + id + "/billing", {{"taxTreatment", "reverse_charge"}}));
  json::array lines;
  for (const char* reason : {"§ 4 Nr. 21 UStG", "§ 4 Nr. 21 UStG", "§ 19 UStG"})
    lines.push_back(json::object{{"description", "Training"},
                                 {"unitPrice", json::object{{"amount", "10"}, {"currency", "EUR"}}},
                                 {"taxName", "Steuerfrei"},
                                 {"taxTreatment", "exempt"},
                                 {"taxReason", reason}});
  ok(patch(path, {{"lines", std::move(lines)}}));
  EXPECT_TRUE(missing(path).empty());
  ok(post(path + "/issue"));
  const std::string bytes = get(path + "/ubl").body;
  EXPECT_NE(bytes.find("§ 4 Nr. 21 UStG; § 19 UStG<"), std::string::npos) << bytes;
  EXPECT_EQ(bytes.find("VATEX-EU-AE"), std::string::npos);
}

TEST_F(EInvoiceTest, BillingDetailsAreCheckedAndKeptApartByVersion) {
  const std::string path = "/api/workspace/billing";
  const http::Response bad = patch(path, {{"iban", "DE00 1234"}, {"bic", "x"}, {"electronicScheme", "0204"}});
  EXPECT_EQ(problem(bad, 422), "validation");
  for (const char* pointer : {"/iban", "/bic", "/electronicAddress"})
    EXPECT_NE(bad.body.find(pointer), std::string::npos) << pointer;
  EXPECT_EQ(problem(patch(path, {{"buyerReference", "x"}}), 422), "unknown_field");
  EXPECT_EQ(problem(call(http::Method::patch, path, "{}", {}), 428), "precondition_required");
  const std::string first(get(path).headers.get("ETag").value_or(""));
  ok(patch(path, {{"legalId", "HRB 1"}}));
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"legalId":"HRB 2"})", {{"If-Match", first}}), 412),
            "stale");
  EXPECT_EQ(text(ok(get(path)), "legalId"), "HRB 1");
  const std::string of_client = "/api/clients/" + client() + "/billing";
  EXPECT_EQ(problem(patch(of_client, {{"iban", "DE89370400440532013000"}}), 422), "unknown_field");
  EXPECT_EQ(problem(patch("/api/clients/nobody/billing", {{"legalId", "x"}}), 404), "not_found");
}

}  // namespace
}  // namespace every::api
