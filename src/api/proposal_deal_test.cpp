// A deal and its proposals: however it is billed, by itself, in parts or by shares of a proposal, it is
// billed once.
#include <latch>
#include <thread>

#include "api/proposal_test_support.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;

class ProposalDealTest : public ProposalTest {
 protected:
  // The path of a won deal that is here.
  std::string deal(const char* name) {
    const std::string record = won_deal(name, {{"amount", "300.00"}});
    import_everything();
    return "/api/deals/" + deal_id(record);
  }
  std::string accepted_of(const std::string& deal) {
    const std::string id = deal.substr(deal.rfind('/') + 1);
    const std::string path =
        "/api/proposals/" + text(ok(post("/api/proposals", {{"dealId", id}}), 201), "id");
    ok(post(path + "/open"));
    EXPECT_EQ(answer(link(path), "decision=accept&name=Ada&revision=1").status, 303);
    return path;
  }
  std::string share(const std::string& proposal, const char* percent) {
    return "/api/invoices/" + text(ok(post(proposal + "/invoice", {{"percent", percent}}), 201), "id");
  }
  // Which document is named, and that it can be opened.
  std::string in_the_way(const http::Response& refused, const char* code) {
    EXPECT_EQ(problem(refused, 409), code);
    const json::object said = parsed(refused);
    EXPECT_EQ(get("/api/invoices/" + text(said, "invoiceId")).status, 200);
    return text(said, "detail");
  }
  static json::object halves() {
    return {{"parts", json::array{json::object{{"label", "Deposit"}, {"percent", "50"}},
                                  json::object{{"label", "Rest"}, {"percent", "50"}}}}};
  }
};

TEST_F(ProposalDealTest, SharesOfAProposalArePartsOfItsDeal) {
  const std::string at = deal("shared");
  const std::string proposal = accepted_of(at), other = accepted_of(at);
  const std::string first = share(proposal, "30");
  ok(post(first + "/issue"));
  const std::string second = share(proposal, "20");
  EXPECT_EQ(text(ok(get(second)).at("deal"), "id"), at.substr(at.rfind('/') + 1));
  EXPECT_EQ(text(ok(get(second)).at("dealPart"), "label"), "Share of PRO-0001");
  const json::object plan = ok(get(at + "/parts"));
  EXPECT_EQ(plan.at("shares").as_array().size(), 2U);
  EXPECT_EQ(amount(plan, "invoiced"), "150.00");
  EXPECT_THAT(in_the_way(post(at + "/invoice"), "deal_invoiced"),
              HasSubstr("by shares of PRO-0001: INV-0001, a draft invoice."));
  EXPECT_THAT(in_the_way(put(at + "/parts", halves()), "deal_invoiced"), HasSubstr("INV-0001"));
  EXPECT_THAT(in_the_way(post(other + "/invoice", {{"percent", "10"}}), "has_documents"),
              HasSubstr("PRO-0001"));
  EXPECT_THAT(in_the_way(post(other + "/invoice"), "has_documents"), HasSubstr("PRO-0001"));
  // One share that goes frees nothing but itself.
  ok(post(first + "/void", {{"reason", "wrong"}}));
  in_the_way(post(at + "/invoice"), "deal_invoiced");
  in_the_way(post(other + "/invoice"), "has_documents");
  share(proposal, "80");
  EXPECT_EQ(amount(ok(get(at + "/parts")), "invoiced"), "300.00");
  EXPECT_EQ(problem(post(proposal + "/invoice", {{"percent", "1"}}), 409), "proposal_invoiced");
}

TEST_F(ProposalDealTest, ADepositOrTheWholeKeepsTheProposalOut) {
  const std::string at = deal("deposit");
  const std::string proposal = accepted_of(at);
  const json::object plan = ok(put(at + "/parts", halves()));
  const json::object deposit = ok(post(at + "/invoice", {{"partId", plan.at("parts").at(0).at("id")}}), 201);
  for (const json::object& body : {json::object{{"percent", "50"}}, json::object{}})
    EXPECT_THAT(in_the_way(post(proposal + "/invoice", body), "has_documents"),
                HasSubstr("is billed already: a draft invoice."));
  EXPECT_EQ(call(http::Method::del, "/api/invoices/" + text(deposit, "id")).status, 204);
  ok(put(at + "/parts", {{"parts", json::array{}}}));
  ok(post(at + "/invoice"), 201);
  in_the_way(post(proposal + "/invoice", {{"percent", "50"}}), "has_documents");
  EXPECT_EQ(text(ok(get(proposal)), "invoicedPercent"), "0");
}

TEST_F(ProposalDealTest, AReplacementStandsForTheDealAndItsShareInPlaceOfTheOther) {
  const std::string at = deal("replaced");
  const json::object whole = ok(post(at + "/invoice"), 201);
  const std::string path = "/api/invoices/" + text(whole, "id");
  ok(post(path + "/issue"));
  const json::object draft =
      ok(post(path + "/replacement", {{"reason", "Wrong name"}}), 201).at("invoice").as_object();
  EXPECT_EQ(text(draft.at("deal"), "id"), at.substr(at.rfind('/') + 1));
  EXPECT_EQ(text(ok(get(at)).at("invoice"), "id"), text(draft, "id"));
  EXPECT_EQ(text(ok(post(at + "/invoice")), "id"), text(draft, "id")) << "not billed twice";
  EXPECT_EQ(call(http::Method::del, "/api/invoices/" + text(draft, "id")).status, 204);
  const std::string proposal = accepted_of(at);
  const std::string first = share(proposal, "30");
  ok(post(first + "/issue"));
  const json::object again =
      ok(post(first + "/replacement", {{"reason", "Wrong name"}}), 201).at("invoice").as_object();
  EXPECT_EQ(text(again.at("proposal"), "number"), text(ok(get(proposal)), "number"));
  EXPECT_EQ(text(ok(get(proposal)), "invoicedPercent"), "30");
  EXPECT_EQ(amount(ok(get(at + "/parts")), "invoiced"), "90.00");
  share(proposal, "70");
  EXPECT_EQ(problem(post(proposal + "/invoice", {{"percent", "1"}}), 409), "proposal_invoiced");
}

TEST_F(ProposalDealTest, HoweverManyAskAtOnceNoMoreIsBilledThanThereIs) {
  const std::string at = deal("raced");
  const std::string proposal = accepted_of(at);
  std::vector<http::Response> answers(30);
  std::latch together(std::ssize(answers));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < answers.size(); ++i)
      threads.emplace_back([&, i] {
        together.arrive_and_wait();
        answers[i] = i % 2 == 0 ? post(at + "/invoice") : post(proposal + "/invoice", {{"percent", "40"}});
      });
  }
  std::int64_t cents = 0;
  const json::object drafts = ok(get("/api/invoices?limit=100"));
  for (const json::value& one : drafts.at("items").as_array())
    cents += Money::parse(amount(one, "total"), *Currency::from("EUR"))->minor;
  EXPECT_LE(cents, 30'000);
  EXPECT_GT(cents, 0);
  // The database itself refuses the share too many.
  const std::string id = proposal.substr(proposal.rfind('/') + 1);
  EXPECT_THROW(db->write([&](store::Tx& tx) {
    tx.run(tenant,
           "INSERT INTO proposal_invoices (workspace_id, proposal_id, invoice_id, percent, parts, at) VALUES "
           "($1, $2, 'x', 100000001, '[]', 1)",
           id);
  }),
               store::StorageError);
}

}  // namespace
}  // namespace every::api
