// Market time over several data streams: an instant has come when every stream has told it.
#pragma once

#include "trading/market/time.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace troupe::trading {

struct market_instant {
  time_ns market_ns = 0;
  std::uint64_t step = 0; // of lockstep, or 0
  bool end = false;       // the market's data are spent

  friend bool operator==(const market_instant&, const market_instant&) = default;
};

class tick_merge {
public:
  explicit tick_merge(std::size_t streams) : told_(streams) {}

  // What one stream tells; yields the instant that all have now reached, if it is a later one. In
  // lockstep all streams tell the same steps; without, the earliest of the latest instants counts.
  // A step that is told again after a reconnect is yielded again.
  std::optional<market_instant> tell(std::size_t stream, const market_instant& instant);

private:
  std::vector<std::optional<market_instant>> told_; // the last of each stream
  std::optional<market_instant> reached_;
};

} // namespace troupe::trading
