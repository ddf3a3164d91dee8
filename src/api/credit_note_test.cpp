// Credit notes, void and copy, duplicates: how an issued invoice is put right without being changed.
#include <latch>
#include <thread>

#include "api/money_test_support.h"

namespace every::api {
namespace {

class CreditNoteTest : public MoneyTest {};

TEST_F(CreditNoteTest, ACreditNoteOverTheWholeClearsTheInvoice) {
  json::object taxed = line("100", "3");
  taxed["taxRatePercent"] = "20";
  const std::string path = issued({taxed, line("40")});
  const auto answer = post(path + "/credit-notes", {{"reason", "Never delivered"}});
  const json::object note = ok(answer, 201);
  EXPECT_EQ(answer.headers.get("Location").value_or(""), "/api/invoices/" + text(note, "id"));
  EXPECT_EQ(text(note, "number"), "CN-0001");
  EXPECT_EQ(text(note, "kind"), "credit_note");
  EXPECT_EQ(text(note, "displayStatus"), "issued");
  EXPECT_EQ(amount(note, "total"), "400.00");
  EXPECT_EQ(amount(note, "taxTotal"), "60.00");
  EXPECT_EQ(amount(note, "due"), "0.00");
  EXPECT_EQ(text(note.at("about"), "number"), "INV-0001");
  EXPECT_EQ(text(note, "notes"), "Never delivered");
  const json::object after = ok(get(path));
  EXPECT_EQ(text(after, "displayStatus"), "credited");
  EXPECT_EQ(amount(after, "credited"), "400.00");
  EXPECT_EQ(amount(after, "due"), "0.00");
  EXPECT_EQ(amount(after, "creditable"), "0.00");
  EXPECT_EQ(text(after.at("creditNotes").at(0), "number"), "CN-0001");
  EXPECT_EQ(text(after.at("history").as_array().back(), "kind"), "credited");
  EXPECT_TRUE(ok(get("/api/clients/" + client())).at("balance").as_array().empty());
  EXPECT_TRUE(ok(get("/api/home")).at("outstanding").as_array().empty());
  EXPECT_TRUE(ok(get("/api/reports/money")).at("currencies").as_array().empty());
  EXPECT_EQ(problem(post(path + "/credit-notes", {{"reason", "again"}}), 409), "nothing_to_credit");
  EXPECT_EQ(problem(post(path + "/void", {{"reason", "too"}}), 409), "has_documents");
}

TEST_F(CreditNoteTest, EachLineHasAnIdOfItsOwn) {
  json::object one = line("100"), two = line("50"), odd = line("10");
  one["id"] = two["id"] = "same-1";
  odd["id"] = "a b";
  const std::string path = draft({one, two, odd});
  const json::object before = ok(get(path));
  const auto id_of = [&](std::size_t n) { return text(before.at("lines").at(n), "id"); };
  EXPECT_EQ(id_of(0), "same-1");
  EXPECT_NE(id_of(1), "same-1");
  EXPECT_NE(id_of(2), "a b");
  // An editor that still sends its own saves again.
  EXPECT_EQ(ok(patch(path, {{"lines", json::array{one, two, odd}}})).at("lines").as_array().size(), 3U);
  ok(post(path + "/issue"));
  ok(post(path + "/credit-notes",
          {{"reason", "Late"},
           {"lines", json::array{json::object{{"lineId", "same-1"}, {"amount", money("30")}}}}}),
     201);
  EXPECT_EQ(amount(ok(get(path)), "due"), "130.00");
  EXPECT_EQ(amount(ok(get(path)).at("lines").at(1), "creditable"), "50.00");
}

TEST_F(CreditNoteTest, ItsNumbersStayApartFromInvoicesThatOnceBeganSo) {
  const auto credited = [&](const std::string& path) {
    return text(ok(post(path + "/credit-notes", {{"reason", "Returned"}}), 201), "number");
  };
  invoices_begin("CN-");
  const std::string one = issued({line("10")});
  EXPECT_EQ(text(ok(get(one)), "number"), "CN-0001");
  EXPECT_EQ(credited(one), "CRN-0001");
  invoices_begin("INV-");
  EXPECT_EQ(credited(issued({line("10")})), "CRN-0002") << "CN- is a series of invoices";
}

TEST_F(CreditNoteTest, PartsByLineLowerWhatIsDueAndNeverGoBeyondIt) {
  const std::string path = issued({line("100"), line("50")});
  const json::object before = ok(get(path));
  const auto lines = before.at("lines").as_array();
  const auto part = [&](std::size_t n, const char* much) {
    return json::object{{"lineId", text(lines[n], "id")}, {"amount", money(much)}};
  };
  const auto credit = [&](json::array parts) {
    return post(path + "/credit-notes", {{"reason", "Late"}, {"lines", std::move(parts)}});
  };
  ok(credit({part(0, "30")}), 201);
  json::object after = ok(get(path));
  EXPECT_EQ(amount(after, "due"), "120.00");
  EXPECT_EQ(amount(after, "creditable"), "120.00");
  EXPECT_EQ(amount(after.at("lines").at(0).as_object(), "creditable"), "70.00");
  EXPECT_EQ(text(ok(get("/api/clients/" + client())).at("balance").at(0), "amount"), "120.00");
  EXPECT_EQ(text(ok(get("/api/reports/money")).at("currencies").at(0).at("outstanding"), "amount"), "120.00");
  const auto wrong = [&](json::array parts) {
    const auto answer = credit(std::move(parts));
    EXPECT_EQ(answer.status, 422) << answer.body;
    return text(parse_json(answer.body)->at("errors").at(0), "pointer");
  };
  EXPECT_EQ(wrong({part(0, "70.01")}), "/lines/0/amount/amount");
  EXPECT_EQ(wrong({part(0, "0")}), "/lines/0/amount/amount");
  EXPECT_EQ(wrong({part(0, "-5")}), "/lines/0/amount/amount");
  EXPECT_EQ(wrong({json::object{{"lineId", "x"}, {"amount", money("1")}}}), "/lines/0/lineId");
  EXPECT_EQ(wrong({}), "/lines");
  EXPECT_EQ(problem(post(path + "/credit-notes", {{"reason", " "}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/credit-notes", {{"reason", "r"}, {"issueDate", "2026-11-22"}}), 422),
            "validation");
  ok(credit({part(0, "70"), part(1, "50")}), 201);
  after = ok(get(path));
  EXPECT_EQ(text(after, "displayStatus"), "credited");
  EXPECT_EQ(after.at("creditNotes").as_array().size(), 2U);
  EXPECT_EQ(text(after, "number"), "INV-0001");
}

TEST_F(CreditNoteTest, ACreditNoteIsAsImmutableAsAnInvoice) {
  const std::string path = issued({line("100")});
  const std::string note =
      "/api/invoices/" + text(ok(post(path + "/credit-notes", {{"reason", "Wrong"}}), 201), "id");
  const std::string before = get(note).body;
  EXPECT_EQ(problem(patch(note, {{"notes", "x"}}), 409), "invoice_not_draft");
  EXPECT_EQ(problem(call(http::Method::del, note), 409), "invoice_not_draft");
  EXPECT_EQ(problem(post(note + "/void", {{"reason", "x"}}), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post(note + "/issue"), 409), "invoice_not_draft");
  EXPECT_EQ(problem(post(note + "/copy"), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post(note + "/payments", payment("1")), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post(note + "/credit-notes", {{"reason", "x"}}), 409), "invoice_not_issued");
  patch("/api/clients/" + client(), {{"name", "Acme Renamed"}});
  EXPECT_EQ(text(ok(get(note)).at("billTo"), "name"), "Acme");
  EXPECT_EQ(parse_json(get(note).body)->at("lines"), parse_json(before)->at("lines"));
}

TEST_F(CreditNoteTest, ItsPdfAndItsEInvoiceSayWhatItIs) {
  ok(patch("/api/workspace",
           {{"taxId", "DE123456789"},
            {"address",
             json::object{
                 {"street", "Main 1"}, {"city", "Berlin"}, {"postalCode", "10115"}, {"country", "DE"}}}}));
  ok(patch(
      "/api/clients/" + client(),
      {{"address",
        json::object{{"street", "Side 2"}, {"city", "Bonn"}, {"postalCode", "53111"}, {"country", "DE"}}}}));
  json::object taxed = line("100");
  taxed["taxRatePercent"] = "19";
  const std::string path = issued({taxed});
  const json::object lines = ok(get(path));
  const std::string note =
      "/api/invoices/" +
      text(ok(post(path + "/credit-notes",
                   {{"reason", "Half"},
                    {"lines", json::array{json::object{{"lineId", text(lines.at("lines").at(0), "id")},
                                                       {"amount", money("59.50")}}}}}),
              201),
           "id");
  const auto pdf = get(note + "/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_NE(pdf.headers.get("Content-Disposition").value_or("").find("CN-0001"), std::string::npos);
  const std::string ubl = get(note + "/ubl").body, cii = get(note + "/cii").body;
  EXPECT_NE(ubl.find("<CreditNote"), std::string::npos) << ubl;
  EXPECT_NE(ubl.find("CreditNoteTypeCode>381<"), std::string::npos);
  EXPECT_NE(ubl.find("INV-0001"), std::string::npos) << "names the invoice";
  EXPECT_NE(ubl.find(">9.50<"), std::string::npos) << "its tax";
  EXPECT_NE(cii.find("TypeCode>381<"), std::string::npos) << cii;
  EXPECT_TRUE(get(note + "/facturx").body.starts_with("%PDF-"));
}

TEST_F(CreditNoteTest, TheyHaveAListOfTheirOwnAndAreFoundByNumber) {
  const std::string path = issued({line("100")});
  ok(post(path + "/credit-notes", {{"reason", "Wrong"}}), 201);
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/invoices?kind=any")), "total"), 2);
  const json::object notes = ok(get("/api/invoices?kind=credit_note"));
  EXPECT_EQ(number(notes, "total"), 1);
  EXPECT_EQ(text(notes.at("items").at(0), "number"), "CN-0001");
  EXPECT_EQ(number(notes.at("counts"), "credited"), 1);
  EXPECT_EQ(number(ok(get("/api/invoices?status=credited")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/invoices?status=paid")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/invoices?status=open")), "total"), 0);
  EXPECT_EQ(ok(get("/api/search?q=CN-0001")).at("invoices").as_array().size(), 1U);
  EXPECT_EQ(problem(get("/api/invoices?kind=receipt"), 422), "validation");
}

TEST_F(CreditNoteTest, FiftyAtOnceCreditNoMoreThanThereIsWithoutAGapInTheNumbers) {
  const std::string path = issued({line("100")});
  const std::string line_id = text(ok(get(path)).at("lines").at(0), "id");
  std::atomic<int> made = 0;
  std::latch together(50);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 50; ++t)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        const auto answer =
            post(path + "/credit-notes",
                 {{"reason", "Late"},
                  {"lines", json::array{json::object{{"lineId", line_id}, {"amount", money("7")}}}}});
        if (answer.status == 201) ++made;
      });
  }
  EXPECT_EQ(made, 14) << "14 × 7 = 98";
  const json::object after = ok(get(path));
  EXPECT_EQ(amount(after, "due"), "2.00");
  std::set<std::string> numbers;
  for (const auto& note : after.at("creditNotes").as_array()) numbers.insert(text(note, "number"));
  EXPECT_EQ(numbers.size(), 14U);
  EXPECT_EQ(*numbers.rbegin(), "CN-0014");
}

TEST_F(CreditNoteTest, VoidAndCopyMakesADraftToPutRight) {
  json::object taxed = line("100", "2");
  taxed["taxRatePercent"] = "20";
  const std::string path = issued({taxed});
  EXPECT_EQ(problem(post(path + "/copy", {{"voidReason", ""}}), 422), "validation");
  const json::object draft = ok(post(path + "/copy", {{"voidReason", "Wrong price"}}), 201);
  EXPECT_EQ(text(draft, "displayStatus"), "draft");
  EXPECT_TRUE(draft.at("number").is_null());
  EXPECT_EQ(amount(draft, "total"), "240.00");
  const json::object original = ok(get(path));
  EXPECT_EQ(text(original, "displayStatus"), "void");
  EXPECT_EQ(text(original, "voidReason"), "Wrong price");
  EXPECT_EQ(text(original, "number"), "INV-0001");
  EXPECT_EQ(text(ok(post("/api/invoices/" + text(draft, "id") + "/issue")), "number"), "INV-0002");
  // Not twice, and not what is paid.
  EXPECT_EQ(problem(post(path + "/copy", {{"voidReason", "again"}}), 409), "invoice_not_issued");
  const std::string paid = issued({line("10")});
  ok(post(paid + "/payments", payment("4")), 201);
  EXPECT_EQ(problem(post(paid + "/copy", {{"voidReason", "x"}}), 409), "has_documents");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 3) << "what is refused makes no draft";
}

