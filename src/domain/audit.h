// Which events of the journal belong to the audit log, and under which heading.
#pragma once

#include <array>
#include <string_view>

namespace every::domain {

inline constexpr std::array<std::string_view, 8> kAuditGroups = {"sign_in", "people",  "settings", "hubspot",
                                                                 "money",   "exports", "deletes",  "records"};

// By the event's kind, such as "invoice.issued"; "" when a person's part in it is no matter of the log.
std::string_view audit_group(std::string_view kind);

// "Firefox on Linux" of a User-Agent; "" when it is no browser's.
std::string_view browser_of(std::string_view user_agent);
std::string_view system_of(std::string_view user_agent);

}  // namespace every::domain
