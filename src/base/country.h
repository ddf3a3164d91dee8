// Countries as people write them, and as computers compare them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace every {

// The ISO 3166-1 alpha-2 code ("DE") of a country's code (two or three letters, any case) or of its name in
// English, German, French, Spanish, Italian, Portuguese or Dutch, and of names that are common without being
// official ("USA", "UK", "Holland"). Nothing for anything else: "Georgia, US" is no country.
std::optional<std::string> country_code(std::string_view text);

}  // namespace every
