// Error answers of any kind, of the API and of the token endpoint: a status, then the body.
#include <string>

#include "fuzz.h"
#include "hubspot/errors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace every;
  constexpr std::string_view kSecret = "pat-na1-8d1c2f40-secret";
  if (size < 2) return 0;
  net::HttpResponse response;
  response.status = 300 + (data[0] << 8 | data[1]) % 300;
  response.body = std::string(fuzz::text(data + 2, size - 2));
  if (size % 3 == 0) response.headers.emplace_back("retry-after", response.body.substr(0, 40));
  const hubspot::Failure failure = hubspot::read_failure(response, kSecret, from_ms(1'795'430'000'000));
  fuzz::expect(failure.message.size() <= 1500, "a message of bounded length");
  for (const Error& error : {hubspot::to_error(failure), hubspot::to_oauth_error(failure)}) {
    fuzz::expect(error.detail.find(kSecret) == std::string::npos, "no token in the words for people");
    fuzz::expect(!error.detail.empty(), "a sentence");
    // Only the token endpoint's own words end a connection; what is not understood never does.
    if (failure.status >= 500) fuzz::expect(error.code != Code::token_expired, "trouble is no withdrawal");
  }
  hubspot::limit_policy(failure);
  return 0;
}
