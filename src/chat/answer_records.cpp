// Answers about clients, contacts, deals and documents.
#include <algorithm>

#include "app/home.h"
#include "app/invoices.h"
#include "app/pipeline.h"
#include "base/sentence.h"
#include "base/text.h"
#include "chat/answer.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/proposals.h"

namespace every::chat {
namespace {

constexpr std::int64_t kShown = 5, kNamed = 20;
constexpr std::chrono::days kQuiet{14};  // an open deal that nothing moved for so long wants a word

struct Days {
  std::optional<Date> from, to;
};

Date month(Date day, int ahead) {
  const auto ym = std::chrono::year_month(day.year(), day.month()) + std::chrono::months(ahead);
  return Date(ym / std::chrono::day(1));
}

Days period(const std::string& word, Date today) {
  const auto through = [](Date from, Date next) { return Days{from, add_days(next, -1)}; };
  const int weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(today)).iso_encoding());
  const Date monday = add_days(today, 1 - weekday);
  const int into_quarter = static_cast<int>((static_cast<unsigned>(today.month()) - 1) % 3);
  const int into_year = static_cast<int>(static_cast<unsigned>(today.month())) - 1;
  if (word == "today") return {today, today};
  if (word == "tomorrow") return {add_days(today, 1), add_days(today, 1)};
  if (word == "this_week") return through(monday, add_days(monday, 7));
  if (word == "next_week") return through(add_days(monday, 7), add_days(monday, 14));
  if (word == "last_week") return through(add_days(monday, -7), monday);
  if (word == "this_month") return through(month(today, 0), month(today, 1));
  if (word == "next_month") return through(month(today, 1), month(today, 2));
  if (word == "last_month") return through(month(today, -1), month(today, 0));
  if (word == "this_quarter") return through(month(today, -into_quarter), month(today, 3 - into_quarter));
  if (word == "next_quarter") return through(month(today, 3 - into_quarter), month(today, 6 - into_quarter));
  if (word == "last_quarter") return through(month(today, -3 - into_quarter), month(today, -into_quarter));
  if (word == "this_year") return through(month(today, -into_year), month(today, 12 - into_year));
  if (word == "next_year") return through(month(today, 12 - into_year), month(today, 24 - into_year));
  return {};
}

// The stage whose label this is, else one that begins so, else the first of a group that is called so.
std::optional<domain::Stage> stage_called(const std::string& text,
                                          const std::vector<domain::Pipeline>& pipelines) {
  const std::string asked = fold(text);
  for (const bool exact : {true, false})
    for (const domain::Pipeline& p : pipelines)
      for (const domain::Stage& s : p.stages) {
        const std::string label = fold(s.label);
        if (exact ? label == asked : label.starts_with(asked) || label.find(" " + asked) != std::string::npos)
          return s;
      }
  for (const domain::Pipeline& p : pipelines)
    for (const domain::Stage& s : p.stages) {
      std::string group(domain::name(domain::group_of(p, s)));
      std::replace(group.begin(), group.end(), '_', ' ');
      if (group == asked || asked.starts_with(group) || group.starts_with(asked)) return s;
    }
  return std::nullopt;
}

std::optional<std::int64_t> minor(const json::object& args, const char* name, const std::string& fallback,
                                  std::string& currency) {
  const auto* bound = args.if_contains(name);
  if (bound == nullptr) return std::nullopt;
  const json::object& o = bound->as_object();
  if (o.contains("currency")) currency = text_arg(o, "currency");
  const auto code = Currency::from(currency.empty() ? fallback : currency);
  if (!code) return std::nullopt;
  const auto money = Money::parse(text_arg(o, "amount"), *code);
  return money ? std::optional(money->minor) : std::nullopt;
}

bool is_set(const json::object& args, const char* name) {
  const auto* value = args.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool();
}

Answer which(const std::string& text, const std::vector<Named>& found) {
  if (found.empty()) return {sentence("Nobody is called \"{}\" here.", text), {}, {}};
  Answer out{"Which one?", {}, found};
  out.blocks.push_back(records_block("clients", found, std::ssize(found), "/clients"));
  return out;
}

}  // namespace

