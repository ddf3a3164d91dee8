// What the files of this folder share about libsodium.
#pragma once

#include <string>
#include <string_view>

namespace every::crypto {

// Starts libsodium once. Throws when the system has no randomness: nothing here may run without it.
void need_sodium();

inline const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace every::crypto
