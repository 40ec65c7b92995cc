// A seeded generator for jitter and identifiers: xoshiro256** seeded by splitmix64 (Blackman and
// Vigna, "Scrambled linear pseudorandom number generators", 2018). The same seed gives the same
// sequence on every machine. Not for secrets. Not thread-safe: every user has its own.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace troupe::runtime {

class generator {
public:
  using result_type = std::uint64_t;

  explicit generator(std::uint64_t seed) {
    for (auto& word : state_) {
      word = mix(seed += 0x9e3779b97f4a7c15ULL);
    }
  }

  std::uint64_t operator()() {
    const std::uint64_t value = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return value;
  }

  // Uniform in [0, bound) for bounds far below 2^64; 0 for a bound of 0.
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : (*this)() % bound; }

  static constexpr std::uint64_t min() { return 0; }
  static constexpr std::uint64_t max() { return ~std::uint64_t{0}; }

  // splitmix64's output function: spreads the bits of any number, e.g. to derive seeds.
  static constexpr std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
  }

private:
  std::array<std::uint64_t, 4> state_{};
};

} // namespace troupe::runtime
