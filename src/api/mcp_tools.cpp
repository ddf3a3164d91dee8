#include "api/mcp_tools.h"

#include <vector>

#include "http/message.h"

namespace every::api {
namespace {

constexpr std::string_view kNothing = R"({"type":"object","additionalProperties":false})";

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

std::vector<McpTool> reading() {
  return {
      {"hubspot_status", "HubSpot status",
       "Whether HubSpot is connected, when it was last read, what is in step and what needs attention.",
       kNothing, [](const json::object&) { return std::string("/api/hubspot/status"); }},
      {"sync_history", "Sync history", "The last runs of the sync with their counts and states.",
       R"({"type":"object","additionalProperties":false,"properties":{"count":{"type":"integer","minimum":1,"maximum":100},"state":{"type":"string"}}})",
       [](const json::object& a) {
         return query("/api/hubspot/runs", a, {{"count", "limit"}, {"state", "state"}});
       }},
      {"sync_errors", "Sync errors", "Records that need attention, grouped by cause, each with its fix.",
       kNothing, [](const json::object&) { return std::string("/api/hubspot/attention?limit=50"); }},
      {"show_duplicates", "Possible duplicates",
       "HubSpot contacts that look like records here, with the differences of each.", kNothing,
       [](const json::object&) { return std::string("/api/hubspot/duplicates?limit=20"); }},
      {"review_contacts", "Contacts to review", "HubSpot contacts that came in, by what became of them.",
       R"({"type":"object","additionalProperties":false,"properties":{"filter":{"type":"string","enum":["new","imported","duplicate","skipped","left","filtered","gone","no_email"]},"text":{"type":"string","maxLength":200}}})",
       [](const json::object& a) {
         return query("/api/hubspot/contacts?limit=50", a, {{"filter", "state"}, {"text", "q"}});
       }},
      {"why", "Why is it here, or not", "Why a HubSpot record is or is not here, step by step.",
       R"({"type":"object","additionalProperties":false,"required":["who"],"properties":{"who":{"type":"string","description":"An email address, a HubSpot id or the link to the record","maxLength":500}}})",
       [](const json::object& a) {
         const bool email = text_of(a, "who").find('@') != std::string::npos;
         return query("/api/hubspot/why", a, {{"who", email ? "email" : "id"}});
       }},
      {"find", "Find", "Clients, deals, invoices and proposals by the words they begin with.",
       R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{"text":{"type":"string","maxLength":200}}})",
       [](const json::object& a) { return query("/api/search", a, {{"text", "q"}}); }},
      {"show_client", "A client", "One client with contacts, balance and last invoice.",
       R"({"type":"object","additionalProperties":false,"required":["id"],"properties":{"id":{"type":"string","description":"As find gives it","maxLength":100}}})",
       [](const json::object& a) { return at("/api/clients/", a, "id"); }},
      {"pipeline", "Pipeline", "The deal pipeline: stages with counts and sums by currency.",
       R"({"type":"object","additionalProperties":false,"properties":{"pipeline":{"type":"string","maxLength":100}}})",
       [](const json::object& a) { return query("/api/pipeline", a, {{"pipeline", "pipeline"}}); }},
      {"deals", "Deals", "Deals by client, stage or text; or only those that were won and have no invoice.",
       R"({"type":"object","additionalProperties":false,"properties":{"uninvoiced":{"type":"boolean"},"client":{"type":"string","maxLength":100},"stage":{"type":"string","maxLength":100},"text":{"type":"string","maxLength":200}}})",
       [](const json::object& a) {
         const auto* uninvoiced = a.if_contains("uninvoiced");
         const bool only = uninvoiced != nullptr && uninvoiced->is_bool() && uninvoiced->get_bool();
         return query(only ? "/api/deals?limit=50&wonWithoutInvoice=true" : "/api/deals?limit=50", a,
                      {{"client", "client"}, {"stage", "stage"}, {"text", "q"}});
       }},
      {"invoices", "Invoices", "Invoices by status, client or text.",
       R"({"type":"object","additionalProperties":false,"properties":{"state":{"type":"string","enum":["draft","open","overdue","partial","paid","void"]},"client":{"type":"string","maxLength":100},"text":{"type":"string","maxLength":200}}})",
       [](const json::object& a) {
         return query("/api/invoices?limit=50", a,
                      {{"state", "status"}, {"client", "client"}, {"text", "q"}});
       }},
      {"payments", "Payments", "Payments that came in, the newest first.",
       R"({"type":"object","additionalProperties":false,"properties":{"client":{"type":"string","maxLength":100}}})",
       [](const json::object& a) { return query("/api/payments?limit=50", a, {{"client", "client"}}); }},
      {"proposals", "Proposals", "Proposals by status or client.",
       R"({"type":"object","additionalProperties":false,"properties":{"state":{"type":"string","enum":["draft","open","accepted","declined","expired"]},"client":{"type":"string","maxLength":100}}})",
       [](const json::object& a) {
         return query("/api/proposals?limit=50", a, {{"state", "status"}, {"client", "client"}});
       }},
  };
}

std::vector<McpTool> changing() {
  return {
      {"sync_now", "Sync now", "Proposes to read what changed in HubSpot now.", kNothing, nullptr},
      {"cancel_sync", "Cancel the sync", "Proposes to end the sync that runs.", kNothing, nullptr},
      {"import_contacts", "Import contacts", "Proposes to import HubSpot contacts, with exact counts.",
       R"({"type":"object","additionalProperties":false,"required":["which"],"properties":{"which":{"type":"string","enum":["all","new"]}}})",
       nullptr},
      {"undo_import", "Undo the import", "Proposes to take the last import back, within 24 hours.", kNothing,
       nullptr},
      {"retry_errors", "Try again", "Proposes to read the records that need attention again.", kNothing,
       nullptr},
      {"resolve_duplicates", "Resolve duplicates", "Proposes one decision about all matches that wait.",
       R"({"type":"object","additionalProperties":false,"required":["decision"],"properties":{"decision":{"type":"string","enum":["replace","skip","create"]}}})",
       nullptr},
      {"create_invoice_drafts", "Invoice drafts",
       "Proposes drafts for all deals that were won and have no invoice.", kNothing, nullptr},
      {"set_schedule", "Schedule", "Proposes when syncs run by themselves.",
       R"({"type":"object","additionalProperties":false,"required":["every"],"properties":{"every":{"type":"string","enum":["hour","day","week","off"]},"at":{"type":"string","pattern":"^[0-2][0-9]:[0-5][0-9]$"},"on":{"type":"string","enum":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]}}})",
       nullptr},
      {"set_match_policy", "Policy for matches", "Proposes what happens with matches that nobody decided.",
       R"({"type":"object","additionalProperties":false,"required":["policy"],"properties":{"policy":{"type":"string","enum":["ask","replace","skip"]}}})",
       nullptr},
      {"create_client", "New client", "Proposes a client.",
       R"({"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","maxLength":200},"email":{"type":"string","maxLength":320}}})",
       nullptr},
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
