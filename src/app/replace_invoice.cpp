// An issued invoice that is wrong is replaced in one step: a credit note takes it back in full, and a draft
// that says the same takes its place, with its deal and its share of a proposal, so that nobody bills those
// again.
#include "app/deal_drift.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "store/proposals.h"

namespace every::app {
namespace {

Result<Replacement> replace_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id,
                               const CreditWish& wish) {
  EVERY_CHECK(use_key(app, tx, actor));
  store::Invoices invoices(tx, actor.tenant);
  const auto original = invoices.find(id);
  if (!original) return Error(Code::not_found, "This invoice does not exist.");
  // Its lines would bill again what was taken back before.
  if (original->credited)
    return Error(Code::has_documents, sentence("{} has credit notes.", original->number),
                 "Credit what is left, and write a new invoice.");
  if (original->part_id.starts_with("+")) EVERY_CHECK(check_last(tx, actor, *original));
  EVERY_TRY(note, credit_in(app, tx, actor, *original, wish));
  domain::Invoice draft = draft_like(app, *original);
  take_deal(draft, *original);
  draft.replaces = id;
  invoices.leave_deal(id);
  invoices.insert(draft);
  store::Proposals(tx, actor.tenant).move_share(id, draft.id);
  note_invoice(app, tx, actor, *original, "replaced",
               sentence("{} is replaced by a draft: {}", original->number, wish.reason));
  note_invoice(app, tx, actor, draft, "created",
               sentence("A draft was made that replaces {}.", original->number));
  return Replacement{std::move(note), *load_invoice(tx, actor, draft.id)};
}

}  // namespace

Result<Replacement> replace_invoice(const App& app, const Actor& actor, const std::string& id,
                                    const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  CreditWish wish;
  wish.reason = in.text("reason", {.required = true, .max = 1000}).value_or("");
  wish.date = in.date("issueDate");
  EVERY_CHECK(in.finish());
  auto made = app.db.write([&](store::Tx& tx) { return replace_in(app, tx, actor, id, wish); });
  if (!made.ok()) return made;
  for (const std::string& changed : {id, made->credit_note.id, made->draft.id})
    if (const auto one =
            app.db.read([&](store::Tx& tx) { return store::Invoices(tx, actor.tenant).find(changed); }))
      tell_invoice(app, actor, *one);
  if (!made->draft.deal_id.empty()) tell_changed(app, actor, "deal", made->draft.deal_id);
  return made;
}

}  // namespace every::app
