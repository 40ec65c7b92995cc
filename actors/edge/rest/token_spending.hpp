// The arithmetic of a token bucket that is kept as the instant at which it is full again.
#pragma once

#include <algorithm>
#include <cstdint>

namespace troupe::actors {

// 0, and `cost_ns` moved on, where the bucket of `most_ns` holds that much; else how long to wait
// until it does. All by one clock.
inline std::int64_t spend_tokens(std::int64_t& full_at_ns, std::int64_t now_ns,
                                 std::int64_t cost_ns, std::int64_t most_ns) {
  const auto after_ns = std::max(full_at_ns, now_ns) + cost_ns;
  if (after_ns - now_ns > most_ns)
    return after_ns - now_ns - most_ns;
  full_at_ns = after_ns;
  return 0;
}

} // namespace troupe::actors
