// Folds the short bars of one symbol into candles of a coarser length.
//
// Candles lie on session boundaries, as candle_grid.hpp says: an equity's hours are counted from
// 09:30 in New York and its day is the session alone, crypto's are those of UTC. A candle is as
// long as its span: the last hour of a session takes half an hour. It closes by market time: at
// once when the bar that ends with it arrives, or when advance() says that all data up to its end
// has been told, or when a bar of a later candle shows it. Minutes without a bar do not matter; a
// candle without any bar does not exist.
//
// Bars must come in the order of time. A bar that is not later than the last one, or whose candle
// is closed already, is ignored and counted: a closed candle never changes. A bar that belongs to
// no candle, as one outside the session to none of a day, is left out and counted.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/candle_grid.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace troupe::trading {

class candle_builder {
public:
  // Throws std::invalid_argument unless length_ns is a positive divisor of a day.
  candle_builder(time_ns length_ns, asset_class kind) : grid_(length_ns, kind) {}

  // The candles that this bar closes, oldest first: at most two, the one before and its own.
  // Throws std::invalid_argument when the bar does not lie within one candle.
  std::vector<bar> fold(const bar& part);

  // The candle that ends at or before this instant, if one is open.
  std::optional<bar> advance(time_ns now);

  time_ns length_ns() const { return grid_.length_ns(); }
  // How many bars of the past were not taken in.
  std::uint64_t ignored_bars() const { return ignored_bars_; }
  // How many belonged to no candle.
  std::uint64_t outside_bars() const { return outside_bars_; }

private:
  bar close();

  candle_grid grid_;
  std::optional<bar> open_;
  time_ns last_start_ns_ = std::numeric_limits<time_ns>::min();
  time_ns closed_until_ns_ = std::numeric_limits<time_ns>::min();
  std::uint64_t ignored_bars_ = 0;
  std::uint64_t outside_bars_ = 0;
};

} // namespace troupe::trading
