// Pages for clients: by an unguessable link, written here as HTML, without cookies and without scripts.
#include "api/api.h"
#include "api/reply.h"
#include "app/public_documents.h"
#include "crypto/crypto.h"
#include "render/html.h"
#include "render/public_invoice.h"

namespace every::api {
namespace {

constexpr std::string_view kPdf = ".pdf";

// Nothing but the page's own style. `forms`: it has one that comes back here.
http::Response page(int status, std::string html, bool forms = false) {
  static const std::string style = crypto::base64(crypto::sha256(render::page_style()));
  http::Response response = http::Response::text(status, std::move(html), "text/html; charset=utf-8");
  response.headers.set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + style +
                                                      "'; form-action " + (forms ? "'self'" : "'none'") +
                                                      "; base-uri 'none'; frame-ancestors 'none'");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

http::Response gone() {
  return page(404, render::no_longer_valid_page());
}

app::Viewer viewer_of(const http::Request& request) {
  const auto header = [&](std::string_view name) {
    return std::string(request.headers.get(name).value_or(""));
  };
  const bool ahead = header("sec-purpose").find("prefetch") != std::string::npos ||
                     header("purpose").find("prefetch") != std::string::npos;
  return {.user_agent = header("user-agent"),
          .session = request.cookie("every_session").value_or(""),
          .only_looks = ahead || request.method != http::Method::get};
}

Result<http::Response> invoice(const app::App& app, const http::Request& request) {
  std::string token = request.path_parameters.at("id");
  if (token.ends_with(kPdf)) {
    token.resize(token.size() - kPdf.size());
    auto file = app::open_invoice_pdf(app, token);
    if (!file.ok()) return gone();
    http::Response response = http::Response::text(200, std::move(file->bytes), "application/pdf");
    response.headers.set("Content-Disposition", disposition("inline", file->name));
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("X-Robots-Tag", "noindex, nofollow");
    return response;
  }
  const auto document = app::open_invoice(app, token, viewer_of(request));
  if (!document.ok()) return gone();
  return page(200, render::public_invoice_page(*document, "/i/" + token + std::string(kPdf)));
}

}  // namespace

void add_public_routes(Api& api) {
  api.raw(http::Method::get, "/i/{id}", invoice);
}

}  // namespace every::api
