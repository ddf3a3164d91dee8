#include "base/id.h"

namespace every {

std::uint64_t SystemRandom::next() {
  const std::lock_guard lock(mutex_);
  return (static_cast<std::uint64_t>(device_()) << 32) | device_();
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
