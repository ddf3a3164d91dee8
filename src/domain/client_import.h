// Clients from a table that somebody else's program wrote: which column is which, and what a row says.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/party.h"

namespace every::domain {

// What a column can be.
struct ImportField {
  std::string_view key, label;  // "contactEmail", "Contact email"
};
std::span<const ImportField> import_fields();
bool is_import_field(std::string_view key);

// The field that each column most likely is, by its heading in English, German, French or Spanish and as our
// own export calls it; "" for what is not imported. No field twice.
std::vector<std::string> detect_fields(std::span<const std::string> headings);

struct ImportRow {
  Client client;                   // without id and times
  std::optional<Contact> contact;  // when the row names a person
  std::string problem;             // why it cannot be imported, as a sentence; "" when it can
};
// `fields`: of each column, as detect_fields() gives them. A row without the client's name is a client by the
// name of its contact, a person.
ImportRow read_import_row(std::span<const std::string> fields, std::span<const std::string> cells);

}  // namespace every::domain
