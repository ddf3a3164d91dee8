#include <sodium.h>

#include <semaphore>
#include <stdexcept>

#include "crypto/crypto.h"
#include "crypto/sodium_detail.h"

namespace every::crypto {
namespace {

constexpr unsigned long long kPasswordPasses = 2;
constexpr std::size_t kPasswordBytes = 19 * 1024 * 1024;

// At most two of the 19 MiB computations at once, whatever the number of people who sign in.
std::counting_semaphore<2>& password_slots() {
  static std::counting_semaphore<2> slots(2);
  return slots;
}

class PasswordSlot {
 public:
  PasswordSlot() { password_slots().acquire(); }
  ~PasswordSlot() { password_slots().release(); }
  PasswordSlot(const PasswordSlot&) = delete;
  PasswordSlot& operator=(const PasswordSlot&) = delete;
};

std::string encode(std::string_view data, int variant) {
  std::string text(sodium_base64_encoded_len(data.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes(data), data.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

void need_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot start: no source of randomness");
}

std::string random_bytes(std::size_t count) {
  need_sodium();
  std::string out(count, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

std::string random_token(std::size_t bytes_count) {
  return encode(random_bytes(bytes_count), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string sha256(std::string_view data) {
  need_sodium();
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes(out), bytes(data), data.size());
  return out;
}

std::string sha256_hex(std::string_view data) {
  const std::string hash = sha256(data);
  std::string out(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes(hash), hash.size());
  out.pop_back();
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
  need_sodium();
  // The streaming form, since a key may have any length.
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(data), data.size());
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes(out));
  sodium_memzero(&state, sizeof state);
  return out;
}

std::string base64(std::string_view data) {
  need_sodium();
  return encode(data, sodium_base64_VARIANT_ORIGINAL);
}

Result<std::string> from_base64(std::string_view text) {
  need_sodium();
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes(out), out.size(), text.data(), text.size(), nullptr, &size, &end,
                                       sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || end != text.data() + text.size())
    return Error(Code::validation, "This is not base64 text.");
  out.resize(size);
  return out;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
  need_sodium();
  // The length is no secret: it is that of a signature or a token.
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
  need_sodium();
  const PasswordSlot slot;
  std::string out(crypto_pwhash_STRBYTES, '\0');
  const int failed = crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasswordPasses,
                                           kPasswordBytes, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::runtime_error("not enough memory to hash a password");
  out.resize(out.find('\0'));
  return out;
}

bool verify_password(std::string_view hash, std::string_view password) {
  need_sodium();
  // libsodium reads a zero-terminated field of fixed size.
  std::string field(crypto_pwhash_STRBYTES, '\0');
  if (hash.size() >= field.size()) return false;
  field.replace(0, hash.size(), hash);
  const PasswordSlot slot;
  return crypto_pwhash_str_verify(field.c_str(), password.data(), password.size()) == 0;
}

}  // namespace every::crypto
