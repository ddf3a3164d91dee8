#include "domain/activity.h"

#include <utility>

namespace every::domain {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// The first that fits.
constexpr std::array kAreas = {
    Row{"mail.updated", ""},   Row{"mail.password", ""},      Row{"mail.", "mails"},
    Row{"client.", "clients"}, Row{"contact.", "clients"},    Row{"note.", "notes"},
    Row{"deal.", "deals"},     Row{"invoice.", "invoices"},   Row{"payment.", "payments"},
    Row{"sync.", "hubspot"},   Row{"proposal.", "proposals"}, Row{"import.", "hubspot"},
    Row{"review.", "hubspot"}, Row{"connection.", "hubspot"}, Row{"webhooks.", "hubspot"},
};

}  // namespace

std::string_view activity_area(std::string_view kind, bool of_client) {
  // Billing details are a client's or the workspace's.
  if (kind.starts_with("billing.")) return of_client ? "clients" : "";
  for (const auto& [begin, area] : kAreas)
    if (kind.starts_with(begin)) return area;
  return "";
}

}  // namespace every::domain
