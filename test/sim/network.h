// The network between the real HubSpot client and the sandbox in the same process: it takes its time, loses
// requests and answers, and cuts them short.
#pragma once

#include <cstdint>
#include <string>

#include "net/http_client.h"
#include "sandbox/sandbox.h"
#include "stage.h"

namespace every::sim {

class Network final : public net::HttpClient {
 public:
  Network(sandbox::Sandbox& sandbox, Stage& stage) : sandbox_(sandbox), stage_(stage) {}
  Result<net::HttpResponse> send(const net::HttpRequest& request) override;

  int slowest_ms = 300;    // each way takes up to half of it
  int quickest_ms = 0;     // and at least half of this
  int lost_percent = 0;    // requests that never arrive, and answers that never come back, half and half
  int silent_percent = 0;  // no answer until the caller's patience ends
  std::uint64_t requests = 0;

 private:
  sandbox::Sandbox& sandbox_;
  Stage& stage_;
};

}  // namespace every::sim
