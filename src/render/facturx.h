// Factur-X / ZUGFeRD: the invoice as PDF/A-3 with its e-invoice (CII) inside, for people and programs alike.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/time.h"

namespace every::render {

struct HybridPart {
  std::string title, author;  // as in the PDF's own metadata
  std::string language;       // BCP 47: "de-DE"
  Date stamp;                 // the file's dates
  std::string cii;            // of the profile EN 16931
};

// `pdf` is what invoice_pdf gave. Equal parts are equal bytes. Error: internal, with what qpdf said.
Result<std::string> facturx(const std::string& pdf, const HybridPart& part);

// The same document with its language (BCP 47) for screen readers. Error: internal, with what qpdf said.
Result<std::string> with_language(const std::string& pdf, const std::string& language);

// The e-invoice inside a Factur-X file, byte for byte. Error: validation.
Result<std::string> read_facturx(const std::string& pdf);

}  // namespace every::render
