#include "app/field_changes.h"

#include "base/sentence.h"

namespace every::app {

json::array told_changes(const json::value& kept) {
  json::array out = kept.is_array() ? kept.get_array() : json::array{};
  for (json::value& change : out) {
    if (!change.is_object()) continue;
    json::object& o = change.get_object();
    const auto say = [&](const char* name) {
      if (auto* text = o.if_contains(name); text != nullptr && text->is_string())
        *text = json::string(ours(std::string_view(text->get_string())));
    };
    say("label");
    if (const auto* field = o.if_contains("field"); field == nullptr || *field != "hubspot") continue;
    say("from");
    say("to");
  }
  return out;
}

}  // namespace every::app
