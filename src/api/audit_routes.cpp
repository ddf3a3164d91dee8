// The audit log, and the note in it that every file of data leaves.
#include <algorithm>

#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/audit.h"
#include "base/sentence.h"
#include "domain/audit.h"

namespace every::api {
namespace {

json::value entry_json(const store::Activity& a) {
  return json::object{{"id", a.id},
                      {"at", time_json(a.at)},
                      {"person", json::object{{"id", text_or_null(a.actor_id)},
                                              {"name", a.actor_id.empty() ? ours(a.actor) : a.actor}}},
                      {"kind", a.kind},
                      {"group", a.audit},
                      {"text", ours(a.text)},
                      {"about", json::object{{"kind", a.subject_kind}, {"id", text_or_null(a.subject_id)}}},
                      {"address", text_or_null(a.address)},
                      {"device", text_or_null(ours(app::device_of(a.agent)))}};
}

// Days are the workspace's own; both are included.
Result<store::AuditFilter> filter_of(const Call& c) {
  store::AuditFilter out;
  out.actor_id = c.query("person");
  out.group = c.query("group");
  if (!out.group.empty() && std::find(domain::kAuditGroups.begin(), domain::kAuditGroups.end(), out.group) ==
                                domain::kAuditGroups.end()) {
    Error error(Code::validation, "There is no such group.");
    error.fields.push_back(
        {"?group", "format", "sign_in, people, settings, hubspot, money, exports, deletes or records."});
    return error;
  }
  EVERY_TRY(moments, c.moments());
  out.from = moments.first;
  out.until = moments.second;
  return out;
}

Result<http::Response> list(const Call& c) {
  EVERY_CHECK(app::require(c.actor, app::Permission::audit));
  EVERY_TRY(slice, c.slice({}));
  EVERY_TRY(filter, filter_of(c));
  EVERY_TRY(window, app::audit_log(c.app, c.actor, filter, slice));
  json::array items;
  for (const store::Activity& one : window.items) items.push_back(entry_json(one));
  return reply(200, list_json(std::move(items), window.total));
}

Result<http::Response> download(const Call& c) {
  EVERY_CHECK(app::require(c.actor, app::Permission::audit));
  EVERY_TRY(filter, filter_of(c));
  EVERY_TRY(text, app::audit_csv(c.app, c.actor, filter));
  return attachment(std::move(text), "audit-log", "csv");
}

}  // namespace

http::Response exported(const Call& c, std::string text, const std::string& name, std::string_view format,
                        const std::string& what) {
  app::note_export(c.app, c.actor, what, sentence("Exported {} as a file.", name));
  return attachment(std::move(text), name, format);
}

void add_audit_routes(Api& api) {
  api.add(http::Method::get, "/api/audit", list);
  api.add(http::Method::get, "/api/audit/export", download);
}

}  // namespace every::api
