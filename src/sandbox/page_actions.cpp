// What the forms of the pages do. Only a page of the sandbox itself may send them.
#include <fmt/format.h>

#include "base/text.h"
#include "sandbox/page.h"
#include "sandbox/record_json.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

Response complaint(int status, std::string_view text) {
  return page(status, "That did not work",
              fmt::format("<h1>That did not work</h1><p>{}</p><p><a href=\"/\">To the portal</a></p>",
                          escaped(text)));
}

Values changed_values(const http::Parameters& form, const Portal& portal, Kind kind, RecordId id) {
  Values values;
  const auto lock = portal.reading();
  const Record* record = portal.find(kind, id);
  for (const auto& [name, value] : form.entries()) {
    if (name == "portalId" || name == "type" || name == "id") continue;
    if (name == "stage") {
      const auto bar = value.find('|');
      if (bar == std::string::npos) continue;
      values["pipeline"] = value.substr(0, bar);
      values["dealstage"] = value.substr(bar + 1);
      continue;
    }
    values[name] = value;
  }
  // What stayed as it was is no change; an empty field that never held anything neither.
  if (record != nullptr)
    std::erase_if(values, [&](const auto& entry) {
      return portal.value(kind, *record, entry.first).value_or("") == entry.second;
    });
  return values;
}

}  // namespace

std::optional<Response> Sandbox::Impl::not_from_here(const http::Request& request) {
  const std::string_view site = request.headers.get("Sec-Fetch-Site").value_or("same-origin");
  if (request.method == http::Method::post && (site == "same-origin" || site == "none")) return std::nullopt;
  return complaint(403, "Only the sandbox's own pages may do this.");
}

Response Sandbox::Impl::page_action(std::string_view verb, const http::Parameters& form, Instant now) {
  const auto portal_id = parse_id(form.get("portalId").value_or("")),
             id = parse_id(form.get("id").value_or(""));
  const auto kind = kind_from(form.get("type").value_or(""));
  Portal* portal = portal_id ? portal_of(static_cast<std::int64_t>(*portal_id)) : nullptr;
  if (portal == nullptr || !kind || !id) return complaint(400, "No such record.");
  RecordId shown = *id;
  Status status = Error(Code::not_found, "No such action.");
  if (verb == "change") {
    const Values values = changed_values(form, *portal, *kind, *id);
    status = values.empty() ? done() : portal->change(*kind, *id, values, now);
  } else if (verb == "archive") {
    status = portal->archive(*kind, *id, now);
  } else if (verb == "restore") {
    status = portal->restore(*kind, *id, now);
  } else if (verb == "purge") {
    status = portal->purge(*kind, *id, now);
    if (status.ok()) return Response::redirect(fmt::format("/?type={}", plural(*kind)));
  } else if (verb == "merge") {
    const auto other = parse_id(trim(form.get("other").value_or("")));
    const auto survivor = portal->merge(*kind, *id, other.value_or(0), now);
    if (!survivor.ok()) return complaint(400, survivor.error().detail);
    shown = *survivor;
    status = done();
  }
  if (!status.ok()) return complaint(400, status.error().detail);
  return Response::redirect(record_url("", *portal, *kind, shown) + "?saved");
}

}  // namespace every::sandbox
