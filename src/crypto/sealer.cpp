#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "crypto/crypto.h"
#include "crypto/sodium_detail.h"

// A sealed value is base64 of: key id (8 bytes), nonce (24 bytes), ciphertext with its tag.
namespace every::crypto {
namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kKeyIdBytes = 8;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeysMax = 16;

// Names a key without giving anything of it away.
std::string id_of(std::string_view key) {
  return hmac_sha256(key, "every key id").substr(0, kKeyIdBytes);
}

Error cannot_open() {
  return Error(Code::storage_failed, "A stored secret cannot be opened with this server's key file.",
               "Restore the key file that was in use when the secret was stored, or enter the secret again.");
}

Error file_error(const std::string& path, std::string_view doing) {
  return Error(Code::storage_failed,
               "Cannot " + std::string(doing) + " the key file " + path + ": " +
                   std::string(std::strerror(errno)) + ".",
               "Check that its directory exists and that this user may write there.");
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

// The key appears under its name only when it is whole and on disk; of two servers that start at once one
// wins.
Status make_key_file(const std::string& path) {
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());  // mode 0600
  if (file < 0) return file_error(path, "make");
  std::string text = base64(random_bytes(kKeyBytes)) + "\n";
  const bool written = write_all(file, text) && ::fchmod(file, 0600) == 0;
  sodium_memzero(text.data(), text.size());
  ::close(file);
  const bool linked = written && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const Status status = linked ? done() : Status(file_error(path, "make"));
  ::unlink(temporary.c_str());
  return status;
}

}  // namespace

Sealer::Sealer(std::vector<std::string> keys) : keys_(std::move(keys)) {}

Sealer::~Sealer() {
  for (std::string& key : keys_) sodium_memzero(key.data(), key.size());
}

Result<std::shared_ptr<const Sealer>> Sealer::from_file(const std::string& path) {
  need_sodium();
  if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) EVERY_CHECK(make_key_file(path));
  std::ifstream stream(path);
  if (!stream) return file_error(path, "read");
  std::vector<std::string> keys;
  std::string line;
  while (keys.size() < kKeysMax && std::getline(stream, line)) {
    line.erase(line.find_last_not_of(" \t\r") + 1);
    if (line.empty()) continue;
    auto key = from_base64(line);
    if (!key.ok() || key->size() != kKeyBytes) {
      return Error(Code::storage_failed, "The key file " + path + " does not hold 32 bytes in base64.",
                   "Restore it from your backup. A new key cannot open the secrets that are stored.");
    }
    keys.push_back(*std::move(key));
  }
  if (keys.empty()) {
    return Error(Code::storage_failed, "The key file " + path + " is empty.",
                 "Restore it from your backup, or remove it if nothing was stored yet.");
  }
  return std::shared_ptr<const Sealer>(new Sealer(std::move(keys)));
}

std::shared_ptr<const Sealer> Sealer::with_key(std::string key32) {
  if (key32.size() != kKeyBytes) throw std::logic_error("a key has 32 bytes");
  std::vector<std::string> keys;
  keys.push_back(std::move(key32));
  return std::shared_ptr<const Sealer>(new Sealer(std::move(keys)));
}

std::string Sealer::seal(std::string_view plain, std::string_view context) const {
  const std::string& key = keys_.front();
  std::string sealed = id_of(key) + random_bytes(kNonceBytes);
  const std::size_t head = sealed.size();
  sealed.resize(head + plain.size() + kTagBytes);
  unsigned long long size = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed) + head, &size, bytes(plain), plain.size(),
                                             bytes(context), context.size(), nullptr,
                                             bytes(sealed) + kKeyIdBytes, bytes(key));
  return base64(sealed);
}

Result<std::string> Sealer::open(std::string_view sealed_text, std::string_view context) const {
  const auto decoded = from_base64(sealed_text);
  if (!decoded.ok() || decoded->size() < kKeyIdBytes + kNonceBytes + kTagBytes) return cannot_open();
  const std::string_view sealed = *decoded;
  for (const std::string& key : keys_) {
    if (id_of(key) != sealed.substr(0, kKeyIdBytes)) continue;
    const std::string_view nonce = sealed.substr(kKeyIdBytes, kNonceBytes);
    const std::string_view text = sealed.substr(kKeyIdBytes + kNonceBytes);
    std::string plain(text.size() - kTagBytes, '\0');
    unsigned long long size = 0;
    const int failed =
        crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(plain), &size, nullptr, bytes(text), text.size(),
                                                   bytes(context), context.size(), bytes(nonce), bytes(key));
    if (failed == 0) return plain;
  }
  return cannot_open();
}

}  // namespace every::crypto
