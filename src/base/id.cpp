#include "base/id.h"

#include <unistd.h>

#include <cstdlib>

namespace every {

std::uint64_t SystemRandom::next() {
  const std::lock_guard lock(mutex_);
  if (used_ == numbers_.size()) {
    // It fails only on a system that has no randomness to give; nothing could be named there.
    if (getentropy(numbers_.data(), sizeof numbers_) != 0) std::abort();
    used_ = 0;
  }
  return numbers_[used_++];
}

std::uint64_t SeededRandom::next() {
  const std::lock_guard lock(mutex_);
  return engine_();
}

std::string new_id(const Clock& clock, Random& random) {
  static constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id(26, '0');
  auto time = static_cast<std::uint64_t>(to_ms(clock.now()));
  for (int i = 9; i >= 0; --i, time >>= 5) id[static_cast<std::size_t>(i)] = kAlphabet[time & 31];
  std::uint64_t high = random.next(), low = random.next();
  for (std::size_t i = 10; i < 18; ++i, high >>= 5) id[i] = kAlphabet[high & 31];
  for (std::size_t i = 18; i < 26; ++i, low >>= 5) id[i] = kAlphabet[low & 31];
  return id;
}

}  // namespace every
