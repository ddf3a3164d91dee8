// The steps of the schema for how documents reach the client. Private to migrations.cpp, which says their
// order.
#pragma once

#include <string_view>

namespace every::store {

// What a mail is: an invoice or a reminder of it, and the reminder's own words.
inline constexpr std::string_view kRemindersStep = R"sql(
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'invoice';
ALTER TABLE mail_settings ADD COLUMN reminder_subject TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_settings ADD COLUMN reminder_text TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace every::store
