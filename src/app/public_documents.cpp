#include "app/public_documents.h"

#include "app/accounts.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/letterhead.h"
#include "app/logo.h"
#include "app/mail_settings.h"
#include "app/public_detail.h"
#include "base/sentence.h"
#include "crypto/crypto.h"
#include "domain/viewer.h"

namespace every::app {
namespace {

// Going back and forth, or loading again, is one look.
constexpr std::chrono::minutes kSameLook{1};

Actor nobody(const std::string& workspace_id) {
  return {store::Tenant(workspace_id), "", "", "", "viewer", ""};
}

void note_view(const App& app, const store::FoundLink& found) {
  const Actor actor = nobody(found.workspace_id);
  const auto seen = app.db.write([&](store::Tx& tx) -> std::optional<domain::Invoice> {
    if (!count_view(app, tx, found)) return std::nullopt;
    store::Invoices invoices(tx, actor.tenant);
    const auto invoice = invoices.find(found.link.document_id);
    if (invoice && invoices.mark_viewed(invoice->id, app.now()))
      note_invoice(app, tx, actor, *invoice, "viewed",
                   sentence("{} was opened by its link.", invoice->number));
    return invoice;
  });
  if (seen) tell_invoice(app, actor, *seen);
}

}  // namespace

Result<store::FoundLink> find_link(const App& app, const std::string& token, std::string_view kind) {
  const auto found =
      app.db.read([&](store::Tx& tx) { return store::find_public_link(tx, crypto::sha256_hex(token)); });
  if (!found || found->link.kind != kind) return Error(Code::not_found, "This link is no longer valid.");
  return *found;
}

bool counts_as_view(const App& app, const store::FoundLink& found, const Viewer& viewer) {
  if (viewer.only_looks || domain::looks_like_a_robot(viewer.user_agent)) return false;
  if (viewer.session.empty()) return true;
  const auto own = actor_of_session(app, viewer.session);
  return !own.ok() || own->tenant.id() != found.workspace_id;
}

bool count_view(const App& app, store::Tx& tx, const store::FoundLink& found) {
  return store::PublicLinks(tx, store::Tenant(found.workspace_id))
      .count_view(found.link.id, app.now(), kSameLook);
}

Result<render::InvoiceDocument> open_invoice(const App& app, const std::string& token, const Viewer& viewer) {
  EVERY_TRY(found, find_link(app, token, "invoice"));
  if (counts_as_view(app, found, viewer)) note_view(app, found);
  return app.db.read([&](store::Tx& tx) {
    return invoice_document(app, tx, nobody(found.workspace_id), found.link.document_id);
  });
}

Result<PublicFile> open_invoice_pdf(const App& app, const std::string& token) {
  EVERY_TRY(found, find_link(app, token, "invoice"));
  EVERY_TRY(pdf, invoice_pdf(app, nobody(found.workspace_id), found.link.document_id));
  return PublicFile{std::move(pdf.bytes), std::move(pdf.file_name)};
}

Result<PublicFile> open_logo(const App& app, const std::string& token, std::string_view kind) {
  EVERY_TRY(found, find_link(app, token, kind));
  auto logo = app.db.read([&](store::Tx& tx) -> std::optional<render::Logo> {
    const Actor actor = nobody(found.workspace_id);
    const auto invoice = store::Invoices(tx, actor.tenant).find(found.link.document_id);
    return invoice ? logo_on(tx, actor, letterhead_of(tx, actor, invoice->letterhead)) : logo_of(tx, actor);
  });
  if (!logo) return Error(Code::not_found, "There is no logo.");
  return PublicFile{std::move(logo->bytes), "logo", std::move(logo->type)};
}

std::string language_without_document(const App& app) {
  const auto workspaces = app.db.read([](store::Tx& tx) { return store::Accounts(tx).workspaces(); });
  return workspaces.size() == 1 ? workspace_language(app, nobody(workspaces.front().id)) : "en";
}

}  // namespace every::app