TEST_F(CreditNoteTest, AReplacementTakesTheWholeBackAndDraftsTheSameInOneStep) {
  json::object taxed = line("100", "2");
  taxed["taxRatePercent"] = "20";
  const std::string path = issued({taxed});
  ok(post(path + "/payments", payment("40")), 201);
  EXPECT_EQ(problem(post(path + "/replacement", {{"reason", " "}}), 422), "validation");
  EXPECT_EQ(problem(post(path + "/replacement", {{"reason", "x"}, {"issueDate", "2020-01-01"}}), 422),
            "validation");
  EXPECT_EQ(number(ok(get("/api/invoices?kind=any")), "total"), 1) << "what is refused makes nothing";
  const http::Response answer = post(path + "/replacement", {{"reason", "Wrong address"}});
  const json::object made = ok(answer, 201);
  const json::object note = made.at("creditNote").as_object(), draft = made.at("invoice").as_object();
  EXPECT_EQ(answer.headers.get("Location"), "/api/invoices/" + text(draft, "id"));
  EXPECT_EQ(text(note, "number"), "CN-0001");
  EXPECT_EQ(amount(note, "total"), "240.00");
  EXPECT_EQ(text(note, "notes"), "Wrong address");
  EXPECT_EQ(text(draft, "displayStatus"), "draft");
  EXPECT_EQ(amount(draft, "total"), "240.00");
  EXPECT_EQ(text(draft.at("replaces"), "number"), "INV-0001");
  const json::object original = ok(get(path));
  EXPECT_EQ(text(original, "displayStatus"), "credited");
  EXPECT_EQ(text(original.at("replacedBy"), "id"), text(draft, "id"));
  EXPECT_EQ(amount(original, "clientCredit"), "40.00") << "what was paid is the client's";
  EXPECT_EQ(text(ok(post("/api/invoices/" + text(draft, "id") + "/issue")), "number"), "INV-0002");
  // Once, of what is issued and whole.
  EXPECT_EQ(problem(post(path + "/replacement", {{"reason", "again"}}), 409), "has_documents");
  EXPECT_EQ(problem(post("/api/invoices/" + text(note, "id") + "/replacement", {{"reason", "x"}}), 409),
            "invoice_not_issued");
  EXPECT_EQ(problem(post(this->draft({line("1")}) + "/replacement", {{"reason", "x"}}), 409),
            "invoice_not_issued");
  EXPECT_EQ(problem(post("/api/invoices/nothing/replacement", {{"reason", "x"}}), 404), "not_found");
  become("viewer");
  EXPECT_EQ(problem(post(path + "/replacement", {{"reason", "x"}}), 403), "forbidden");
}

