#include "chat/slash.h"

#include <map>
#include <set>

#include "base/text.h"

namespace every::chat {

std::optional<std::string> slash_command(std::string_view text) {
  static const std::map<std::string, std::string_view, std::less<>> kCommands{
      {"/status", "hubspot status"},     {"/sync", "sync now"},
      {"/progress", "sync progress"},    {"/duplicates", "show duplicates"},
      {"/imported", "imported records"}, {"/errors", "sync errors"},
      {"/history", "sync history"},      {"/deals", "deals"},
      {"/invoice", "draft invoice for"}, {"/client", "know about"},
      {"/why", "why is missing"},        {"/help", "help"},
      {"/pipeline", "pipeline summary"}, {"/review", "review contacts"},
      {"/invoices", "show invoices"},    {"/find", "find"},
      {"/payments", "show payments"},    {"/proposals", "show proposals"},
      {"/schedule", "sync schedule"}};
  const auto end = text.find(' ');
  const auto found = kCommands.find(to_lower_ascii(text.substr(0, end)));
  if (found == kCommands.end()) return std::nullopt;
  std::string rest = end == std::string_view::npos ? "" : trim(text.substr(end));
  // What follows is a name as it stands, unless it is a state or a number.
  static const std::set<std::string, std::less<>> kNamed{"/invoice", "/client", "/why", "/find"};
  if (kNamed.contains(found->first) && !rest.empty() && rest.find('"') == std::string::npos &&
      rest.find('@') == std::string::npos)
    rest = "\"" + rest + "\"";
  return std::string(found->second) + (rest.empty() ? "" : " " + rest);
}

}  // namespace every::chat
