// The tax rates that a workspace has names for: one default, and documents that keep what they say.
#include "api/proposal_test_support.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TaxRateTest : public ProposalTest {
 protected:
  json::object made(const json::object& body) { return ok(post("/api/tax-rates", body), 201); }
  json::object changed(const std::string& id, const json::object& body) {
    return ok(patch("/api/tax-rates/" + id, body));
  }
  std::string names() {  // in use, the default with a star
    std::string out;
    const json::object all = ok(get("/api/tax-rates"));
    for (const json::value& one : all.at("items").as_array())
      if (!one.at("archived").as_bool())
        out += (out.empty() ? "" : ", ") + text(one, "name") + (one.at("default").as_bool() ? "*" : "");
    return out;
  }
  std::string wrong(const http::Response& answer) {
    EXPECT_EQ(problem(answer, 422), "validation");
    const json::value first = parsed(answer).at("errors").at(0);
    return text(first, "pointer") + " " + text(first, "code");
  }
  // A line as the editor sends it after the rate was picked.
  static json::object taxed(const char* price, const json::object& rate) {
    return {{"description", "Work"},
            {"unitPrice", money(price)},
            {"taxRatePercent", rate.at("ratePercent")},
            {"taxName", rate.at("name")},
            {"taxTreatment", rate.at("treatment")},
            {"taxReason", rate.at("reason")}};
  }
  std::string invoice(const json::array& lines) {
    return "/api/invoices/" +
           text(ok(post("/api/invoices", {{"clientId", client()}, {"lines", lines}}), 201), "id");
  }
};

TEST_F(TaxRateTest, OneIsTheDefaultAndNamesAreThereOnce) {
  EXPECT_EQ(names(), "");
  const std::string vat = text(made({{"name", "VAT 20 %"}, {"ratePercent", "20"}}), "id");
  EXPECT_EQ(names(), "VAT 20 %*") << "the first is the default";
  const std::string low = text(made({{"name", "Reduced"}, {"ratePercent", "5.5"}, {"default", true}}), "id");
  EXPECT_EQ(names(), "Reduced*, VAT 20 %");
  EXPECT_EQ(wrong(post("/api/tax-rates", {{"name", "vat 20 %"}, {"ratePercent", "19"}})), "/name taken");
  EXPECT_EQ(wrong(patch("/api/tax-rates/" + low, {{"name", "VAT 20 %"}})), "/name taken");
  changed(low, {{"archived", true}});
  EXPECT_EQ(names(), "VAT 20 %") << "what is archived is no default";
  EXPECT_EQ(wrong(patch("/api/tax-rates/" + low, {{"default", true}})), "/default range");
  changed(vat, {{"default", true}});
  changed(low, {{"archived", false}});
  EXPECT_EQ(names(), "Reduced, VAT 20 %*");
  changed(vat, {{"default", false}});
  EXPECT_EQ(names(), "Reduced, VAT 20 %") << "none is a choice too";
  const std::string log = get("/api/audit?limit=50").body;
  for (const char* said : {"The tax rate VAT 20 % was added: 20 %.", "The tax rate Reduced was archived.",
                           "The tax rate VAT 20 % is what new lines begin with."})
    EXPECT_THAT(log, HasSubstr(said));
}

TEST_F(TaxRateTest, WhatIsNoRateIsRefusedWithItsFieldAndChangesNothing) {
  const auto refused = [&](json::object body) { return wrong(post("/api/tax-rates", body)); };
  EXPECT_EQ(refused({{"name", " "}, {"ratePercent", "20"}}), "/name required");
  EXPECT_EQ(refused({{"name", "VAT"}}), "/ratePercent required");
  EXPECT_EQ(refused({{"name", "VAT"}, {"ratePercent", nullptr}}), "/ratePercent required");
  EXPECT_EQ(refused({{"name", "VAT"}, {"ratePercent", "100.1"}}), "/ratePercent range");
  EXPECT_EQ(refused({{"name", "VAT"}, {"ratePercent", "-1"}}), "/ratePercent range");
  EXPECT_EQ(refused({{"name", std::string(61, 'x')}, {"ratePercent", "1"}}), "/name too_long");
  EXPECT_EQ(refused({{"name", "VAT"}, {"ratePercent", "20"}, {"treatment", "exempt"}}), "/treatment range");
  EXPECT_EQ(refused({{"name", "Zero"}, {"ratePercent", "0"}, {"reason", "Because"}}), "/reason range");
  EXPECT_EQ(names(), "");
  const std::string path = "/api/tax-rates/" + text(made({{"name", "VAT"}, {"ratePercent", "20"}}), "id");
  const std::string first(get(path).headers.get("ETag").value_or(""));
  ok(patch(path, {{"ratePercent", "21"}}));
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"ratePercent":"22"})", {{"If-Match", first}}), 412),
            "stale");
  EXPECT_EQ(text(ok(get(path)), "ratePercent"), "21");
  EXPECT_EQ(problem(get("/api/tax-rates/nobody"), 404), "not_found");
  EXPECT_EQ(wrong(post("/api/invoices", {{"clientId", client()},
                                         {"lines", json::array{json::object{{"description", "Work"},
                                                                            {"unitPrice", money("1")},
                                                                            {"taxRatePercent", "20"},
                                                                            {"taxTreatment", "exempt"}}}}})),
            "/lines/0/taxTreatment range");
}

