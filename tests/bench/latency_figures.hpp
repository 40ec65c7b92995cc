// Percentiles of a latency, by nearest rank.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace troupe::bench {

using latency_samples = std::vector<std::int64_t>; // nanoseconds

struct latency_figures {
  std::int64_t p50_ns = 0;
  std::int64_t p99_ns = 0;
  std::int64_t p999_ns = 0;
  std::size_t count = 0;
};

inline latency_figures figures_of(latency_samples samples_ns) {
  if (samples_ns.empty())
    return {};
  std::sort(samples_ns.begin(), samples_ns.end());
  const auto at_per_mille = [&samples_ns](std::size_t per_mille) {
    const std::size_t rank = (samples_ns.size() * per_mille + 999) / 1000;
    return samples_ns[rank - 1];
  };
  return {at_per_mille(500), at_per_mille(990), at_per_mille(999), samples_ns.size()};
}

// Rounds before the counted ones, while caches and branch predictors settle.
constexpr int warm_up_rounds(int rounds) {
  return rounds / 10;
}

} // namespace troupe::bench