Result<Answer> answer_deals(const app::App& app, const app::Actor& actor, const json::object& args) {
  const auto workspace = app.db.read([&](store::Tx& tx) { return app::workspace_of(tx, actor); });
  const Date today = app::today_of(app, workspace);
  store::DealFilter filter;
  const std::string state = text_arg(args, "state");
  if (state == "uninvoiced")
    filter.won_without_invoice = true;
  else
    filter.state = state;
  if (const std::string client = text_arg(args, "client"); !client.empty()) {
    const auto found = clients_called(app, actor, client);
    if (found.size() != 1) return which(client, found);
    filter.client_id = found.front().id;
  }
  if (const std::string stage = text_arg(args, "stage"); !stage.empty()) {
    const auto known = stage_called(stage, app::deals(app, actor, filter, {.limit = 1}).pipelines);
    if (!known) return Answer{sentence("There is no stage called \"{}\".", stage), {}, {}};
    filter.stage_id = known->id;
  }
  filter.over = minor(args, "over", workspace.currency, filter.currency);
  filter.under = minor(args, "under", workspace.currency, filter.currency);
  const Days days = period(text_arg(args, "closing"), today);
  filter.closes_from = days.from;
  filter.closes_to = days.to;
  const bool follow_up = is_set(args, "follow_up");
  if (follow_up) {
    filter.overdue_on = today;
    filter.quiet_since = app.now() - kQuiet;
  }
  const auto window =
      app::deals(app, actor, filter, {.sort = "closeDate", .descending = true, .offset = 0, .limit = kNamed});
  std::vector<Named> items;
  for (const auto& item : window.items) items.push_back({"deal", item.row.deal.id, item.row.deal.name});
  struct Said {
    std::string_view none, one, many;
  };
  const Said said =
      state == "uninvoiced" ? Said{"No deals won without invoice.", "{} deal won without invoice.",
                                   "{} deals won without invoice."}
      : state == "won"      ? Said{"No deals won.", "{} deal won.", "{} deals won."}
      : state == "lost"     ? Said{"No deals lost.", "{} deal lost.", "{} deals lost."}
      : state == "open"     ? Said{"No deals open.", "{} deal open.", "{} deals open."}
      : follow_up           ? Said{"No deals waiting for a follow-up.", "{} deal waiting for a follow-up.",
                         "{} deals waiting for a follow-up."}
                            : Said{"No deals.", "{} deal.", "{} deals."};
  Answer out{
      window.total == 0 ? std::string(said.none) : count_of(window.total, said.one, said.many), {}, items};
  if (window.total > 0)
    out.blocks.push_back(records_block("deals", items, window.total, "/clients/pipeline?view=list"));
  if (state == "uninvoiced" && window.total > 0)
    out.blocks.push_back(choices_block({"Create drafts for these"}));
  return out;
}

Result<Answer> answer_pipeline(const app::App& app, const app::Actor& actor, const json::object& args) {
  std::string id;
  const auto board = app::board(app, actor, {});
  if (const std::string wanted = fold(text_arg(args, "pipeline")); !wanted.empty()) {
    for (const domain::Pipeline& p : board.pipelines)
      if (fold(p.label).find(wanted) != std::string::npos) id = p.id;
    if (id.empty())
      return Answer{sentence("There is no pipeline called \"{}\".", text_arg(args, "pipeline")), {}, {}};
  }
  json::object card{{"type", "pipeline"}};
  if (!id.empty()) card["pipeline"] = id;
  if (const std::string stage = text_arg(args, "stage"); !stage.empty()) {
    const auto known = stage_called(stage, board.pipelines);
    if (!known) return Answer{sentence("There is no stage called \"{}\".", stage), {}, {}};
    card["stage"] = known->id;
  }
  Answer out;
  out.blocks.push_back(std::move(card));
  return out;
}

