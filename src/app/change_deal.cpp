#include "app/change_deal.h"

#include <fmt/format.h>

#include "app/deal_basis.h"
#include "app/locks.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/deal_change.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/mirror.h"
#include "sync/stage_entry.h"

namespace every::app {
namespace {

constexpr std::size_t kNameMax = 500;

// A number of the contract, as it is written: what six digits cannot say is rounded away.
std::optional<Decimal> read_probability(Fields& in) {
  const auto* value = in.any("probability");
  if (value == nullptr) return std::nullopt;
  std::optional<Decimal> out;
  if (value->is_number()) out = Decimal::parse(fmt::format("{:.6f}", value->to_number<double>()));
  if (!out) in.complain("probability", "type", "A number from 0 to 1 is needed here.");
  return out;
}

domain::DealChange read_change(Fields& in) {
  domain::DealChange out;
  if (in.has("name")) out.name = in.text("name", {.required = true, .max = kNameMax});
  if (out.name && !out.name->empty() && !is_visible(*out.name))
    in.complain("name", "required", "A name that can be read is needed here.");
  if (in.has("stage")) out.stage_id = in.text("stage", {.required = true, .max = 100});
  if (in.is_null("client"))
    out.client_id.emplace();
  else if (in.has("client"))
    out.client_id = in.text("client", {.required = true, .max = 100});
  if (in.is_null("amount"))
    out.amount.emplace();
  else if (const auto amount = in.money("amount"))
    out.amount = amount;
  if (in.is_null("closeDate"))
    out.close_date.emplace();
  else if (const auto date = in.date("closeDate"))
    out.close_date = date;
  if (in.is_null("probability"))
    out.probability.emplace();
  else if (const auto probability = read_probability(in))
    out.probability = probability;
  return out;
}

std::string words(const std::optional<Money>& money) {
  return money ? sentence("{}", *money) : ours("none");
}
std::string words(const std::optional<Date>& date) {
  return date ? sentence("{}", *date) : ours("none");
}
std::string client_words(const domain::Deal& deal) {
  return deal.client_id.empty() ? ours("none") : deal.client_name;
}
std::string stage_words(const std::vector<domain::Pipeline>& pipelines, const domain::Deal& deal) {
  const domain::Stage* stage = domain::stage_of(pipelines, deal);
  return stage != nullptr ? stage->label : deal.stage_id.empty() ? ours("no stage") : deal.stage_id;
}

// What was changed beside the stage, in a sentence; "" if nothing.
std::string spoken(const domain::Deal& was, const domain::Deal& now) {
  std::vector<std::string> parts;
  if (was.name != now.name) parts.push_back(sentence("was called {}", was.name));
  if (was.client_id != now.client_id)
    parts.push_back(sentence("client changed from {} to {}", client_words(was), client_words(now)));
  if (was.amount != now.amount)
    parts.push_back(sentence("amount changed from {} to {}", words(was.amount), words(now.amount)));
  if (was.close_date != now.close_date)
    parts.push_back(
        sentence("close date changed from {} to {}", words(was.close_date), words(now.close_date)));
  if (was.probability != now.probability && was.stage_id == now.stage_id)
    parts.push_back(ours("probability changed"));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

Error no_such_client() {
  Error error(Code::validation, "Some values are not as they should be.");
  error.fields.push_back({"/client", "no_such_client", "This client does not exist."});
  return error;
}

Status change_deal(const App& app, const Actor& actor, const std::string& id, const json::value& body,
                   std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::edit));
  bool written = false;
  EVERY_CHECK(app.db.write([&](store::Tx& tx) -> Status {
    store::Deals deals(tx, actor.tenant);
    const auto was = deals.find(id);
    if (!was) return Error(Code::not_found, "This deal does not exist.");
    Fields in(body);
    const domain::DealChange change = read_change(in);
    EVERY_CHECK(in.finish());
    const Locks locks = locks_of(tx, actor.tenant);
    const auto changed = domain::changed_fields(*was, change);
    EVERY_CHECK(refuse_locked(locks.fields(*was), changed, was->hubspot));
    const auto pipelines = store::Mirror(tx, actor.tenant).pipelines();
    domain::Deal now = *was;
    EVERY_CHECK(domain::change_deal(now, change, pipelines, locks.mapping));
    if (now.client_id != was->client_id) {
      now.client_name.clear();
      if (!now.client_id.empty()) {
        const auto client = store::Clients(tx, actor.tenant).find(now.client_id);
        if (!client) return no_such_client();
        now.client_name = client->name;
      }
    }
    // An invoice is made of the lines: another amount beside them would be billed by nobody.
    if (now.amount != was->amount && has_lines(tx, actor, *was)) {
      Error error(Code::validation, "The deal's line items say what it comes to.",
                  "Change the lines of its invoice instead.");
      error.fields.push_back({"/amount", "has_lines", "The deal's line items say what it comes to."});
      return error;
    }
    if (was->version != expected_version)
      return Error(Code::stale, "This deal was changed meanwhile.",
                   "Load it again and review the differences.");
    if (changed.empty()) return done();
    now.updated_at = app.now();
    written = deals.update(now, expected_version);
    sync::StageEntry(tx, actor.tenant, pipelines, locks.mapping).moved_here(*was, now, now.updated_at);
    const auto tell = [&](const char* kind, std::string text) {
      record(app, tx, actor, "deal", id, now.client_id, kind, std::move(text));
    };
    if (now.stage_id != was->stage_id)
      tell("deal.moved", sentence("Deal {} was moved from {} to {}.", now.name, stage_words(pipelines, *was),
                                  stage_words(pipelines, now)));
    if (const std::string text = spoken(*was, now); !text.empty())
      tell("deal.updated", sentence("Deal {}: {}.", now.name, text));
    return done();
  }));
  if (written) tell_changed(app, actor, "deal", id);
  return done();
}

}  // namespace every::app
