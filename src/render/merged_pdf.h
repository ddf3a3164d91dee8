// Many documents as one file, each begun on its own page and found by its name in the outline.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace every::render {

struct NamedPdf {
  std::string name, bytes;
};

// In their order; equal documents are equal bytes. Error: internal, of bytes that are no PDF, or of none.
Result<std::string> merged_pdf(const std::vector<NamedPdf>& documents, const std::string& title);

}  // namespace every::render
