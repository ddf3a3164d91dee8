// Telephone numbers as the world dials them (ITU-T E.164), so that two ways of writing one number compare.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace every::domain {

// "+14155550142" of "(415) 555-0142" in the US, "0049 30 901820" or "+49 (0)30 901820 ext. 7" anywhere. A
// number without its country's prefix is read as one of `country` (ISO 3166-1 alpha-2, "" = not known).
// Nothing for what cannot be a full number: too short, too long, letters (other than an extension, which is
// left out), an unknown country.
std::optional<std::string> e164(std::string_view phone, std::string_view country);

// The last seven digits of whatever is written: equal for two ways of writing one number, and for some
// others. It finds candidates by an index; e164 judges them. "" for fewer digits.
std::string phone_tail(std::string_view phone);

}  // namespace every::domain
