// Pages that the server writes itself: for clients, without a script, a cookie or a request to anybody else.
#pragma once

#include <string>
#include <string_view>

#include "render/words.h"

namespace every::render {

// The one style sheet of these pages, as it stands between the tags: a content policy names it by its hash.
std::string_view page_style();
// Who writes, by name and by logo, which is at `path` with ".logo".
std::string sender_html(std::string_view name, bool logo, std::string_view path);
// A whole page; `body` is HTML, `language` of BCP 47, "" is English.
std::string html_page(std::string_view title, std::string_view body, std::string_view language = {});
// A document's lines: `rows` is HTML, `name` what the table is, `first` the head of its first column.
std::string lines_table_html(std::string_view name, std::string_view first, const std::string& rows,
                             const Words& words);
// What is said of a link that is unknown or revoked, and no more; `language` of BCP 47.
std::string no_longer_valid_page(std::string_view language);

}  // namespace every::render
