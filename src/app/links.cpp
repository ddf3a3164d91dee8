#include "app/links.h"

#include "app/hubspot_hub.h"
#include "app/invoice_detail.h"
#include "app/invoices.h"
#include "app/proposals.h"
#include "base/sentence.h"
#include "crypto/crypto.h"

namespace every::app {
namespace {

constexpr std::size_t kTokenBytes = 24;  // 192 random bits: nobody guesses one

std::string seal_context(const Actor& actor, const std::string& link_id) {
  return actor.tenant.id() + "/public-link/" + link_id;
}

std::string address(const App& app, const std::string& kind, const std::string& token) {
  return app.config.public_url + (kind == "proposal" ? "/p/" : "/i/") + token;
}

Result<std::string> url_of(const App& app, const Actor& actor, const store::PublicLink& link) {
  EVERY_TRY(token, app.hubspot.sealer().open(link.token_sealed, seal_context(actor, link.id)));
  return address(app, link.kind, token);
}

// The document that a link is of.
struct Subject {
  std::optional<domain::Invoice> invoice;
  std::optional<domain::Proposal> proposal;

  bool draft() const {
    return invoice ? invoice->status == domain::DocumentStatus::draft
                   : proposal->state == domain::ProposalState::draft;
  }
  void note(const App& app, store::Tx& tx, const Actor& actor, const char* event,
            std::string_view pattern) const {
    if (invoice)
      note_invoice(app, tx, actor, *invoice, event, sentence(pattern, invoice->number));
    else
      note_proposal(app, tx, actor, *proposal, event, sentence(pattern, proposal->number));
  }
  void tell(const App& app, const Actor& actor) const {
    invoice ? tell_invoice(app, actor, *invoice) : tell_proposal(app, actor, proposal->id);
  }
};

Result<Subject> subject(store::Tx& tx, const Actor& actor, const std::string& kind, const std::string& id) {
  Subject out;
  if (kind == "proposal")
    out.proposal = store::Proposals(tx, actor.tenant).find(id);
  else
    out.invoice = store::Invoices(tx, actor.tenant).find(id);
  if (!out.invoice && !out.proposal)
    return Error(Code::not_found,
                 kind == "proposal" ? "This proposal does not exist." : "This invoice does not exist.");
  return out;
}

Result<LinkState> state_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& kind,
                           const std::string& id) {
  store::PublicLinks links(tx, actor.tenant);
  LinkState out{.url = "", .created_at = std::nullopt, .views = links.views(kind, id)};
  if (const auto link = links.live(kind, id)) {
    EVERY_TRY(url, url_of(app, actor, *link));
    out.url = url;
    out.created_at = link->created_at;
  }
  return out;
}

}  // namespace

Result<LinkState> link_of(const App& app, const Actor& actor, const std::string& kind,
                          const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<LinkState> {
    EVERY_CHECK(subject(tx, actor, kind, id));
    return state_in(app, tx, actor, kind, id);
  });
}

Result<std::string> link_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& kind,
                            const std::string& id) {
  store::PublicLinks links(tx, actor.tenant);
  if (const auto known = links.live(kind, id)) return url_of(app, actor, *known);
  const std::string token = crypto::random_token(kTokenBytes);
  store::PublicLink link{.id = app.id(),
                         .kind = kind,
                         .document_id = id,
                         .token_sealed = "",
                         .created_by = actor.name,
                         .created_at = app.now()};
  link.token_sealed = app.hubspot.sealer().seal(token, seal_context(actor, link.id));
  links.insert(link, crypto::sha256_hex(token));
  return address(app, kind, token);
}

Result<LinkState> make_link(const App& app, const Actor& actor, const std::string& kind,
                            const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  return app.db.write([&](store::Tx& tx) -> Result<LinkState> {
    EVERY_TRY(of, subject(tx, actor, kind, id));
    if (of.draft())
      return of.invoice ? Error(Code::invoice_not_issued, "A draft has no link.", "Issue the invoice first.")
                        : Error(Code::proposal_not_open, "A draft has no link.", "Open the proposal first.");
    const bool known = store::PublicLinks(tx, actor.tenant).live(kind, id).has_value();
    EVERY_CHECK(link_in(app, tx, actor, kind, id));
    if (!known) of.note(app, tx, actor, "link_made", "The link to {} was made.");
    return state_in(app, tx, actor, kind, id);
  });
}

Status revoke_link(const App& app, const Actor& actor, const std::string& kind, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  const auto revoked = app.db.write([&](store::Tx& tx) -> Result<Subject> {
    EVERY_TRY(of, subject(tx, actor, kind, id));
    if (store::PublicLinks(tx, actor.tenant).revoke(kind, id, app.now()))
      of.note(app, tx, actor, "link_revoked", "The link to {} was revoked.");
    return of;
  });
  if (!revoked.ok()) return revoked.error();
  revoked->tell(app, actor);
  return done();
}

}  // namespace every::app