TEST_F(CreditNoteTest, ADuplicateSaysTheSameAndLeavesTheOriginalAlone) {
  const std::string path = draft({line("12.34")});
  ok(patch(path, {{"notes", "Thanks"}, {"discountPercent", "10"}}));
  ok(post(path + "/issue"));
  const std::string before = get(path).body;
  const json::object copy = ok(post(path + "/copy"), 201);
  EXPECT_EQ(amount(copy, "total"), "11.11");
  EXPECT_EQ(text(copy, "notes"), "Thanks");
  EXPECT_TRUE(copy.at("deal").is_null());
  EXPECT_NE(text(copy.at("lines").at(0), "id"), text(parse_json(before)->at("lines").at(0), "id"));
  EXPECT_EQ(get(path).body, before);
  EXPECT_EQ(problem(post("/api/invoices/01m84hx38zkb2nc1sj5xr7qd47/copy"), 404), "not_found");
  EXPECT_EQ(problem(post("/api/invoices/01m84hx38zkb2nc1sj5xr7qd47/credit-notes", {{"reason", "r"}}), 404),
            "not_found");
  become("viewer");
  EXPECT_EQ(problem(post(path + "/copy"), 403), "forbidden");
  EXPECT_EQ(problem(post(path + "/credit-notes", {{"reason", "r"}}), 403), "forbidden");
}

}  // namespace
}  // namespace every::api
