// The permissions an app can ask for, in HubSpot's names and in words.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace every::sandbox {

struct Scope {
  std::string_view name, words;
};
std::span<const Scope> known_scopes();
bool is_scope(std::string_view name);
std::string_view in_words(std::string_view scope);
// "a b c", any run of blanks between.
std::vector<std::string> split_scopes(std::string_view text);

}  // namespace every::sandbox
