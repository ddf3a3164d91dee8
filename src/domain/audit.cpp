#include "domain/audit.h"

#include <utility>

namespace every::domain {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// The first that fits. A kind that ends in ".deleted" or ".erased" is a delete, whatever it begins with.
constexpr std::array kGroups = {
    Row{"session.", "sign_in"},    Row{"password.", "sign_in"},     Row{"person.", "people"},
    Row{"invitation.", "people"},  Row{"ownership.", "people"},     Row{"token.", "settings"},
    Row{"workspace.", "settings"}, Row{"mail.updated", "settings"}, Row{"mail.password", "settings"},
    Row{"billing.", "settings"},   Row{"export.", "exports"},       Row{"connection.", "hubspot"},
    Row{"import.", "hubspot"},     Row{"sync.", "hubspot"},         Row{"review.", "hubspot"},
    Row{"webhooks.", "hubspot"},   Row{"invoice.", "money"},        Row{"payment.", "money"},
    Row{"proposal.", "money"},     Row{"mail.", "money"},           Row{"deal.parts", "money"},
    Row{"deal_rule.", "settings"}, Row{"model.", "settings"},       Row{"notification.", "people"},
    Row{"tax_rate.", "settings"},
};

// In this order: what calls itself several names at once says its own last.
constexpr std::array kBrowsers = {
    Row{"Edg/", "Edge"},     Row{"OPR/", "Opera"},     Row{"Firefox/", "Firefox"}, Row{"FxiOS/", "Firefox"},
    Row{"CriOS/", "Chrome"}, Row{"Chrome/", "Chrome"}, Row{"Safari/", "Safari"},   Row{"curl/", "curl"},
};
constexpr std::array kSystems = {
    Row{"iPhone", "iPhone"},   Row{"iPad", "iPad"},       Row{"Android", "Android"}, Row{"CrOS", "ChromeOS"},
    Row{"Windows", "Windows"}, Row{"Macintosh", "macOS"}, Row{"Linux", "Linux"},
};

template <class Table>
std::string_view first_in(const Table& table, std::string_view text) {
  for (const auto& [part, word] : table)
    if (text.find(part) != std::string_view::npos) return word;
  return "";
}

}  // namespace

std::string_view audit_group(std::string_view kind) {
  if (kind.ends_with(".deleted") || kind.ends_with(".erased")) return "deletes";
  for (const auto& [begin, group] : kGroups)
    if (kind.starts_with(begin)) return group;
  return "records";
}

std::string_view browser_of(std::string_view user_agent) {
  return first_in(kBrowsers, user_agent);
}

std::string_view system_of(std::string_view user_agent) {
  return first_in(kSystems, user_agent);
}

}  // namespace every::domain
