// What a sandbox keeps in a folder, so that after a restart, or a kill, it is the same HubSpot: when it was
// made (the seed makes the same records at the same moment), every order and every click since with its time,
// and the tokens that it gave. Faults, traffic and limits begin anew.
//
//   orders.jsonl   the first line says what was made, each other line is one change
//   tokens.json    replaced whole
//
// A line or file counts once it is whole: a kill in the middle of writing loses the change that nobody was
// answered yet.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "sandbox/options.h"

namespace every::sandbox {

struct KeptOrder {
  Instant at;
  std::string path;  // "/sandbox/change", "/sandbox/page/merge"
  std::string body;  // JSON, or a page's form
};

class Memory {
 public:
  // Reads what the folder keeps, or begins it. Error: storage_failed (unreadable, or made with another size
  // or seed).
  static Result<std::unique_ptr<Memory>> open(const std::filesystem::path& folder, const Options& options,
                                              Instant now);
  Instant born() const { return born_; }
  const std::vector<KeptOrder>& orders() const { return orders_; }  // as they were when it was opened
  json::value tokens() const;                                       // null when there are none

  // One after the other: `change` is made and, if it succeeded (2xx, 3xx), kept before it is answered.
  template <class F>
  auto keep(KeptOrder order, F&& change) {
    const std::lock_guard lock(mutex_);
    auto response = change();
    if (response.status < 400) append(order);
    return response;
  }
  void keep_tokens(const json::value& tokens);

 private:
  explicit Memory(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void append(const KeptOrder& order);

  std::filesystem::path folder_;
  Instant born_;
  std::vector<KeptOrder> orders_;
  std::mutex mutex_, tokens_mutex_;
  std::ofstream out_;
};

}  // namespace every::sandbox
