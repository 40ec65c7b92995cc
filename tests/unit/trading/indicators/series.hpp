// Price series that the indicators' tests share.
#pragma once

#include "trading/indicators/candle_figures.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace troupe::trading {

// Fifty closes whose indicator values are known.
inline const std::vector<double>& known_closes() {
  static const std::vector<double> closes{
      100,    101.5, 102.25, 101,   99.75,  98.5,  97.25,  98,   99.5,  101.25,
      102.75, 103.5, 104.25, 103,   101.75, 100.5, 99.25,  97.5, 96.25, 95,
      94.25,  95.5,  97,     98.75, 100.25, 99,    97.75,  96.5, 95.75, 97.25,
      99.75,  102.5, 104.75, 106,   105.25, 103.5, 101.25, 99.5, 98.25, 99,
      97.5,   95.5,  93,     92.5,  93.75,  96,    95,     93.5, 91,    90.25};
  return closes;
}

// The same as candles of a minute, with three outstanding volumes.
inline const std::vector<candle_figures>& known_candles() {
  static const std::vector<candle_figures> candles = [] {
    const auto& closes = known_closes();
    std::vector<candle_figures> made;
    for (std::size_t index = 0; index < closes.size(); ++index) {
      candle_figures candle;
      candle.start_ns = static_cast<time_ns>(index) * minute_ns;
      candle.close = closes[index];
      candle.open = index == 0 ? 100.0 : closes[index - 1];
      candle.high = std::max(candle.open, candle.close) + 0.5;
      candle.low = std::min(candle.open, candle.close) - 0.25;
      candle.volume = 1000.0 + static_cast<double>(137 * index % 400);
      made.push_back(candle);
    }
    made[29].volume = 2600;
    made[44].volume = 2400;
    made[49].volume = 2000;
    return made;
  }();
  return candles;
}

// A random walk in cents, with flat stretches.
inline std::vector<double> random_closes(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<double> closes;
  std::int64_t cents = 10'000;
  bool flat = false;
  for (std::size_t index = 0; index < count; ++index) {
    if (index % 40 == 0)
      flat = random() % 4 == 0;
    if (!flat)
      cents += static_cast<std::int64_t>(random() % 101) - 50;
    closes.push_back(static_cast<double>(cents) / 100.0);
  }
  return closes;
}

// Candles of a minute around such closes, some of them without any volume.
inline std::vector<candle_figures> random_candles(std::uint64_t seed, std::size_t count) {
  const auto closes = random_closes(seed, count);
  std::mt19937_64 random(seed + 1);
  const auto cents = [&random](std::uint64_t below) {
    return static_cast<double>(random() % below) / 100.0;
  };
  std::vector<candle_figures> candles;
  for (std::size_t index = 0; index < count; ++index) {
    candle_figures candle;
    candle.start_ns = static_cast<time_ns>(index) * minute_ns;
    candle.close = closes[index];
    candle.open = closes[index == 0 ? 0 : index - 1];
    const bool still = candle.open == candle.close && random() % 2 == 0;
    candle.high = std::max(candle.open, candle.close) + (still ? 0.0 : cents(30));
    candle.low = std::min(candle.open, candle.close) - (still ? 0.0 : cents(30));
    candle.volume = still ? 0.0 : cents(100'000);
    candles.push_back(candle);
  }
  return candles;
}

} // namespace troupe::trading
