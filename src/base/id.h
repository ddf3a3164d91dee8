// Ids and randomness. An id is 26 characters of Crockford's base 32: 48 bits of time, 80 random (a ULID), so
// rows made later sort later and ids can be made anywhere without asking a database.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>

#include "base/time.h"

namespace every {

// Not for secrets: those come from crypto/.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
  // Uniform in [0, bound), bound > 0.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
};

// The system's generator, asked for many numbers at a time: one by one they cost more than the row they name.
class SystemRandom final : public Random {
 public:
  std::uint64_t next() override;

 private:
  std::mutex mutex_;
  std::array<std::uint64_t, 32> numbers_{};  // as many bytes as the system gives without being interrupted
  std::size_t used_ = numbers_.size();
};

// The same seed gives the same sequence on every machine. Thread-safe.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t next() override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

std::string new_id(const Clock& clock, Random& random);

}  // namespace every
