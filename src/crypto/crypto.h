// Secrets: sealing, signing, hashing, passwords, random bytes. libsodium does the work.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace every::crypto {

std::string random_bytes(std::size_t count);
// URL-safe text with `bytes` bytes of randomness: session ids, links, OAuth states, API tokens.
std::string random_token(std::size_t bytes = 32);

std::string sha256(std::string_view data);  // 32 raw bytes
std::string sha256_hex(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);  // 32 raw bytes
std::string base64(std::string_view data);
Result<std::string> from_base64(std::string_view text);  // with padding, nothing around it; Error: validation
bool equal_constant_time(std::string_view a, std::string_view b);

// Argon2id, 19 MiB, two passes; the result carries its parameters. Memory is bounded by running at most two
// at once.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

// XChaCha20-Poly1305 with the key's id in front, so that keys can rotate, and `context` (the workspace's id
// and what the secret is for) as additional data, so that a sealed value cannot be moved to another row.
// Immutable, so any thread may use it.
class Sealer {
 public:
  ~Sealer();  // wipes the keys
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

  // Reads 32 bytes in base64 from `path`; makes the file with mode 0600 when it is absent. To rotate, put a
  // new key on a line above the old one: the first seals, all open. Error: storage_failed.
  static Result<std::shared_ptr<const Sealer>> from_file(const std::string& path);
  static std::shared_ptr<const Sealer> with_key(std::string key32);  // tests

  std::string seal(std::string_view plain, std::string_view context) const;  // base64 text
  Result<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  explicit Sealer(std::vector<std::string> keys);
  std::vector<std::string> keys_;  // the first seals
};

}  // namespace every::crypto
