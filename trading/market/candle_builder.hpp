// Folds the short bars of one symbol into candles of a coarser length.
//
// Candles lie on multiples of their length from midnight UTC. A candle closes by market time: at
// once when the bar that ends with it arrives, or when advance() says that all data up to its end
// has been told, or when a bar of a later candle shows it. Minutes without a bar do not matter; a
// candle without any bar does not exist.
//
// Bars must come in the order of time. A bar that is not later than the last one, or whose candle
// is closed already, is ignored and counted: a closed candle never changes.
#pragma once

#include "trading/market/bar.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace troupe::trading {

class candle_builder {
public:
  // Throws std::invalid_argument unless length_ns is a positive divisor of a day.
  explicit candle_builder(time_ns length_ns);

  // The candles that this bar closes, oldest first: at most two, the one before and its own.
  // Throws std::invalid_argument when the bar does not lie within one candle.
  std::vector<bar> fold(const bar& part);

  // The candle that ends at or before this instant, if one is open.
  std::optional<bar> advance(time_ns now);

  time_ns length_ns() const { return length_ns_; }
  // How many bars of the past were not taken in.
  std::uint64_t ignored_bars() const { return ignored_bars_; }

private:
  bar close();

  time_ns length_ns_;
  std::optional<bar> open_;
  time_ns last_start_ns_ = std::numeric_limits<time_ns>::min();
  time_ns closed_until_ns_ = std::numeric_limits<time_ns>::min();
  std::uint64_t ignored_bars_ = 0;
};

} // namespace troupe::trading
