// Frames of market data at random, the same ones in JSON and MessagePack, and ways to spoil them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace troupe::net::alpaca {

struct market_frame {
  std::string json;
  std::string packed;
};

class market_frames {
public:
  explicit market_frames(std::uint64_t seed) : random_(seed) {}

  // Up to twelve quotes, trades, bars and others; the usual spelling nearly always, then and now
  // other orders of keys, keys not known, needed ones left out, amounts of any size.
  market_frame next();
  // With bytes changed, cut, doubled or put in.
  std::string spoiled(std::string frame);

private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  std::mt19937_64 random_;
};

} // namespace troupe::net::alpaca
