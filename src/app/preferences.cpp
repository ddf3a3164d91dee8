#include "app/preferences.h"

#include <algorithm>
#include <cctype>

#include "app/sessions.h"

namespace every::app {
namespace {

constexpr std::string_view kLists[] = {"clients",     "invoices", "payments", "proposals",
                                       "run-records", "audit",    "parity"};
constexpr std::size_t kColumnsMax = 30, kKeyMax = 40;

bool is_key(const std::string& text) {
  return !text.empty() && text.size() <= kKeyMax &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
}

std::vector<std::string> read_keys(Fields& in, std::string_view name) {
  auto keys = in.texts(name, kColumnsMax);
  if (!keys) return {};
  if (!std::all_of(keys->begin(), keys->end(), is_key))
    in.complain(name, "format", "Columns are named by their keys: letters, digits and hyphens.");
  return *std::move(keys);
}

store::ListLayout read_layout(Fields& in) {
  store::ListLayout out;
  out.hidden = read_keys(in, "hidden");
  out.order = read_keys(in, "order");
  out.dense = in.boolean("dense").value_or(false);
  return out;
}

}  // namespace

Result<store::Preferences> preferences(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  return app.db.read(
      [&](store::Tx& tx) -> Result<store::Preferences> { return store::preferences_of(tx, actor.user_id); });
}

Result<store::Preferences> change_preferences(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  Fields in(body);
  const auto theme = in.choice("theme", {"auto", "light", "dark"});
  std::optional<std::string> zone;
  if (in.is_null("timeZone"))
    zone = "";
  else if (in.has("timeZone"))
    zone = in.text("timeZone", {.required = true, .max = 100});
  if (zone && !zone->empty() && !is_zone(*zone))
    in.complain("timeZone", "format", "A time zone such as Europe/Berlin is needed here.");
  std::map<std::string, std::optional<store::ListLayout>> lists;
  if (auto asked = in.object("lists")) {
    for (const std::string_view name : kLists) {
      if (asked->is_null(name))
        lists[std::string(name)] = std::nullopt;
      else if (auto layout = asked->object(name)) {
        lists[std::string(name)] = read_layout(*layout);
        EVERY_CHECK(layout->finish());
      }
    }
    EVERY_CHECK(asked->finish());
  }
  EVERY_CHECK(in.finish());
  return app.db.write([&](store::Tx& tx) -> Result<store::Preferences> {
    const auto before = store::preferences_of(tx, actor.user_id);
    if (theme || zone)
      store::put_preferences(tx, actor.user_id, theme.value_or(before.theme),
                             zone.value_or(before.time_zone));
    for (const auto& [name, layout] : lists)
      layout ? store::put_layout(tx, actor.user_id, name, *layout)
             : store::remove_layout(tx, actor.user_id, name);
    return store::preferences_of(tx, actor.user_id);
  });
}

}  // namespace every::app