TEST_F(TaxRateTest, DocumentsKeepWhatTheySayWhateverBecomesOfTheRate) {
  const json::object vat = made({{"name", "VAT 20 %"}, {"ratePercent", "20"}});
  const json::object free = made({{"name", "Exempt"},
                                  {"ratePercent", "0"},
                                  {"treatment", "exempt"},
                                  {"reason", "Training, art. 132 <1>"}});
  json::object typed{{"description", "Other"}, {"unitPrice", money("10")}, {"taxRatePercent", "7"}};
  const std::string path = invoice({taxed("100", vat), taxed("50", free), typed});
  changed(text(vat, "id"), {{"name", "Value added"}, {"ratePercent", "21"}});
  changed(text(free, "id"), {{"archived", true}});
  for (const bool issue : {false, true}) {
    if (issue) ok(post(path + "/issue"));
    const json::object now = ok(get(path));
    EXPECT_EQ(text(now.at("lines").at(0), "taxName"), "VAT 20 %");
    EXPECT_EQ(text(now.at("lines").at(0), "taxRatePercent"), "20");
    EXPECT_EQ(text(now.at("lines").at(1), "taxTreatment"), "exempt");
    EXPECT_EQ(text(now.at("lines").at(2), "taxName"), "");
    ASSERT_EQ(now.at("taxes").as_array().size(), 3U);
    EXPECT_EQ(text(now.at("taxes").at(0), "name"), "VAT 20 %");
    EXPECT_EQ(text(now.at("taxes").at(0).at("tax"), "amount"), "20.00");
    EXPECT_EQ(text(now.at("taxes").at(1).at("net"), "amount"), "50.00");
    EXPECT_EQ(text(now.at("taxTotal"), "amount"), "20.70");
    EXPECT_EQ(text(now.at("total"), "amount"), "180.70");
  }
  const std::string page = visit(link(path)).body;
  for (const char* said : {"<dt>VAT 20 %</dt><dd>$20.00</dd>", "<dt>Exempt</dt><dd>$0.00</dd>",
                           "<dt>Tax</dt><dd>$0.70</dd>", "Training, art. 132 &lt;1&gt;"})
    EXPECT_THAT(page, HasSubstr(said));
  // Of one line without tax the e-invoice says why, whatever client and workspace are.
  const json::object note = ok(post(path + "/credit-notes", {{"reason", "wrong"}}), 201);
  EXPECT_EQ(text(note.at("lines").at(1), "taxReason"), "Training, art. 132 <1>");
  const std::string copy = "/api/invoices/" + text(ok(post(path + "/copy"), 201), "id");
  EXPECT_EQ(text(ok(get(copy)).at("lines").at(0), "taxName"), "VAT 20 %");
  ok(patch(copy, {{"lines", json::array{typed}}}));
  ok(post(copy + "/issue"));
  EXPECT_THAT(visit(link(copy)).body, Not(HasSubstr("VAT")));
}

TEST_F(TaxRateTest, AProposalAndItsSharesKeepTheirTaxesToo) {
  const json::object vat = made({{"name", "VAT 20 %"}, {"ratePercent", "20"}});
  const json::object other = made({{"name", "Levy"}, {"ratePercent", "20"}});
  const std::string path = draft({taxed("100.01", vat), taxed("50", other), line("Plain", "10", "20")});
  EXPECT_EQ(text(ok(get(path)).at("taxes").at(1), "name"), "Levy");
  ok(post(path + "/open"));
  const std::string target = link(path);
  EXPECT_THAT(visit(target).body, HasSubstr("<dt>Levy</dt><dd>$10.00</dd>"));
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=1").status, 303);
  std::int64_t total = 0;
  for (const char* share : {"30", "70"}) {
    const json::object made_of = ok(post(path + "/invoice", {{"percent", share}}), 201);
    const json::object one = ok(get("/api/invoices/" + text(made_of, "id")));
    ASSERT_EQ(one.at("lines").as_array().size(), 3U);
    EXPECT_EQ(text(one.at("lines").at(0), "taxName"), "VAT 20 %");
    EXPECT_EQ(text(one.at("lines").at(1), "taxName"), "Levy");
    EXPECT_EQ(text(one.at("lines").at(2), "taxName"), "");
    total += Money::parse(text(one.at("total"), "amount"), *Currency::from("USD"))->minor;
  }
  EXPECT_EQ(total, Money::parse(text(ok(get(path)).at("total"), "amount"), *Currency::from("USD"))->minor);
}

}  // namespace
}  // namespace every::api
