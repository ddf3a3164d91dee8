// Pages for clients: by an unguessable link, written here as HTML, without cookies and without scripts.
#include "api/api.h"
#include "api/reply.h"
#include "app/public_documents.h"
#include "app/public_proposals.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "domain/language.h"
#include "render/html.h"
#include "render/public_invoice.h"
#include "render/public_proposal.h"

namespace every::api {
namespace {

constexpr std::string_view kPdf = ".pdf", kLogo = ".logo";

// Nothing but the page's own style. `forms`: it has one that comes back here.
http::Response page(int status, std::string html, bool forms = false) {
  static const std::string style = crypto::base64(crypto::sha256(render::page_style()));
  http::Response response = http::Response::text(status, std::move(html), "text/html; charset=utf-8");
  response.headers.set("Content-Security-Policy",
                       "default-src 'none'; img-src 'self'; style-src 'sha256-" + style + "'; form-action " +
                           (forms ? "'self'" : "'none'") + "; base-uri 'none'; frame-ancestors 'none'");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

// In the language that the browser asks for: there is no document to say one.
http::Response gone(const app::App& app, const http::Request& request) {
  const auto asked = domain::language_asked(request.headers.get("accept-language").value_or(""));
  return page(404, render::no_longer_valid_page(asked ? std::string(domain::name(*asked))
                                                      : app::language_without_document(app)));
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

http::Response file(app::PublicFile file) {
  http::Response response = http::Response::text(200, std::move(file.bytes), std::move(file.type));
  response.headers.set("Content-Disposition", disposition("inline", file.name));
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

std::optional<http::Response> logo(const app::App& app, const http::Request& request, std::string token,
                                   std::string_view kind) {
  if (!token.ends_with(kLogo)) return std::nullopt;
  token.resize(token.size() - kLogo.size());
  auto picture = app::open_logo(app, token, kind);
  return picture.ok() ? file(std::move(*picture)) : gone(app, request);
}

Result<http::Response> invoice(const app::App& app, const http::Request& request) {
  std::string token = request.path_parameters.at("id");
  if (auto picture = logo(app, request, token, "invoice")) return *std::move(picture);
  if (token.ends_with(kPdf)) {
    token.resize(token.size() - kPdf.size());
    auto pdf = app::open_invoice_pdf(app, token);
    return pdf.ok() ? file(std::move(*pdf)) : gone(app, request);
  }
  const auto document = app::open_invoice(app, token, viewer_of(request));
  if (!document.ok()) return gone(app, request);
  return page(200, render::public_invoice_page(*document, "/i/" + token));
}

Result<http::Response> proposal(const app::App& app, const http::Request& request) {
  std::string token = request.path_parameters.at("id");
  if (auto picture = logo(app, request, token, "proposal")) return *std::move(picture);
  if (token.ends_with(kPdf)) {
    token.resize(token.size() - kPdf.size());
    auto pdf = app::open_proposal_pdf(app, token);
    return pdf.ok() ? file(std::move(*pdf)) : gone(app, request);
  }
  const auto document = app::open_public_proposal(app, token, viewer_of(request));
  if (!document.ok()) return gone(app, request);
  return page(200,
              render::public_proposal_page(*document,
                                           {.path = "/p/" + token, .notice = {}, .name = {}, .reason = {}}),
              true);
}

// What nobody types and nobody can read: a name of it would sign without a name. Line breaks and tabs are
// text where there are several lines.
std::string readable(std::string text, bool lines) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool next_is_c1 =
        c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    const bool white = c == '\n' || c == '\r' || c == '\t';
    if (c == 0x7F || next_is_c1 || (c < 0x20 && !(lines && white))) return {};
  }
  return text;
}

// A form of another site does not know the link; a browser that says where it comes from is believed as well.
bool from_elsewhere(const app::App& app, const http::Request& request) {
  if (const auto site = request.headers.get("sec-fetch-site"))
    return *site != "same-origin" && *site != "none";
  const auto origin = request.headers.get("origin");
  return origin && *origin != app.config.public_url;
}

Result<http::Response> proposal_answer(const app::App& app, const http::Request& request) {
  const std::string token = request.path_parameters.at("id");
  const std::string path = "/p/" + token;
  if (from_elsewhere(app, request)) return gone(app, request);
  const http::Parameters form = http::Parameters::parse(request.body);
  const auto field = [&](std::string_view name) { return std::string(form.get(name).value_or("")); };
  app::ProposalReply reply{.decision = field("decision"),
                           .name = field("name"),
                           .reason = field("reason"),
                           .address = request.peer,
                           .revision = field("revision"),
                           .options = {},
                           .shown = split(field("shown"), ' ')};
  for (const std::string_view id : form.all("option")) reply.options.emplace_back(id);
  if (!is_utf8(reply.name) || !is_utf8(reply.reason)) return gone(app, request);
  reply.name = readable(std::move(reply.name), false);
  reply.reason = readable(std::move(reply.reason), true);
  const auto outcome = app::reply_to_proposal(app, token, reply);
  if (!outcome.ok()) return gone(app, request);
  // Loading the page again sends nothing again.
  if (outcome->taken) return http::Response::redirect(path);
  return page(outcome->status,
              render::public_proposal_page(
                  outcome->document,
                  {.path = path, .notice = outcome->notice, .name = reply.name, .reason = reply.reason}),
              true);
}

}  // namespace

void add_public_routes(Api& api) {
  api.raw(http::Method::get, "/i/{id}", invoice);
  api.raw(http::Method::get, "/p/{id}", proposal);
  api.raw(http::Method::post, "/p/{id}", proposal_answer);
}

}  // namespace every::api
