// What a client sees who opens a link: no session, no workspace to choose, nothing but this document.
#pragma once

#include <string>

#include "app/context.h"
#include "render/invoice_pdf.h"

namespace every::app {

// Who looks, as the request says it.
struct Viewer {
  std::string user_agent;
  std::string session;      // of a browser that is signed in here, or ""
  bool only_looks = false;  // HEAD, or a browser that loads ahead
};

// A link that is unknown or revoked is not_found, and nothing else is said. A person who is not of the
// workspace is counted as a view; the first one is in the invoice's history.
Result<render::InvoiceDocument> open_invoice(const App& app, const std::string& token, const Viewer& viewer);
// The file, without a count.
struct PublicFile {
  std::string bytes, name, type = "application/pdf";
};
Result<PublicFile> open_invoice_pdf(const App& app, const std::string& token);

// The sender's logo, for the page of this link. Error: not_found, also when there is none.
Result<PublicFile> open_logo(const App& app, const std::string& token, std::string_view kind);

// What a page says that has no document: as the documents of the only workspace here; English when there are
// several, because nothing tells whose it would be. Of BCP 47.
std::string language_without_document(const App& app);

}  // namespace every::app
