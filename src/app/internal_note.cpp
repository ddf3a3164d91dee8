#include "app/internal_note.h"

#include "app/invoices.h"
#include "base/sentence.h"
#include "store/invoices.h"

namespace every::app {

Result<store::InternalNote> internal_note(const App& app, const Actor& actor, const std::string& invoice_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<store::InternalNote> {
    if (!store::Invoices(tx, actor.tenant).find(invoice_id))
      return Error(Code::not_found, "This invoice does not exist.");
    return store::InternalNotes(tx, actor.tenant).find(invoice_id);
  });
}

Result<store::InternalNote> write_internal_note(const App& app, const Actor& actor,
                                                const std::string& invoice_id, const json::value& body,
                                                std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto text = in.text("text", {.max = 10'000});
  if (!in.has("text"))
    in.complain("text", "required", "A text is needed here; an empty one takes the note away.");
  EVERY_CHECK(in.finish());
  auto written = app.db.write([&](store::Tx& tx) -> Result<store::InternalNote> {
    const auto invoice = store::Invoices(tx, actor.tenant).find(invoice_id);
    if (!invoice) return Error(Code::not_found, "This invoice does not exist.");
    store::InternalNotes notes(tx, actor.tenant);
    const store::InternalNote before = notes.find(invoice_id);
    if (!notes.put(invoice_id, text.value_or(""), actor.name, app.now(), expected_version))
      return Error(Code::stale, "This note was changed meanwhile.",
                   "Load it again and review the differences.");
    const json::object change{
        {"field", "note"}, {"label", "Note"}, {"from", before.text}, {"to", text.value_or("")}};
    record(app, tx, actor, "invoice", invoice_id, invoice->client_id, "invoice.internal_note",
           invoice->number.empty() ? sentence("The internal note of a draft was changed.")
                                   : sentence("The internal note of {} was changed.", invoice->number),
           json::serialize(json::object{{"changes", json::array{change}}}));
    return notes.find(invoice_id);
  });
  if (written.ok()) tell_changed(app, actor, "invoice", invoice_id);
  return written;
}

}  // namespace every::app
