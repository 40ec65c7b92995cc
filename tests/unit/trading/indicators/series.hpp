// Price series that the indicators' tests share.
#pragma once

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

} // namespace troupe::trading
