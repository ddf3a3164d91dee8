// Webhook calls: a line of signature, one of time, one of address, then the body.
#include <string>

#include "crypto/crypto.h"
#include "fuzz.h"
#include "hubspot/signature.h"
#include "hubspot/webhook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace every;
  constexpr std::string_view kSecret = "22222222-dddd-4eee-9fff-every0sandbox";
  const Instant now = from_ms(1'795'430'000'000);
  std::string_view rest = fuzz::text(data, size);
  const std::string_view signature = fuzz::line(rest), time = fuzz::line(rest), uri = fuzz::line(rest),
                         body = rest;
  fuzz::expect(!hubspot::verify_signature({"POST", uri, body, signature, time}, kSecret, now).ok(),
               "nobody guesses a signature");
  // One made with the secret passes, unless the address holds an escape; a changed body never does.
  const std::string stamp = "1795430000000";
  const std::string made = crypto::base64(
      crypto::hmac_sha256(kSecret, std::string("POST").append(uri).append(body).append(stamp)));
  const bool passes = hubspot::verify_signature({"POST", uri, body, made, stamp}, kSecret, now).ok();
  if (uri.find('%') == std::string_view::npos) fuzz::expect(passes, "a good signature passes");
  const std::string changed = std::string(body) + " ";
  fuzz::expect(!hubspot::verify_signature({"POST", uri, changed, made, stamp}, kSecret, now).ok(),
               "a changed body does not");
  const auto batch = hubspot::parse_webhook(body);
  if (!batch) return 0;
  for (const hubspot::WebhookEvent& event : batch->events) {
    fuzz::expect(!event.touched.empty(), "an event is about some record");
    fuzz::expect(!event.portal_id.empty() && !event.key.empty(), "an account and a key");
    for (const auto& touched : event.touched)
      fuzz::expect(!touched.id.empty() && touched.id.find_first_not_of("0123456789") == std::string::npos,
                   "an id of digits");
  }
  return 0;
}
