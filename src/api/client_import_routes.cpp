#include "api/api.h"
#include "api/reply.h"
#include "app/import_clients.h"
#include "base/sentence.h"

namespace every::api {
namespace {

std::string_view name(app::PlannedRow::State state) {
  using State = app::PlannedRow::State;
  switch (state) {
    case State::fresh:
      return "new";
    case State::contact:
      return "contact";
    case State::duplicate:
      return "duplicate";
    case State::refused:
      return "refused";
  }
  return "refused";
}

json::value match_json(const app::PlannedRow& row) {
  if (!row.match) return nullptr;
  return json::object{{"clientId", text_or_null(row.match->client_id)},
                      {"name", row.match->client_name},
                      {"reason", row.match->reason}};
}

json::value row_json(const app::PlannedRow& row) {
  const domain::Client& client = row.values.client;
  const auto& contact = row.values.contact;
  return json::object{
      {"row", row.row},
      {"state", name(row.state)},
      {"name", client.name},
      {"contact", text_or_null(contact ? contact->display_name() : "")},
      {"email", text_or_null(contact && !contact->email.empty() ? contact->email : client.email)},
      {"problem", text_or_null(ours(row.values.problem))},
      {"otherRow", row.other == 0 ? json::value(nullptr) : json::value(row.other)},
      {"match", match_json(row)}};
}

json::value column_json(const app::ImportColumn& column) {
  return json::object{{"name", column.name},
                      {"field", text_or_null(column.field)},
                      {"samples", json::array(column.samples.begin(), column.samples.end())}};
}

json::object plan_json(const app::ClientImportPlan& plan) {
  json::array columns, fields, rows;
  for (const auto& column : plan.columns) columns.push_back(column_json(column));
  for (const auto& field : domain::import_fields())
    fields.push_back(json::object{{"key", field.key}, {"label", ours(field.label)}});
  std::map<std::string_view, std::int64_t> counts;
  for (const auto& row : plan.rows) {
    ++counts[name(row.state)];
    rows.push_back(row_json(row));
  }
  json::object counted;
  for (const char* state : {"new", "contact", "duplicate", "refused"}) counted[state] = counts[state];
  return {{"separator", std::string(1, plan.separator)},
          {"columns", std::move(columns)},
          {"fields", std::move(fields)},
          {"counts", std::move(counted)},
          {"rows", std::move(rows)}};
}

}  // namespace

void add_client_import_routes(Api& api) {
  api.add(http::Method::post, "/api/clients/import/preview", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(plan, app::plan_client_import(c.app, c.actor, c.body));
    return reply(200, plan_json(plan));
  });
  api.add(http::Method::post, "/api/clients/import", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(done, app::import_clients(c.app, c.actor, c.body));
    return reply(200, json::object{{"clients", done.clients},
                                   {"contacts", done.contacts},
                                   {"leftOut", done.left_out},
                                   {"duplicates", done.duplicates},
                                   {"refused", done.refused}});
  });
}

}  // namespace every::api