Result<Answer> answer_find(const app::App& app, const app::Actor& actor, const json::object& args) {
  const std::string kind = text_arg(args, "kind"), text = text_arg(args, "text");
  Answer out;
  const auto show = [&](std::string_view of, const std::vector<Named>& found, std::string_view more) {
    if (found.empty()) return;
    out.blocks.push_back(records_block(of, found, std::ssize(found), more));
    if (of == "review") out.blocks.back().as_object()["q"] = text;
    out.listed.insert(out.listed.end(), found.begin(), found.end());
  };
  const auto clients = kind == "deal" ? std::vector<Named>{} : clients_called(app, actor, text);
  if (kind == "client" || kind == "company" || kind == "any") show("clients", clients, "/clients");
  if (kind == "contact" || kind == "any") {
    // Those who are called so, and those at a company that is.
    std::vector<Named> people = contacts_called(app, actor, text);
    if (clients.size() == 1)
      for (const Named& one : contacts_at(app, actor, clients.front().id))
        if (std::find(people.begin(), people.end(), one) == people.end()) people.push_back(one);
    show("contacts", people, "/clients");
    show("review", waiting_called(app, actor, text), "/settings/integrations/hubspot?import=1&step=review");
  }
  if (kind == "deal" || kind == "any")
    show("deals", deals_called(app, actor, text), "/clients/pipeline?view=list");
  if (out.listed.empty()) {
    out.text = sentence("Nothing is called \"{}\" here.", text);
    if (kind != "deal") {
      json::object card{{"type", "choices"}};
      card["items"] =
          json::array{json::object{{"label", ours("Why isn't it here?")}, {"say", "/why " + text}}};
      out.blocks.push_back(std::move(card));
    }
    return out;
  }
  out.text = count_of(std::ssize(out.listed), "{} record found.", "{} records found.");
  return out;
}

Result<Answer> answer_client(const app::App& app, const app::Actor& actor, const json::object& args) {
  const std::string text = text_arg(args, "client");
  const auto found = clients_called(app, actor, text);
  if (found.size() == 1) {
    Answer out{"", {}, found};
    out.blocks.push_back(json::object{{"type", "client"}, {"id", found.front().id}});
    return out;
  }
  if (!found.empty()) return which(text, found);
  return answer_find(app, actor, {{"kind", "any"}, {"text", text}});
}

Result<Answer> answer_documents(const app::App& app, const app::Actor& actor, const std::string& tool,
                                const json::object& args) {
  std::string client_id;
  if (const std::string client = text_arg(args, "client"); !client.empty()) {
    const auto found = clients_called(app, actor, client);
    if (found.size() != 1) return which(client, found);
    client_id = found.front().id;
  }
  const std::string state = text_arg(args, "state");
  const auto* count = args.if_contains("count");
  const std::int64_t shown =
      count == nullptr ? kShown : std::clamp<std::int64_t>(count->to_number<std::int64_t>(), 1, kNamed);
  const store::Slice newest{.sort = "", .descending = true, .offset = 0, .limit = shown};
  return app.db.read([&](store::Tx& tx) -> Result<Answer> {
    const Date today = app::today_of(app, app::workspace_of(tx, actor));
    std::vector<Named> items;
    std::int64_t total = 0;
    std::string more = "/" + tool;
    if (tool == "invoices") {
      const auto window =
          store::Invoices(tx, actor.tenant)
              .list({.status = state, .q = "", .client_id = client_id, .deal_id = "", .kind = "invoice"},
                    newest, today);
      for (const auto& i : window.items) items.push_back({"invoice", i.id, i.number});
      total = window.total;
      if (!state.empty()) more += "?status=" + state;
    } else if (tool == "payments") {
      const auto window = store::Payments(tx, actor.tenant).list({.client_id = client_id}, newest);
      for (const auto& p : window.items) items.push_back({"payment", p.id, ""});
      total = window.total;
    } else {
      store::Proposals proposals(tx, actor.tenant);
      const auto window = proposals.list({.status = state, .q = "", .client_id = client_id, .deal_id = ""},
                                         {.sort = "", .descending = true, .offset = 0, .limit = 500}, today);
      const bool uninvoiced = is_set(args, "uninvoiced");
      for (const auto& p : window.items) {
        if (uninvoiced &&
            (p.state != domain::ProposalState::accepted || !proposals.shares(p.id, p.currency).empty()))
          continue;
        items.push_back({"proposal", p.id, p.title});
      }
      total = uninvoiced ? std::ssize(items) : window.total;
      if (!state.empty()) more += "?status=" + state;
    }
    const std::string one = tool.substr(0, tool.size() - 1);
    Answer out{total == 0 ? "No " + tool + "." : count_of(total, one, tool) + ".", {}, items};
    if (total > 0) {
      json::object card = records_block(tool, items, total, more);
      json::array ids;
      for (std::size_t i = 0; i < items.size() && std::ssize(ids) < shown; ++i)
        ids.push_back(json::string(items[i].id));
      card["ids"] = std::move(ids);
      out.blocks.push_back(std::move(card));
    }
    return out;
  });
}

}  // namespace every::chat
