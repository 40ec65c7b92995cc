// What an account was worth over the whole of a run: the deepest fall, exactly, and a line to draw.
//
// The line has at most points_max points, each the end of a span of time; when there would be more,
// the spans become twice as long. A point keeps the deepest fall within its span, so that no fall
// is lost to the eye.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <cstddef>
#include <vector>

namespace troupe::trading {

struct curve_point {
  time_ns at_ns = 0; // the last instant of the span that was told
  money equity;      // then
  double drawdown = 0; // the deepest within the span, as a share of the highest before it
};

class equity_curve {
public:
  static constexpr std::size_t points_max = 1'024;

  // None earlier than the last.
  void add(time_ns at, money equity);

  const std::vector<curve_point>& points() const { return points_; }
  money highest() const { return highest_; }
  // The largest fall from a highest value, in money and as a share; they may be two falls.
  money drawdown() const { return deepest_; }
  double drawdown_share() const { return deepest_share_; }
  // The longest stretch from a highest value to the next one, or to the end.
  time_ns drawdown_ns() const { return longest_ns_; }

private:
  void halve();

  std::vector<curve_point> points_;
  time_ns span_ns_ = minute_ns;
  money highest_;
  time_ns highest_at_ = 0;
  money deepest_;
  double deepest_share_ = 0;
  time_ns longest_ns_ = 0;
};

} // namespace troupe::trading
