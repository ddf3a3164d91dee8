#include "app/news_documents.h"

#include <algorithm>
#include <set>

#include "app/invoices.h"
#include "app/proposals.h"
#include "base/json.h"
#include "base/sentence.h"
#include "store/payments.h"

namespace every::app {
namespace {

constexpr std::size_t kNameMax = 120, kReasonMax = 500;

std::string payment_of(const store::Activity& event) {
  const auto data = parse_json(event.data);
  if (!data.ok() || !data->is_object()) return "";
  const json::value* id = data->get_object().if_contains("payment");
  return id != nullptr && id->is_string() ? std::string(id->get_string()) : "";
}

// A payment is told on each invoice that it paid; several on one invoice are one item.
void add_payment(store::Tx& tx, const Actor& actor, const NewsVoice& voice, const store::Activity& event,
                 std::vector<NewsItem>& out) {
  const auto payment = store::Payments(tx, actor.tenant).find(payment_of(event));
  if (!payment) return;
  for (const domain::Allocation& part : payment->allocations) {
    const auto invoice = load_invoice(tx, actor, part.invoice_id);
    if (!invoice) continue;
    auto item =
        std::find_if(out.begin(), out.end(), [&](const NewsItem& one) { return one.id == part.invoice_id; });
    if (item == out.end())
      item = out.insert(out.end(), {part.invoice_id, "", "", {Money{0, part.amount.currency}}});
    item->sums.front() = item->sums.front() + part.amount;
    const Money due = invoice->due();
    item->sentence = sentence(due.minor > 0 ? "{} was paid in part: {}." : "{} was paid: {}.",
                              invoice->number, voice.money(item->sums.front()));
    item->more = due.minor > 0 ? sentence("{} is still due.", voice.money(due)) : "";
  }
}

void add_answer(store::Tx& tx, const Actor& actor, const NewsVoice& voice, const store::Activity& event,
                bool accepted, std::vector<NewsItem>& out) {
  const auto proposal = load_proposal(tx, actor, event.subject_id);
  if (!proposal) return;
  const std::string client = domain::one_line(proposal->client_name, kNameMax);
  NewsItem item{proposal->id,
                sentence(accepted ? "{} accepted the proposal." : "{} declined the proposal.",
                         client.empty() ? ours("The client") : client),
                sentence("{}: {}, {}.", proposal->number, domain::one_line(proposal->title, kNameMax),
                         voice.money(proposal->totals.total)),
                {}};
  if (accepted) item.sums.push_back(proposal->totals.total);
  if (!accepted && proposal->answer && !proposal->answer->reason.empty())
    item.more += " " + sentence("Reason: {}", domain::one_line(proposal->answer->reason, kReasonMax));
  out.push_back(std::move(item));
}

}  // namespace

std::vector<NewsItem> news_items(store::Tx& tx, const Actor& actor, const NewsVoice& voice,
                                 std::string_view kind, const std::vector<store::Activity>& events) {
  std::vector<NewsItem> out;
  std::set<std::string> told;
  for (const store::Activity& event : events) {
    if (kind == "invoice_paid") {
      add_payment(tx, actor, voice, event, out);
      continue;
    }
    if (!told.insert(event.subject_id).second) continue;
    if (kind == "invoice_viewed") {
      if (const auto invoice = load_invoice(tx, actor, event.subject_id))
        out.push_back({invoice->id, sentence("{} was viewed.", invoice->number), "", {}});
    } else {
      add_answer(tx, actor, voice, event, kind == "proposal_accepted", out);
    }
  }
  return out;
}

}  // namespace every::app
