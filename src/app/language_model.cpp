#include "app/language_model.h"

#include <algorithm>
#include <atomic>

#include "app/hubspot_hub.h"
#include "base/sentence.h"
#include "base/text.h"
#include "net/address.h"
#include "net/http_client.h"

namespace every::app {
namespace {

constexpr std::size_t kReplyBytesMax = 256 * 1024;
constexpr std::size_t kSaidMax = 200;  // of what an endpoint says about a failure
// A slow endpoint must not hold all of the server's threads.
constexpr int kAskingMax = 4;
constexpr std::string_view kCompletions = "/chat/completions";
std::atomic<int> asking = 0;

struct Asking {
  Asking() : mine(++asking <= kAskingMax) {}
  ~Asking() { --asking; }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;
  const bool mine;
};

std::string key_context(const store::Tenant& tenant) {
  return std::string(tenant.id()) + "/language-model-key";
}

// As people copy it: with the last part, or a slash at the end.
std::string api_url(std::string url) {
  const auto cut = [&](std::string_view end) {
    if (!url.ends_with(end)) return false;
    url.resize(url.size() - end.size());
    return true;
  };
  while (cut("/")) continue;
  cut(kCompletions);
  while (cut("/")) continue;
  return url;
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// What an endpoint says about its refusal, without the key, which some repeat.
std::string said(const std::string& body, const std::string& key) {
  std::string out = body;
  if (const auto parsed = parse_json(body); parsed.ok() && parsed->is_object()) {
    const json::value* error = parsed->get_object().if_contains("error");
    if (error != nullptr && error->is_object()) error = error->get_object().if_contains("message");
    if (error != nullptr && error->is_string()) out = error->get_string();
  }
  if (!is_utf8(out)) return {};
  if (!key.empty()) replace_all(out, key, "…");
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') c = ' ';
  return shorten(trim(out), kSaidMax);
}

}  // namespace

Result<store::LanguageModel> language_model(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::own));
  return app.db.read([&](store::Tx& tx) { return store::LanguageModels(tx, actor.tenant).find(); });
}

Result<store::LanguageModel> change_language_model(const App& app, const Actor& actor,
                                                   const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::own));
  return app.db.write([&](store::Tx& tx) -> Result<store::LanguageModel> {
    store::LanguageModels models(tx, actor.tenant);
    store::LanguageModel m = models.find();
    const store::LanguageModel before = m;
    Fields in(body);
    if (in.has("url")) m.url = api_url(in.text("url", {.max = 500}).value_or(""));
    if (in.has("model")) m.model = in.text("model", {.max = 200}).value_or("");
    if (const auto enabled = in.boolean("enabled")) m.enabled = *enabled;
    const auto key = in.text("key", {.max = 1000});
    const auto origin = net::private_origin(m.url);
    if (!m.url.empty() && !origin)
      in.complain("url", "format",
                  "An https address is needed here, such as https://api.example.com/v1, or http on this "
                  "server itself.");
    if (m.enabled && m.url.empty()) in.complain("url", "required", "Enter the endpoint to turn it on.");
    if (m.enabled && m.model.empty()) in.complain("model", "required", "Enter the model to turn it on.");
    if (key && !printable(*key)) in.complain("key", "format", "A key has no blanks and no special letters.");
    EVERY_CHECK(in.finish());
    // A key is told to the host that it was given for, and to no other.
    if (net::private_origin(before.url) != origin && !key) m.key_sealed.clear();
    if (key) m.key_sealed = key->empty() ? "" : app.hubspot.sealer().seal(*key, key_context(actor.tenant));
    if (!models.put(m, app.now(), expected_version))
      return Error(Code::stale, "The language model was changed meanwhile.",
                   "Load it again and review the differences.");
    const std::string which = sentence("{} at {}", m.model, origin ? *origin : ours("no endpoint"));
    record(app, tx, actor, "workspace", std::string(actor.tenant.id()), "", "model.updated",
           m.enabled == before.enabled ? sentence("The language model was changed: {}.", which)
           : m.enabled                 ? sentence("The language model was turned on: {}.", which)
                                       : "The language model was turned off.");
    if (key)
      record(app, tx, actor, "workspace", std::string(actor.tenant.id()), "", "model.key_changed",
             key->empty() ? "The language model's key was taken out."
                          : "The language model's key was replaced.");
    return models.find();
  });
}

ModelReply ask_language_model(const App& app, const store::Tenant& tenant, const store::LanguageModel& model,
                              const json::object& request, std::chrono::milliseconds timeout) {
  using std::chrono::steady_clock;
  const Asking one;
  if (!one.mine) return {.failure = "busy", .detail = "Too many questions wait for the language model."};
  const auto origin = net::private_origin(model.url);
  if (!origin) return {.failure = "no_answer", .detail = "The endpoint is no address that may be asked."};
  net::HttpRequest out{.method = "POST",
                       .url = model.url + std::string(kCompletions),
                       .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                       .body = json::serialize(request),
                       .timeout = timeout};
  std::string key;
  if (!model.key_sealed.empty()) {
    const auto opened = app.hubspot.sealer().open(model.key_sealed, key_context(tenant));
    if (!opened.ok())
      return {.failure = "no_answer", .detail = "The key cannot be read any more. Enter it again."};
    key = *opened;
    out.headers.emplace_back("Authorization", "Bearer " + key);
  }
  // A client of its own: it may ask this origin, and what HubSpot's client may ask stays as it is.
  const auto client = net::make_curl_client({.allowed_origins = {*origin}, .body_bytes_max = kReplyBytesMax});
  const auto began = steady_clock::now();
  auto answer = client->send(out);
  ModelReply reply{.took =
                       std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - began)};
  if (!answer.ok()) {
    reply.failure = reply.took >= timeout ? "timeout" : "no_answer";
    reply.detail = answer.error().detail;
  } else if (answer->status != 200) {
    reply.failure = "http_error";
    const std::string words = said(answer->body, key);
    reply.detail = words.empty()
                       ? sentence("{} answered {}.", *origin, std::to_string(answer->status))
                       : sentence("{} answered {}: {}", *origin, std::to_string(answer->status), words);
  } else {
    reply.body = std::move(answer->body);
  }
  return reply;
}

}  // namespace every::app
