#include "net/mail.h"

#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "crypto/crypto.h"

namespace every::net {
namespace {

struct Freed {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Easy = std::unique_ptr<CURL, Freed>;
using List = std::unique_ptr<curl_slist, Freed>;
using Mime = std::unique_ptr<curl_mime, Freed>;

void add(List& list, const std::string& line) {
  list.reset(curl_slist_append(list.release(), line.c_str()));
}

// The server's lines, as libcurl hands them on: the last one counts, but no farewell after a refusal.
std::size_t hear(char* data, std::size_t size, std::size_t count, void* into) {
  auto& reply = *static_cast<std::string*>(into);
  const std::string line = trim(std::string_view(data, size * count));
  const bool refusal = !reply.empty() && (reply[0] == '4' || reply[0] == '5');
  if (!line.empty() && !refusal) reply = line.substr(0, 500);
  return size * count;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

// For a file on any system: what separates folders, or cannot be seen, is a space.
std::string file_name(std::string_view text) {
  std::string out = one_line(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '/' || c == '\\' || c == 0x7F; }, ' ');
  return out;
}

std::string joined(const std::vector<std::string>& addresses) {
  std::string out;
  for (const std::string& one : addresses) out += (out.empty() ? "" : ", ") + one_line(one);
  return out;
}

// RFC 5322: "Wed, 25 Nov 2026 19:06:00 +0000".
std::string date_of(Instant at) {
  const std::time_t seconds = static_cast<std::time_t>(to_ms(at) / 1000);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S +0000}", fmt::gmtime(seconds));
}

void put_text(curl_mime* mime, const std::string& text, const char* type) {
  curl_mimepart* part = curl_mime_addpart(mime);
  curl_mime_data(part, text.data(), text.size());
  curl_mime_type(part, type);
  curl_mime_encoder(part, "quoted-printable");
}

void put_parts(CURL* curl, curl_mime* mime, const Mail& mail) {
  curl_mime* texts = mime;
  if (!mail.html.empty()) {
    texts = curl_mime_init(curl);
    curl_mimepart* both = curl_mime_addpart(mime);
    curl_mime_subparts(both, texts);  // belongs to `mime` from here on
    curl_mime_type(both, "multipart/alternative");
  }
  put_text(texts, mail.text, "text/plain; charset=utf-8");
  if (!mail.html.empty()) put_text(texts, mail.html, "text/html; charset=utf-8");
  for (const MailAttachment& file : mail.attachments) {
    curl_mimepart* part = curl_mime_addpart(mime);
    curl_mime_data(part, file.bytes.data(), file.bytes.size());
    curl_mime_type(part, file.type.c_str());
    curl_mime_filename(part, file_name(file.name).c_str());
    curl_mime_encoder(part, "base64");
  }
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime);
}

void put_server(CURL* curl, const MailServer& server, Millis timeout) {
  const bool tls = server.security == MailSecurity::tls;
  const std::string url = fmt::format("{}://{}:{}", tls ? "smtps" : "smtp", server.host, server.port);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  if (server.security != MailSecurity::none)
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
}

}  // namespace

std::string mail_header(std::string_view utf8) {
  const std::string line = one_line(utf8);
  if (std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return line;
  // An encoded word has at most 75 characters and does not cut a character.
  constexpr std::size_t kBytes = 45;
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = std::min(line.size(), at + kBytes);
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    if (!out.empty()) out += ' ';
    out += "=?utf-8?B?" + crypto::base64(std::string_view(line).substr(at, end - at)) + "?=";
    at = end;
  }
  return out;
}

std::string mail_name(std::string_view utf8) {
  const std::string name = mail_header(utf8);
  if (name != one_line(utf8)) return name;  // an encoded word stands for itself, without quotes
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

MailOutcome send_mail(const MailServer& server, const Mail& mail, Millis timeout) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Easy curl(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!curl) return {MailOutcome::Kind::failed, "libcurl cannot start"};
  put_server(curl.get(), server, timeout);
  const std::string from = "<" + one_line(mail.from) + ">";
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  List recipients, headers;
  for (const auto* list : {&mail.to, &mail.cc})
    for (const std::string& one : *list) add(recipients, "<" + one_line(one) + ">");
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  add(headers, "Date: " + date_of(mail.date));
  add(headers, "From: " + (mail.from_name.empty() ? "" : mail_name(mail.from_name) + " ") + from);
  add(headers, "To: " + joined(mail.to));
  if (!mail.cc.empty()) add(headers, "Cc: " + joined(mail.cc));
  add(headers, "Subject: " + mail_header(mail.subject));
  add(headers, "Message-ID: <" + one_line(mail.message_id) + ">");
  if (mail.automatic) add(headers, "Auto-Submitted: auto-generated");
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  Mime mime(curl_mime_init(curl.get()));
  put_parts(curl.get(), mime.get(), mail);
  std::string reply;
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, hear);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply);

  const CURLcode result = curl_easy_perform(curl.get());
  if (result == CURLE_OK) return {MailOutcome::Kind::accepted, reply};
  long code = 0;
  curl_off_t handed_over = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &code);
  curl_easy_getinfo(curl.get(), CURLINFO_SIZE_UPLOAD_T, &handed_over);
  if (code >= 500 && code < 600) return {MailOutcome::Kind::refused, reply};
  if (code >= 400 && code < 500) return {MailOutcome::Kind::failed, reply};
  const auto kind = handed_over > 0 ? MailOutcome::Kind::unknown : MailOutcome::Kind::failed;
  return {kind, curl_easy_strerror(result)};
}

}  // namespace every::net
