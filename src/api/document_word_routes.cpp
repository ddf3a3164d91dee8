// What documents say, for who draws one on a screen: in its own language, by the words of the PDF.
#include "api/invoice_routes_detail.h"
#include "api/reply.h"
#include "domain/language.h"
#include "render/words.h"

namespace every::api {
namespace {

json::object words_json(const render::Words& w) {
  // A sentence with its parts left open: "Net {0}".
  const auto open = [](const auto& sentence) { return json::string(sentence("{0}")); };
  const auto open_two = [](const auto& sentence) { return json::string(sentence("{0}", "{1}")); };
  const auto word = [](const render::Label& label) { return json::string(std::string_view(label)); };
  return {{"invoice", word(w.invoice)},
          {"creditNote", word(w.credit_note)},
          {"proposal", word(w.proposal)},
          {"draft", word(w.draft)},
          {"draftNotIssued", word(w.draft_not_issued)},
          {"billTo", word(w.bill_to)},
          {"forClient", word(w.for_client)},
          {"issueDate", word(w.issue_date)},
          {"dueDate", word(w.due_date)},
          {"terms", word(w.terms)},
          {"net", open_two(w.net)},
          {"poNumber", word(w.po_number)},
          {"taxId", open(w.tax_id)},
          {"credits", open(w.credits)},
          {"creditsOf", open_two(w.credits_of)},
          {"openUntil", open(w.open_until)},
          {"lines", word(w.lines)},
          {"item", word(w.item)},
          {"option", word(w.option)},
          {"options", word(w.options)},
          {"markedChosen", open(w.marked_chosen)},
          {"markedNotChosen", open(w.marked_not_chosen)},
          {"quantity", word(w.quantity)},
          {"price", word(w.price)},
          {"off", open(w.off)},
          {"discount", word(w.discount)},
          {"tax", word(w.tax)},
          {"taxIncluded", word(w.tax_included)},
          {"subtotal", word(w.subtotal)},
          {"total", word(w.total)},
          {"paid", word(w.paid)},
          {"credited", word(w.credited)},
          {"credit", word(w.credit)},
          {"amountDue", word(w.amount_due)}};
}

}  // namespace

void add_document_word_routes(Api& api) {
  api.add(http::Method::get, "/api/documents/words", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(asked, c.choice("language", {"en", "de", "fr", "es", "it", "nl", "pt", "ja", "ar", "hi"}));
    const auto language = domain::language_from(asked).value_or(domain::Language::english);
    const std::string_view name = domain::name(language);
    return reply(200, json::object{{"language", json::string(name)},
                                   {"rightToLeft", domain::right_to_left(language)},
                                   {"words", words_json(render::words_of(name))}});
  });
}

}  // namespace every::api
