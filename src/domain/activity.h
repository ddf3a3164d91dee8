// Which part of the work an event of the journal belongs to, for whoever looks through what happened.
#pragma once

#include <array>
#include <string_view>

namespace every::domain {

inline constexpr std::array<std::string_view, 8> kActivityAreas = {
    "clients", "notes", "deals", "invoices", "payments", "proposals", "mails", "hubspot"};

// By the event's kind, such as "invoice.issued"; "" for what is a matter of the audit log alone: accounts,
// people, settings, exports.
std::string_view activity_area(std::string_view kind, bool of_client);

}  // namespace every::domain
