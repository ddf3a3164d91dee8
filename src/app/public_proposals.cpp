#include "app/public_proposals.h"

#include <fmt/format.h>

#include <set>

#include "app/proposals.h"
#include "app/public_detail.h"
#include "base/sentence.h"
#include "base/text.h"
#include "render/words.h"

namespace every::app {
namespace {

constexpr std::size_t kNameMax = 200, kReasonMax = 2000;

// Who answers is a person without an account.
Actor client_of(const std::string& workspace_id, const std::string& name) {
  return {store::Tenant(workspace_id), "", name, "", "viewer", ""};
}

std::set<std::string> optional_ids(const domain::Proposal& p, const std::vector<std::string>& ids) {
  std::set<std::string> out;
  for (const domain::ProposalLine& one : p.lines)
    if (one.optional && std::find(ids.begin(), ids.end(), one.line.id) != ids.end()) out.insert(one.line.id);
  return out;
}

// Why it is not taken; "" when it is.
std::string refusal(const domain::Proposal& p, const ProposalReply& reply, bool accepts,
                    const render::Words& words) {
  if (!accepts) return {};
  if (optional_ids(p, reply.options) != optional_ids(p, reply.shown)) return words.options_changed.text();
  if (trim(reply.name).empty()) return words.type_your_name.text();
  return {};
}

// What domain::check_open() says, in the proposal's language.
std::string not_open(const domain::Proposal& p, const render::Words& words) {
  switch (p.state) {
    case domain::ProposalState::accepted:
      return words.accepted_already.text();
    case domain::ProposalState::declined:
      return words.was_declined.text();
    case domain::ProposalState::draft:
      return words.being_changed.text();
    case domain::ProposalState::open:
      break;
  }
  return words.has_expired.text();
}

// Decides and writes in one transaction, so that of two answers at once one is taken.
Result<ReplyOutcome> answer_in(const App& app, store::Tx& tx, const std::string& workspace_id,
                               const std::string& id, const ProposalReply& reply) {
  const Actor actor = client_of(workspace_id, shorten(trim(reply.name), kNameMax));
  EVERY_TRY(document, proposal_document(app, tx, actor, id));
  ReplyOutcome out{.notice = {}, .document = std::move(document)};
  domain::Proposal& p = out.document.proposal;
  const render::Words& words = render::words_of(out.document.language);
  if (!domain::check_open(p, out.document.today).ok()) {
    out.status = 409;
    out.notice = not_open(p, words);
    return out;
  }
  if (reply.revision != std::to_string(p.revision)) {
    out.status = 409;
    out.notice = words.changed_meanwhile.text();
    return out;
  }
  EVERY_CHECK(domain::choose(p, reply.options));
  const bool accepts = reply.decision == "accept";
  if (!accepts && reply.decision != "decline") return out;
  out.notice = refusal(p, reply, accepts, words);
  if (!out.notice.empty()) {
    out.status = 422;
    return out;
  }
  const domain::ProposalAnswer answer{app.now(), actor.name, shorten(trim(reply.reason), kReasonMax),
                                      reply.address};
  if (!store::Proposals(tx, actor.tenant).answer(p, answer, accepts)) return out;  // not reached: it is open
  if (accepts)
    note_proposal(app, tx, actor, p, "accepted", sentence("{} was accepted by {}.", p.number, answer.name));
  else
    note_proposal(app, tx, actor, p, "declined",
                  answer.reason.empty() ? sentence("{} was declined.", p.number)
                                        : sentence("{} was declined: {}", p.number, answer.reason));
  out.taken = true;
  return out;
}

}  // namespace

Result<render::ProposalDocument> open_public_proposal(const App& app, const std::string& token,
                                                      const Viewer& viewer) {
  EVERY_TRY(found, find_link(app, token, "proposal"));
  const Actor actor = client_of(found.workspace_id, "");
  if (counts_as_view(app, found, viewer)) {
    const bool counted = app.db.write([&](store::Tx& tx) {
      if (!count_view(app, tx, found)) return false;
      store::Proposals proposals(tx, actor.tenant);
      const auto p = proposals.find(found.link.document_id);
      if (p && proposals.mark_viewed(p->id, app.now()))
        note_proposal(app, tx, actor, *p, "viewed", sentence("{} was opened by its link.", p->number));
      return true;
    });
    if (counted) tell_proposal(app, actor, found.link.document_id);
  }
  return app.db.read(
      [&](store::Tx& tx) { return proposal_document(app, tx, actor, found.link.document_id); });
}

Result<PublicFile> open_proposal_pdf(const App& app, const std::string& token) {
  EVERY_TRY(found, find_link(app, token, "proposal"));
  const Actor actor = client_of(found.workspace_id, "");
  // What is being changed is not shown before it is ready.
  EVERY_CHECK(app.db.read([&](store::Tx& tx) -> Status {
    const auto p = store::Proposals(tx, actor.tenant).find(found.link.document_id);
    if (p && p->state != domain::ProposalState::draft) return done();
    return Error(Code::not_found, "This link is no longer valid.");
  }));
  EVERY_TRY(pdf, proposal_pdf(app, actor, found.link.document_id));
  return PublicFile{std::move(pdf.bytes), std::move(pdf.file_name)};
}

Result<ReplyOutcome> reply_to_proposal(const App& app, const std::string& token, const ProposalReply& reply) {
  EVERY_TRY(found, find_link(app, token, "proposal"));
  auto outcome = app.db.write(
      [&](store::Tx& tx) { return answer_in(app, tx, found.workspace_id, found.link.document_id, reply); });
  if (outcome.ok() && outcome->taken)
    tell_proposal(app, client_of(found.workspace_id, ""), found.link.document_id, true);
  return outcome;
}

}  // namespace every::app
