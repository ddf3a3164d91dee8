// Pages for people: what is in the portal, and one record ("open in HubSpot" leads here), with what HubSpot's
// own screens let one do to it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sandbox/page.h"
#include "sandbox/record_json.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {
namespace {

constexpr std::size_t kLatest = 25;
constexpr Kind kShown[] = {Kind::deal, Kind::contact, Kind::company};

std::string text_of(const Portal& portal, Kind kind, const Record& r, std::string_view name) {
  return portal.value(kind, r, name).value_or("");
}

std::string title_of(const Portal& portal, Kind kind, const Record& r) {
  const auto text = [&](std::string_view name) { return text_of(portal, kind, r, name); };
  const std::string named = kind == Kind::contact ? trim(text("firstname") + " " + text("lastname"))
                            : kind == Kind::deal  ? text("dealname")
                            : kind == Kind::quote ? text("hs_title")
                                                  : text("name");
  return !named.empty() ? named : !trim(text("email")).empty() ? trim(text("email")) : "(no name)";
}

std::string stage_of(const Portal& portal, const Record& deal) {
  const Stage* stage = portal.account().stage(text_of(portal, Kind::deal, deal, "pipeline"),
                                              text_of(portal, Kind::deal, deal, "dealstage"));
  return stage == nullptr ? text_of(portal, Kind::deal, deal, "dealstage") : stage->label;
}

// "2026-11-22 22:35"
std::string minute_of(std::int64_t ms) {
  std::string text = to_rfc3339(from_ms(ms)).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string capital(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

// The second column of a list: what tells records of this kind apart.
std::string detail_of(const Portal& portal, Kind kind, const Record& r) {
  if (kind == Kind::deal) {
    const std::string amount = text_of(portal, kind, r, "amount");
    if (amount.empty()) return stage_of(portal, r);
    return fmt::format("{} · {} {}", stage_of(portal, r), amount,
                       text_of(portal, kind, r, "deal_currency_code"));
  }
  return text_of(portal, kind, r, kind == Kind::contact ? "email" : "domain");
}

std::string rows(const Portal& portal, Kind kind, std::string_view query) {
  const std::string wanted = fold(query);
  std::vector<const Record*> live;
  for (const Record& r : portal.records(kind))
    if (r.live() && (wanted.empty() || fold(title_of(portal, kind, r)).find(wanted) != std::string::npos ||
                     fold(detail_of(portal, kind, r)).find(wanted) != std::string::npos))
      live.push_back(&r);
  const std::size_t n = std::min(kLatest, live.size());
  std::partial_sort(live.begin(), live.begin() + static_cast<std::ptrdiff_t>(n), live.end(),
                    [](const Record* a, const Record* b) { return a->modified_ms > b->modified_ms; });
  std::string out;
  for (std::size_t i = 0; i < n; ++i)
    out += fmt::format(
        "<tr><td><a href=\"{}\"><bdi>{}</bdi></a></td><td class=\"soft\"><bdi>{}</bdi></td><td "
        "class=\"soft\">{}</td></tr>",
        record_url("", portal, kind, live[i]->id), escaped(title_of(portal, kind, *live[i])),
        escaped(detail_of(portal, kind, *live[i])), minute_of(live[i]->modified_ms));
  return out.empty() ? "<tr><td colspan=\"3\" class=\"soft\">Nothing found.</td></tr>" : out;
}

std::string hidden(std::string_view name, std::string_view value) {
  return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, escaped(value));
}

// A form that does one thing to this record.
std::string form(std::string_view verb, const Portal& portal, Kind kind, RecordId id,
                 std::string_view inner) {
  return fmt::format("<form method=\"post\" action=\"/sandbox/page/{}\">{}{}{}{}</form>", verb,
                     hidden("portalId", std::to_string(portal.id())), hidden("type", plural(kind)),
                     hidden("id", std::to_string(id)), inner);
}

std::string field(const Portal& portal, Kind kind, const Record& r, std::string_view name,
                  std::string_view label) {
  return fmt::format(
      "<label class=\"field\"><span>{}</span><input name=\"{}\" value=\"{}\" autocomplete=\"off\"></label>",
      label, name, escaped(text_of(portal, kind, r, name)));
}

std::string stage_field(const Portal& portal, const Record& deal) {
  const std::string pipeline = text_of(portal, Kind::deal, deal, "pipeline"),
                    stage = text_of(portal, Kind::deal, deal, "dealstage");
  std::string options;
  for (const Pipeline& p : portal.account().pipelines) {
    options += fmt::format("<optgroup label=\"{}\">", escaped(p.label));
    for (const Stage& s : p.stages)
      options += fmt::format("<option value=\"{}|{}\"{}>{}</option>", escaped(p.id), escaped(s.id),
                             p.id == pipeline && s.id == stage ? " selected" : "", escaped(s.label));
    options += "</optgroup>";
  }
  return fmt::format(
      "<label class=\"field\"><span>Deal stage</span><select name=\"stage\">{}</select></label>", options);
}

std::string change_form(const Portal& portal, Kind kind, const Record& r) {
  std::string inner;
  const auto add = [&](std::string_view name, std::string_view label) {
    inner += field(portal, kind, r, name, label);
  };
  if (kind == Kind::deal) {
    add("dealname", "Deal name");
    inner += stage_field(portal, r);
    add("amount", "Amount");
  } else if (kind == Kind::contact) {
    add("firstname", "First name");
    add("lastname", "Last name");
    add("email", "Email");
    add("phone", "Phone");
  } else {
    add("name", "Name");
    if (kind == Kind::company) add("domain", "Domain");
  }
  return form("change", portal, kind, r.id,
              inner + "<div class=\"buttons\"><button class=\"main\">Save</button></div>");
}

std::string actions(const Portal& portal, Kind kind, const Record& r) {
  if (r.archived())
    return form("restore", portal, kind, r.id, "<div class=\"buttons\"><button>Restore</button></div>");
  std::string out = "<h2>Merge</h2>" +
                    form("merge", portal, kind, r.id,
                         fmt::format("<label class=\"field\"><span>Record ID of the other {}</span><input "
                                     "name=\"other\" inputmode=\"numeric\" required></label>"
                                     "<div class=\"buttons\"><button>Merge into this one</button></div>",
                                     escaped(singular(kind)))) +
                    "<h2>Delete</h2><div class=\"buttons\">" +
                    form("archive", portal, kind, r.id, "<button>Delete</button>");
  if (kind == Kind::contact)
    out += form("purge", portal, kind, r.id, "<button>Delete for good (privacy)</button>");
  return out + "</div>";
}

std::string associations(const Portal& portal, const Record& r) {
  std::string out;
  for (const Kind to : kKinds)
    for (const Link& l : portal.links(r, to)) {
      const Record* other = portal.find(to, l.to);
      out += fmt::format("<li><a href=\"{}\"><bdi>{}</bdi></a> <span class=\"soft\">{}{}</span></li>",
                         record_url("", portal, to, l.to),
                         escaped(other == nullptr ? std::to_string(l.to) : title_of(portal, to, *other)),
                         singular(to), l.primary ? ", primary" : "");
    }
  return out.empty() ? "" : "<h2>Associations</h2><ul>" + out + "</ul>";
}

}  // namespace

Response Sandbox::Impl::home(const http::Request& request) {
  const Kind kind = kind_from(request.query.get("type").value_or("deals")).value_or(Kind::deal);
  const std::string query(request.query.get("q").value_or(""));
  std::string body =
      "<h1>HubSpot sandbox</h1><p class=\"soft\">Answers like HubSpot, on this machine only. Change "
      "something here "
      "and sync it.</p><nav>";
  for (const Kind k : kShown) {
    const auto lock = main.reading();
    body +=
        fmt::format("<a href=\"/?type={0}\"{1}>{2} <small>{3}</small></a>", plural(k),
                    k == kind ? " aria-current=\"page\"" : "", capital(inline_name(k)), main.counts(k).live);
  }
  const auto lock = main.reading();
  body += fmt::format(
      "</nav><form method=\"get\" action=\"/\" class=\"search\">{}<label "
      "class=\"field\"><span>Search</span><input "
      "name=\"q\" value=\"{}\"></label><button>Search</button></form>"
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">Modified (UTC)</th></tr></thead><tbody>{}</tbody></table></div>",
      hidden("type", plural(kind)), escaped(query),
      kind == Kind::deal      ? "Stage, amount"
      : kind == Kind::contact ? "Email"
                              : "Domain",
      rows(main, kind, query));
  body += fmt::format("<p class=\"soft\">{} (account {}). A second, small account is {} ({}).</p>",
                      escaped(main.account().name), main.id(), escaped(second.account().name), second.id());
  return page(200, "HubSpot sandbox", body);
}

std::optional<Response> Sandbox::Impl::record_page(const http::Request& request) {
  const std::vector<std::string> parts = split(request.path, '/');
  if (parts.size() != 5 || parts[0] != "contacts" || parts[2] != "record") return std::nullopt;
  const auto portal_id = parse_id(parts[1]), id = parse_id(parts[4]);
  const auto kind = kind_from(parts[3]);
  Portal* p = portal_id ? portal_of(static_cast<std::int64_t>(*portal_id)) : nullptr;
  if (p == nullptr || !kind || !id) return page(404, "Not found", "<h1>No such record</h1>");
  const auto lock = p->reading();
  const Record* r = p->resolve(*kind, *id);
  if (r == nullptr)
    return page(404, "Not found", "<h1>No such record</h1><p><a href=\"/\">To the portal</a></p>");
  const std::string title = title_of(*p, *kind, *r);
  std::string values;
  for (const auto& [name, value] : p->values(*kind, *r))
    values += fmt::format("<tr><th scope=\"row\">{}</th><td><bdi>{}</bdi></td></tr>", escaped(name),
                          escaped(value));
  return page(
      200, title,
      fmt::format(
          "<p><a href=\"/?type={}\">{}</a></p><h1><bdi>{}</bdi></h1><p class=\"soft\">{} {}{}</p>{}{}{}{}"
          "<h2>All properties</h2><div class=\"wide\"><table><tbody>{}</tbody></table></div>",
          plural(*kind), escaped(p->account().name), escaped(title), singular(*kind), r->id,
          r->archived() ? ", deleted" : "", request.query.get("saved") ? "<p role=\"status\">Saved.</p>" : "",
          r->archived() ? "" : change_form(*p, *kind, *r), associations(*p, *r), actions(*p, *kind, *r),
          values));
}

}  // namespace every::sandbox
