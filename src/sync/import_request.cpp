#include <charconv>

#include "sync/project.h"

#include "base/sentence.h"

namespace every::sync {
namespace {

constexpr std::size_t kIdMax = 40;
constexpr std::size_t kQueryMax = 200;

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kIdMax &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

void read_ids(Fields& in, std::string_view name, std::vector<std::string>& out) {
  auto ids = in.texts(name, kImportIdsMax);
  if (!ids) return;
  for (std::size_t i = 0; i < ids->size(); ++i) {
    if (is_id((*ids)[i])) continue;
    in.complain(name, "format", sentence("Entry {} is not the id of a HubSpot contact.", i));
    return;
  }
  out = *std::move(ids);
}

void read_select(Fields& in, ImportRequest& out) {
  out.all = in.boolean("all").value_or(false);
  read_ids(in, "ids", out.ids);
  read_ids(in, "except", out.except);
  if (auto filter = in.object("filter")) {
    out.filter.emplace();
    out.filter->state = filter
                            ->choice("state", {"new", "duplicate", "imported", "skipped", "left", "filtered",
                                               "gone", "no_email"})
                            .value_or("");
    out.filter->q = filter->text("q", {.max = kQueryMax}).value_or("");
  }
  const int ways = (out.all ? 1 : 0) + (in.has("ids") ? 1 : 0) + (out.filter ? 1 : 0);
  if (ways != 1) in.complain("", "required", "Say one of all, ids or filter.");
}

}  // namespace

std::string_view name(MatchPolicy policy) {
  switch (policy) {
    case MatchPolicy::ask:
      return "ask";
    case MatchPolicy::replace:
      return "replace";
    case MatchPolicy::skip:
      return "skip";
  }
  return "ask";
}

std::optional<MatchPolicy> match_policy_from(std::string_view text) {
  for (const MatchPolicy policy : {MatchPolicy::ask, MatchPolicy::replace, MatchPolicy::skip})
    if (name(policy) == text) return policy;
  return std::nullopt;
}

json::object to_json(const ImportRequest& request) {
  json::object select;
  if (request.filter) {
    json::object filter;
    if (!request.filter->state.empty()) filter["state"] = request.filter->state;
    if (!request.filter->q.empty()) filter["q"] = request.filter->q;
    select["filter"] = std::move(filter);
  } else if (request.all) {
    select["all"] = true;
  } else {
    select["ids"] = json::array(request.ids.begin(), request.ids.end());
  }
  if (!request.except.empty()) select["except"] = json::array(request.except.begin(), request.except.end());
  json::object decisions;
  for (const auto& [id, decision] : request.decisions) {
    json::object one{{"decision", domain::name(decision.decision)}};
    if (!decision.target_id.empty()) one["targetId"] = decision.target_id;
    decisions[id] = std::move(one);
  }
  return {{"select", std::move(select)},
          {"decisions", std::move(decisions)},
          {"default", name(request.undecided)},
          {"includeDeals", request.include_deals},
          {"includeNoEmail", request.include_no_email}};
}

Result<ImportRequest> import_request_from(const json::value& body) {
  ImportRequest out;
  Fields in(body);
  if (auto select = in.object("select", true)) read_select(*select, out);
  out.undecided = match_policy_from(in.choice("default", {"ask", "replace", "skip"}).value_or("ask"))
                      .value_or(MatchPolicy::ask);
  out.include_deals = in.boolean("includeDeals").value_or(true);
  out.include_no_email = in.boolean("includeNoEmail").value_or(false);
  in.boolean("dryRun");
  const json::value* decisions = in.any("decisions");
  if (decisions != nullptr && !decisions->is_null()) {
    if (!decisions->is_object() || decisions->get_object().size() > kImportIdsMax) {
      in.complain("decisions", "type", "An object of decisions by HubSpot contact id.");
    } else {
      for (const auto& member : decisions->get_object()) {
        const auto* one = member.value().if_object();
        const auto* decision = one != nullptr ? one->if_contains("decision") : nullptr;
        const auto* target = one != nullptr ? one->if_contains("targetId") : nullptr;
        const auto parsed = decision != nullptr && decision->is_string()
                                ? domain::decision_from(std::string_view(decision->get_string()))
                                : std::nullopt;
        const bool target_ok = target == nullptr || target->is_null() ||
                               (target->is_string() && target->get_string().size() <= kIdMax);
        if (!is_id(member.key()) || !parsed || !target_ok) {
          in.complain("decisions", "format",
                      "Each decision is {decision: replace, skip or create, targetId}.");
          break;
        }
        const bool has_target = target != nullptr && target->is_string();
        out.decisions[std::string(member.key())] = {*parsed,
                                                    has_target ? std::string(target->get_string()) : ""};
      }
    }
  }
  EVERY_CHECK(in.finish());
  return out;
}

json::object to_json(const ImportTotals& t) {
  json::object left_out;
  for (const auto& [code, n] : t.left_out) left_out[code] = n;
  return {{"contacts", t.contacts},
          {"contactsCreated", t.contacts_created},
          {"clientsCreated", t.clients_created},
          {"updated", t.updated},
          {"unchanged", t.unchanged},
          {"skipped", t.skipped},
          {"undecided", t.undecided},
          {"companies", t.companies},
          {"companiesCreated", t.companies_created},
          {"clientsUpdated", t.clients_updated},
          {"left", t.left},
          {"deals", t.deals},
          {"dealsCreated", t.deals_created},
          {"dealsUpdated", t.deals_updated},
          {"leftOut", std::move(left_out)}};
}

ImportTotals import_totals_from(const json::value& value) {
  ImportTotals t;
  const auto* object = value.if_object();
  if (object == nullptr) return t;
  const auto read = [&](const char* name, std::int64_t& to) {
    if (const auto* n = object->if_contains(name); n != nullptr && n->is_int64()) to = n->get_int64();
  };
  read("contacts", t.contacts);
  read("contactsCreated", t.contacts_created);
  read("clientsCreated", t.clients_created);
  read("updated", t.updated);
  read("unchanged", t.unchanged);
  read("skipped", t.skipped);
  read("undecided", t.undecided);
  read("companies", t.companies);
  read("companiesCreated", t.companies_created);
  read("clientsUpdated", t.clients_updated);
  read("left", t.left);
  read("deals", t.deals);
  read("dealsCreated", t.deals_created);
  read("dealsUpdated", t.deals_updated);
  const auto* left_out = object->if_contains("leftOut");
  if (left_out != nullptr && left_out->is_object())
    for (const auto& member : left_out->get_object())
      if (member.value().is_int64()) t.left_out[std::string(member.key())] = member.value().get_int64();
  return t;
}

}  // namespace every::sync
