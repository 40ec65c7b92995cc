// A small deterministic generator of random bits: the same sequence from the same seed on every
// machine and with every standard library. Source: Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", OOPSLA 2014 (the SplitMix64 variant). Not for secrets.
#pragma once

#include <cstdint>

namespace troupe::trading {

class splitmix64 {
public:
  explicit constexpr splitmix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

  // One of 0 … bound - 1, for bounds far below 2^64; bound is not zero.
  constexpr std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  // The seed with which another generator goes on where this one is.
  constexpr std::uint64_t state() const { return state_; }

private:
  std::uint64_t state_;
};

} // namespace troupe::trading
