// Text as people write it: UTF-8 in, UTF-8 out, compared the way a reader would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace every {

bool is_utf8(std::string_view text);
// Without white space (Unicode's) at both ends.
std::string trim(std::string_view text);
// Whether a reader sees anything of it: not only blanks, control and format characters, fillers.
bool is_visible(std::string_view text);
// Trimmed, full case folding, NFKC, runs of white space as one blank: equal for texts that a reader calls the
// same.
std::string fold(std::string_view text);
// The first `max` code points, never cut inside one.
std::string shorten(std::string_view text, std::size_t max);
std::size_t length(std::string_view text);  // in code points
// A host name in lower-case ASCII (IDNA, UTS 46), or as it came when it is no host name.
std::string ascii_host(std::string_view host);
std::vector<std::string> split(std::string_view text, char separator);  // empty parts left out, each trimmed
std::string to_lower(std::string_view text);  // of any script, by no language's special rules
std::string to_upper(std::string_view text);
std::string to_lower_ascii(std::string_view text);
bool iequals_ascii(std::string_view a, std::string_view b);
std::string to_hex(std::string_view bytes);
// For HTML and XML, between tags and in quoted attributes.
std::string escaped(std::string_view text);

}  // namespace every
