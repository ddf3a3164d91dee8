#include "app/proposals.h"
#include "app/deal_basis.h"

#include <fmt/format.h>

#include <array>

#include "app/document_lines.h"
#include "app/invoice_detail.h"
#include "app/logo.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/numbering.h"
#include "render/words.h"
#include "store/billing_profiles.h"
#include "store/clients.h"
#include "store/deals.h"

namespace every::app {
namespace {

constexpr std::size_t kSectionsMax = 50;
constexpr int kValidDays = 30;

Error unknown_proposal() {
  return Error(Code::not_found, "This proposal does not exist.");
}

Error not_draft(const domain::Proposal& p) {
  if (p.state == domain::ProposalState::accepted)
    return Error(Code::proposal_not_draft, sentence("{} is accepted and cannot change.", p.number),
                 "Make a new proposal.");
  return Error(Code::proposal_not_draft, sentence("{} is open to its client and cannot change.", p.number),
               "Take it back as a draft first.");
}

void fill_parties(store::Tx& tx, const Actor& actor, domain::Proposal& p) {
  // The parties of a proposal are those of an invoice to the same client.
  domain::Invoice like;
  like.client_id = p.client_id;
  like.language = p.language;
  fill_parties(tx, actor, like);
  p.client_name = like.client_name;
  p.bill_to = std::move(like.bill_to);
  p.from = std::move(like.from);
  p.locale = std::move(like.locale);
}

void read_sections(const App& app, Fields& in, domain::Proposal& p) {
  auto list = in.objects("sections", kSectionsMax);
  if (!list) return;
  p.sections.clear();
  DocumentIds ids(app);
  for (Fields& one : *list) {
    domain::ProposalSection section{.id = ids.own(one.text("id", {.max = 100})),
                                    .title = one.text("title", {.max = 200}).value_or(""),
                                    .text = one.text("text", {.max = 20'000}).value_or("")};
    static_cast<void>(one.finish().ok());
    p.sections.push_back(std::move(section));
  }
}

void read_lines(const App& app, Fields& in, domain::Proposal& p) {
  auto list = in.objects("lines", kLinesMax);
  if (!list) return;
  p.lines.clear();
  DocumentIds ids(app);
  for (Fields& one : *list) {
    domain::ProposalLine line{read_line(ids, one, p.currency)};
    line.optional = one.boolean("optional").value_or(false);
    line.chosen = !line.optional || one.boolean("chosen").value_or(false);
    if (!line.optional) static_cast<void>(one.boolean("chosen"));
    static_cast<void>(one.finish().ok());
    p.lines.push_back(std::move(line));
  }
}

// Reads what the body has into a draft whose client and currency are known.
Status read_draft(const App& app, store::Tx& tx, const Actor& actor, Fields& in, domain::Proposal& p) {
  if (const auto client_id = in.text("clientId", {.required = in.has("clientId"), .max = 100})) {
    p.client_id = *client_id;
    if (!store::Clients(tx, actor.tenant).find(p.client_id))
      in.complain("clientId", "format", "There is no such client.");
  }
  if (const auto currency = in.currency("currency")) {
    if (!(*currency == p.currency) && !in.has("lines") && !p.lines.empty())
      in.complain("currency", "format", "Send the lines with the new currency.");
    p.currency = *currency;
  }
  if (in.has("title")) p.title = in.text("title", {.max = 200}).value_or("");
  if (in.has("validUntil")) p.valid_until = in.date("validUntil");
  read_language(in, p.language);
  if (const auto inclusive = in.boolean("taxInclusive")) p.pricing.tax_inclusive = *inclusive;
  if (in.has("discountPercent"))
    p.pricing.discount_percent = read_percent(in, "discountPercent").value_or(Decimal{});
  read_sections(app, in, p);
  read_lines(app, in, p);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(domain::sum_up(p));
  p.updated_at = app.now();
  return done();
}

Result<domain::Proposal> begin(const App& app, store::Tx& tx, const Actor& actor, Fields& in) {
  domain::Proposal p;
  p.id = app.id();
  p.created_at = app.now();
  const store::Workspace workspace = workspace_of(tx, actor);
  p.valid_until = add_days(today_of(app, workspace), kValidDays);
  p.currency = *Currency::from(workspace.currency);
  if (!workspace.proposal_text.empty())
    p.sections.push_back({.id = app.id(), .title = "", .text = workspace.proposal_text});
  const auto deal_id = in.text("dealId", {.max = 100});
  if (!deal_id) {
    const auto client = in.text("clientId", {.required = true, .max = 100});
    const auto row = store::Clients(tx, actor.tenant).find(client.value_or(""));
    if (row && !row->currency.empty()) p.currency = *Currency::from(row->currency);
    return p;
  }
  const auto deal = store::Deals(tx, actor.tenant).find(*deal_id);
  if (!deal) return Error(Code::not_found, "This deal does not exist.");
  if (deal->client_id.empty() && !in.has("clientId"))
    return Error(Code::deal_no_client, "This deal has no client yet.", "Choose a client for the proposal.");
  p.deal_id = deal->id;
  p.deal_name = deal->name;
  p.client_id = deal->client_id;
  p.title = deal->name;
  EVERY_TRY(basis, deal_basis(tx, actor, *deal, deal->client_id, std::nullopt));
  p.currency = basis.currency;
  p.not_carried = std::move(basis.not_carried);
  for (domain::InvoiceLine& line : basis.lines) {
    line.id = app.id();
    p.lines.push_back({std::move(line)});
  }
  return p;
}

// What is not in it is said where everybody looks before it is opened.
std::string drafted(const domain::Proposal& p) {
  std::string out = "A proposal was drafted.";
  for (const std::string& one : p.not_carried) out += " " + one;
  return shorten(out, 2000);
}

}  // namespace

std::optional<domain::Proposal> load_proposal(store::Tx& tx, const Actor& actor, const std::string& id) {
  auto proposal = store::Proposals(tx, actor.tenant).find(id);
  if (proposal && proposal->state == domain::ProposalState::draft) fill_parties(tx, actor, *proposal);
  return proposal;
}

void note_proposal(const App& app, store::Tx& tx, const Actor& actor, const domain::Proposal& proposal,
                   std::string_view event, const std::string& text) {
  store::Proposals(tx, actor.tenant)
      .add_event(proposal.id, {std::string(event), actor.name, text, app.now()});
  record(app, tx, actor, "proposal", proposal.id, proposal.client_id, "proposal." + std::string(event), text);
}

void tell_proposal(const App& app, const Actor& actor, const std::string& id, bool answered) {
  json::object told{{"id", id}, {"displayStatus", nullptr}, {"answered", answered}};
  app.db.read([&](store::Tx& tx) {
    const auto p = store::Proposals(tx, actor.tenant).find(id);
    if (!p) return true;  // of a draft that is gone
    told["displayStatus"] = json::string(domain::display_status(*p, today_of(app, workspace_of(tx, actor))));
    told["clientId"] = p->client_id;
    told["clientName"] = p->client_name;
    told["number"] = text_or_null(p->number);
    told["total"] = to_json(p->totals.total);
    return true;
  });
  app.events.publish(actor.tenant, "proposal", told);
}

Result<domain::Proposal> create_proposal(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  if (const auto* id = body.is_object() ? body.get_object().if_contains("dealId") : nullptr;
      id != nullptr && id->is_string())
    refresh_tax_rates(app, actor, std::array{std::string(id->get_string())});
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Proposal> {
    EVERY_CHECK(use_key(app, tx, actor));
    Fields in(body);
    EVERY_TRY(proposal, begin(app, tx, actor, in));
    EVERY_CHECK(read_draft(app, tx, actor, in, proposal));
    store::Proposals(tx, actor.tenant).insert(proposal);
    note_proposal(app, tx, actor, proposal, "created", drafted(proposal));
    return *load_proposal(tx, actor, proposal.id);
  });
  if (saved.ok()) tell_proposal(app, actor, saved->id);
  return saved;
}

Result<domain::Proposal> change_proposal(const App& app, const Actor& actor, const std::string& id,
                                         const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Proposal> {
    store::Proposals proposals(tx, actor.tenant);
    auto proposal = proposals.find(id);
    if (!proposal) return unknown_proposal();
    if (proposal->state != domain::ProposalState::draft) return not_draft(*proposal);
    Fields in(body);
    EVERY_CHECK(read_draft(app, tx, actor, in, *proposal));
    if (!proposals.update(*proposal, expected_version))
      return Error(Code::stale, "This proposal was changed meanwhile.",
                   "Load it again and review the differences.");
    // Autosave comes every second; the history says "changed" once in a row.
    const auto events = proposals.events(id);
    if (events.empty() || events.back().kind != "changed" || events.back().by != actor.name)
      proposals.add_event(id, {"changed", actor.name, "", app.now()});
    return *load_proposal(tx, actor, id);
  });
  if (saved.ok()) tell_proposal(app, actor, id);
  return saved;
}

Status delete_proposal(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  EVERY_CHECK(app.db.write([&](store::Tx& tx) -> Status {
    store::Proposals proposals(tx, actor.tenant);
    const auto proposal = proposals.find(id);
    if (!proposal) return unknown_proposal();
    if (!proposals.remove_draft(id))
      return Error(Code::proposal_not_draft,
                   sentence("{} was open to its client and cannot be deleted.", proposal->number));
    record(app, tx, actor, "proposal", id, proposal->client_id, "proposal.deleted",
           "A draft proposal was deleted.");
    return done();
  }));
  tell_proposal(app, actor, id);
  return done();
}

Result<domain::Proposal> open_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& id) {
  store::Proposals proposals(tx, actor.tenant);
  auto p = proposals.find(id);
  if (!p) return unknown_proposal();
  if (p->state != domain::ProposalState::draft) return not_draft(*p);
  if (auto problems = domain::open_problems(*p, today_of(app, workspace_of(tx, actor))); !problems.empty()) {
    Error error(Code::validation, problems.front().detail);
    error.fields = std::move(problems);
    return error;
  }
  fill_parties(tx, actor, *p);
  p->state = domain::ProposalState::open;
  p->revision += 1;
  p->opened_at = p->updated_at = app.now();
  p->sent_at = p->viewed_at = std::nullopt;
  if (p->number.empty())
    p->number = domain::number_of(
        domain::kProposalPrefix,
        store::Invoices(tx, actor.tenant).take_number(std::string(domain::kProposalSeries)));
  proposals.update(*p, p->version);
  note_proposal(app, tx, actor, *p, "opened", sentence("{} was opened to its client.", p->number));
  return *proposals.find(id);
}

Result<domain::Proposal> open_proposal(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto opened = app.db.write([&](store::Tx& tx) { return open_in(app, tx, actor, id); });
  if (opened.ok()) tell_proposal(app, actor, id);
  return opened;
}

Result<domain::Proposal> revise_proposal(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::invoice));
  auto revised = app.db.write([&](store::Tx& tx) -> Result<domain::Proposal> {
    store::Proposals proposals(tx, actor.tenant);
    auto p = proposals.find(id);
    if (!p) return unknown_proposal();
    if (p->state == domain::ProposalState::draft) return *load_proposal(tx, actor, id);
    if (p->state == domain::ProposalState::accepted)
      return Error(Code::proposal_not_open, sentence("{} is accepted and cannot change.", p->number),
                   "Make a new proposal.");
    p->state = domain::ProposalState::draft;
    p->updated_at = app.now();
    proposals.update(*p, p->version);
    note_proposal(app, tx, actor, *p, "revised", sentence("{} was taken back as a draft.", p->number));
    return *load_proposal(tx, actor, id);
  });
  if (revised.ok()) tell_proposal(app, actor, id);
  return revised;
}

Result<render::ProposalDocument> proposal_document(const App& app, store::Tx& tx, const Actor& actor,
                                                   const std::string& id) {
  auto proposal = load_proposal(tx, actor, id);
  if (!proposal) return unknown_proposal();
  const store::Workspace workspace = workspace_of(tx, actor);
  const std::string locale = proposal->locale;
  return render::ProposalDocument{.proposal = std::move(*proposal),
                                  .locale = locale.empty() ? workspace.locale : locale,
                                  .language = locale,
                                  .time_zone = workspace.time_zone,
                                  .today = today_of(app, workspace),
                                  .logo = logo_of(tx, actor)};
}

Result<Pdf> proposal_pdf(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  EVERY_TRY(document, app.db.read([&](store::Tx& tx) { return proposal_document(app, tx, actor, id); }));
  EVERY_TRY(bytes, render::proposal_pdf(document));
  const domain::Proposal& p = document.proposal;
  const std::string number =
      p.number.empty() ? std::string(render::words_of(document.language).draft) : p.number;
  return Pdf{std::move(bytes), number + " " + p.bill_to.name + ".pdf"};
}

}  // namespace every::app
