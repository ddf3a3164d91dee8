#include "api/mcp_tools.h"

#include <stdexcept>
#include <vector>

#include "chat/tools.h"
#include "http/message.h"

namespace every::api {
namespace {

std::string text_of(const json::object& args, std::string_view name) {
  const auto* value = args.if_contains(name);
  if (value == nullptr) return {};
  if (const auto* text = value->if_string()) return std::string(*text);
  return value->is_int64() ? std::to_string(value->get_int64()) : std::string();
}

// `at` with those of the arguments that are given, under the names that the API has for them.
std::string query(std::string at, const json::object& args,
                  std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
  char sign = at.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [argument, parameter] : names)
    if (const std::string value = text_of(args, argument); !value.empty()) {
      at.append(1, sign).append(parameter) += '=' + http::percent_encode(value);
      sign = '&';
    }
  return at;
}

std::string at(std::string_view folder, const json::object& args, std::string_view id) {
  return std::string(folder) + http::percent_encode(text_of(args, id));
}

// The chat's tool. `path`: where the API answers it. `schema`: its arguments where they are others than in
// the chat, because the API is asked by ids and not by names.
McpTool as_in_chat(std::string_view name, std::function<std::string(const json::object& args)> path = nullptr,
                   std::string_view schema = {}, std::string_view description = {}) {
  const chat::Tool* tool = chat::tool_called(name);
  if (tool == nullptr) throw std::logic_error("the chat has no tool " + std::string(name));
  return {tool->name, tool->title, description.empty() ? tool->description : description,
          schema.empty() ? tool->schema : schema, std::move(path)};
}

std::vector<McpTool> reading() {
  const auto always = [](std::string_view path) {
    return [path](const json::object&) { return std::string(path); };
  };
  return {
      as_in_chat("hubspot_status", always("/api/hubspot/status")),
      as_in_chat(
          "sync_history",
          [](const json::object& a) {
            return query("/api/hubspot/runs", a, {{"count", "limit"}, {"state", "state"}});
          },
          R"({"type":"object","additionalProperties":false,"properties":{"count":{"type":"integer","minimum":1,"maximum":100},"state":{"type":"string"}}})"),
      as_in_chat("sync_errors", always("/api/hubspot/attention?limit=50")),
      as_in_chat("show_duplicates", always("/api/hubspot/duplicates?limit=20")),
      as_in_chat(
          "review_contacts",
          [](const json::object& a) {
            return query("/api/hubspot/contacts?limit=50", a, {{"filter", "state"}, {"text", "q"}});
          },
          R"({"type":"object","additionalProperties":false,"properties":{"filter":{"type":"string","enum":["new","imported","duplicate","skipped","left","filtered","gone","no_email"]},"text":{"type":"string","maxLength":200}}})"),
      as_in_chat(
          "why",
          [](const json::object& a) {
            const bool email = text_of(a, "who").find('@') != std::string::npos;
            return query("/api/hubspot/why", a, {{"who", email ? "email" : "id"}});
          },
          R"({"type":"object","additionalProperties":false,"required":["who"],"properties":{"who":{"type":"string","description":"An email address, a HubSpot id or the link to the record","maxLength":500}}})"),
      as_in_chat(
          "find", [](const json::object& a) { return query("/api/search", a, {{"text", "q"}}); },
          R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{"text":{"type":"string","maxLength":200}}})",
          "Clients, deals, invoices and proposals by the words they begin with."),
      as_in_chat(
          "show_client", [](const json::object& a) { return at("/api/clients/", a, "id"); },
          R"({"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string","description":"As find gives it","maxLength":100}}})"),
      as_in_chat(
          "pipeline",
          [](const json::object& a) { return query("/api/pipeline", a, {{"pipeline", "pipeline"}}); },
          R"({"type":"object","additionalProperties":false,"properties":{"pipeline":{"type":"string","maxLength":100}}})"),
      as_in_chat(
          "deals",
          [](const json::object& a) {
            const auto* uninvoiced = a.if_contains("uninvoiced");
            const bool only = uninvoiced != nullptr && uninvoiced->is_bool() && uninvoiced->get_bool();
            return query(only ? "/api/deals?limit=50&wonWithoutInvoice=true" : "/api/deals?limit=50", a,
                         {{"client", "client"}, {"stage", "stage"}, {"text", "q"}});
          },
          R"({"type":"object","additionalProperties":false,"properties":{"uninvoiced":{"type":"boolean"},"client":{"type":"string","maxLength":100},"stage":{"type":"string","maxLength":100},"text":{"type":"string","maxLength":200}}})",
          "Deals by client, stage or text; or only those that were won and have no invoice."),
      as_in_chat(
          "invoices",
          [](const json::object& a) {
            return query("/api/invoices?limit=50", a,
                         {{"state", "status"}, {"client", "client"}, {"text", "q"}});
          },
          R"({"type":"object","additionalProperties":false,"properties":{"state":{"type":"string","enum":["draft","open","overdue","partial","paid","void"]},"client":{"type":"string","maxLength":100},"text":{"type":"string","maxLength":200}}})"),
      as_in_chat(
          "payments",
          [](const json::object& a) { return query("/api/payments?limit=50", a, {{"client", "client"}}); },
          R"({"type":"object","additionalProperties":false,"properties":{"client":{"type":"string","maxLength":100}}})"),
      as_in_chat(
          "proposals",
          [](const json::object& a) {
            return query("/api/proposals?limit=50", a, {{"state", "status"}, {"client", "client"}});
          },
          R"({"type":"object","additionalProperties":false,"properties":{"state":{"type":"string","enum":["draft","open","accepted","declined","expired"]},"client":{"type":"string","maxLength":100}}})"),
  };
}

std::vector<McpTool> changing() {
  return {
      as_in_chat("sync_now"),
      as_in_chat("cancel_sync"),
      as_in_chat(
          "import_contacts", nullptr,
          R"({"type":"object","additionalProperties":false,"required":["which"],"properties":{"which":{"type":"string","enum":["all","new"]}}})"),
      as_in_chat("undo_import"),
      as_in_chat("retry_errors"),
      as_in_chat(
          "resolve_duplicates", nullptr,
          R"({"type":"object","additionalProperties":false,"required":["decision"],"properties":{"decision":{"type":"string","enum":["replace","skip","create"]}}})",
          "Proposes one decision about all matches that wait."),
      as_in_chat("create_invoice_drafts", nullptr, R"({"type":"object","additionalProperties":false})",
                 "Proposes drafts for all deals that were won and have no invoice."),
      as_in_chat("set_schedule"),
      as_in_chat("set_match_policy"),
      as_in_chat("create_client"),
  };
}

}  // namespace

std::span<const McpTool> mcp_tools() {
  static const std::vector<McpTool> kAll = [] {
    std::vector<McpTool> out = reading();
    for (McpTool& tool : changing()) out.push_back(std::move(tool));
    return out;
  }();
  return kAll;
}

std::span<const McpResource> mcp_resources() {
  static constexpr McpResource kAll[] = {
      {"every://hubspot/status", "HubSpot status", "The connection, the last and the next sync.",
       "/api/hubspot/status"},
      {"every://home", "Home", "What needs a decision, and what is outstanding, by currency.", "/api/home"},
      {"every://pipeline", "Pipeline", "Stages with counts and sums.", "/api/pipeline"},
      {"every://reports/money", "Money report", "Ageing and payments by month.", "/api/reports/money"},
  };
  return kAll;
}

}  // namespace every::api
