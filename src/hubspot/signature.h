// Whether a call really comes from HubSpot: its v3 signature. v1 and v2, which come along for older
// receivers, are weaker (no time, no address) and never looked at: without a v3 signature a call is refused.
// Source: HubSpot's guide "Validating requests".
#pragma once

#include <string_view>

#include "base/error.h"
#include "base/time.h"

namespace every::hubspot {

struct SignedCall {
  std::string_view method;     // "POST"
  std::string_view uri;        // the whole public address that HubSpot called, query and all, as it was sent
  std::string_view body;       // the raw bytes, before anybody parsed them
  std::string_view signature;  // X-HubSpot-Signature-v3
  std::string_view timestamp;  // X-HubSpot-Request-Timestamp
};

// How far the call's time may be from ours, either way: older ones could be replayed, later ones kept for it.
inline constexpr Millis kSignatureLife{300'000};

// Error: not_signed_in, and no word on what was wrong with it beyond what the caller may know.
Status verify_signature(const SignedCall& call, std::string_view client_secret, Instant now);

}  // namespace every::hubspot
