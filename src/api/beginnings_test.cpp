// What new invoices and proposals begin with: notes, footer and a text of the workspace, however they are
// made; what is written is theirs from then on.
#include "api/proposal_test_support.h"

namespace every::api {
namespace {

class BeginningsTest : public ProposalTest {
 protected:
  void begin_with(const std::string& notes, const std::string& footer) {
    ok(patch("/api/workspace", {{"invoiceNotes", notes}, {"invoiceFooter", footer}}));
  }
  std::string texts(const std::string& path) {
    const json::object invoice = ok(get(path));
    return text(invoice, "notes") + "/" + text(invoice, "footer");
  }
  std::string created(const json::object& body) {
    return "/api/invoices/" + text(ok(post("/api/invoices", body), 201), "id");
  }
};

TEST_F(BeginningsTest, AnInvoiceBeginsWithThemAndKeepsWhatItSays) {
  const std::string before = created({{"clientId", client()}});
  begin_with("Thank you", "HRB 1");
  EXPECT_EQ(texts(before), "/") << "what is there stays";
  const std::string path = created({{"clientId", client()}});
  EXPECT_EQ(texts(path), "Thank you/HRB 1");
  EXPECT_EQ(texts(created({{"clientId", client()}, {"notes", ""}})), "/HRB 1") << "none is a choice too";
  EXPECT_EQ(texts(created({{"clientId", client()}, {"footer", "Own"}})), "Thank you/Own");
  ok(patch(path, {{"notes", "Only this one"}}));
  begin_with("Later", "Later");
  EXPECT_EQ(texts(path), "Only this one/HRB 1");
  EXPECT_EQ(texts("/api/invoices/" + text(ok(post(path + "/copy"), 201), "id")), "Only this one/HRB 1");
  const auto answer = patch("/api/workspace", {{"invoiceFooter", std::string(2001, 'x')}});
  EXPECT_EQ(problem(answer, 422), "validation");
  EXPECT_EQ(text(parsed(answer).at("errors").at(0), "pointer"), "/invoiceFooter");
}

TEST_F(BeginningsTest, SoDoDraftsOfDealsAndOfProposals) {
  begin_with("Thank you", "HRB 1");
  ok(patch("/api/workspace", {{"proposalText", "Valid for a month"}}));
  import_everything();
  const json::object drafts =
      ok(post("/api/deals/invoices", {{"wonWithoutInvoice", true}, {"dryRun", false}}), 201);
  ASSERT_FALSE(drafts.at("created").as_array().empty());
  for (const json::value& one : drafts.at("created").as_array())
    EXPECT_EQ(texts("/api/invoices/" + std::string(one.as_string())), "Thank you/HRB 1");
  const std::string deal = text(ok(get("/api/deals?limit=1")).at("items").at(0), "id");
  const json::object of_deal = ok(post("/api/proposals", {{"dealId", deal}, {"clientId", client()}}), 201);
  ASSERT_EQ(of_deal.at("sections").as_array().size(), 1U);
  EXPECT_EQ(text(of_deal.at("sections").at(0), "text"), "Valid for a month");
  const std::string path = accepted();
  const json::object written = ok(get(path));
  ASSERT_EQ(written.at("sections").as_array().size(), 1U);
  EXPECT_EQ(text(written.at("sections").at(0), "title"), "Scope") << "who sends texts has theirs";
  EXPECT_EQ(texts("/api/invoices/" + text(ok(post(path + "/invoice"), 201), "id")), "Thank you/HRB 1");
}

}  // namespace
}  // namespace every::api
