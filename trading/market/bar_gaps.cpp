#include "trading/market/bar_gaps.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

// How long sessions are within a span of time.
time_ns session_time(asset_class kind, time_ns from_ns, time_ns to_ns) {
  time_ns total = 0;
  while (from_ns < to_ns) {
    const auto day = market_day_of(kind, from_ns);
    const auto opens_ns = std::max(from_ns, day.opens_ns);
    const auto closes_ns = std::min(to_ns, day.closes_ns);
    total += std::max<time_ns>(closes_ns - opens_ns, 0);
    from_ns = day.ends_ns;
  }
  return total;
}

} // namespace

std::optional<bar_gap> bar_gaps::fold(const bar& next) {
  const auto before = told_until_ns_;
  told_until_ns_ = std::max(before.value_or(next.end_ns()), next.end_ns());
  if (!before || next.start_ns <= *before)
    return std::nullopt;
  const auto missing = session_time(next.symbol.kind(), *before, next.start_ns) / next.length_ns;
  if (missing == 0)
    return std::nullopt;
  ++gaps_;
  missing_bars_ += static_cast<std::uint64_t>(missing);
  return bar_gap{next.symbol, *before, next.start_ns, missing};
}

} // namespace troupe::trading
