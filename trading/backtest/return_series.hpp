// The returns of an account over spans of one length, and what is made of them.
//
// A span is one of UTC's minutes, hours or days in which something was told; its return is what the
// account was worth at its end over what it was worth at the end of the span before, less one.
// Spans in which nothing was told have none. The risk-free rate is taken as nothing.
//
//   Sharpe  = mean / sample standard deviation           * sqrt(spans in a year)
//   Sortino = mean / root of the mean of min(return, 0)^2 * sqrt(spans in a year)
//
// O(1) of time and memory for each. Metrics, not decisions: doubles.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <cstdint>
#include <optional>

namespace troupe::trading {

class return_series {
public:
  explicit return_series(time_ns length_ns) : length_ns_(length_ns) {}

  // What the account is worth at an instant, none earlier than the last.
  void add(time_ns at, money equity);
  // The span under way ends here.
  void finish();

  time_ns length_ns() const { return length_ns_; }
  std::uint64_t count() const { return count_; }
  // Empty with fewer than two returns, or where the divisor is nothing.
  std::optional<double> sharpe(double spans_in_a_year) const;
  std::optional<double> sortino(double spans_in_a_year) const;

private:
  void close();

  time_ns length_ns_;
  std::optional<time_ns> span_; // its start
  money last_;                  // in the span under way
  std::optional<money> before_; // at the end of the span before
  std::uint64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;  // of the differences from the mean
  double downside_ = 0; // sum of the squares of the losses
};

} // namespace troupe::trading
