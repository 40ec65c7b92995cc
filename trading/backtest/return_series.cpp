#include "trading/backtest/return_series.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::trading {

void return_series::add(time_ns at, money equity) {
  const auto span = floor_time(at, length_ns_);
  if (span_ && span != *span_)
    close();
  span_ = span;
  last_ = equity;
}

void return_series::finish() {
  if (span_)
    close();
  span_.reset();
}

// By Welford's recurrence, which loses no digits where the mean is far from the returns.
void return_series::close() {
  const auto before = before_;
  before_ = last_;
  if (!before || before->units <= 0)
    return;
  const double gained = last_.to_double() / before->to_double() - 1;
  ++count_;
  const double from_mean = gained - mean_;
  mean_ += from_mean / static_cast<double>(count_);
  squares_ += from_mean * (gained - mean_);
  const double lost = std::min(gained, 0.0);
  downside_ += lost * lost;
}

std::optional<double> return_series::sharpe(double spans_in_a_year) const {
  if (count_ < 2 || !(squares_ > 0))
    return std::nullopt;
  return mean_ / std::sqrt(squares_ / static_cast<double>(count_ - 1)) *
         std::sqrt(spans_in_a_year);
}

std::optional<double> return_series::sortino(double spans_in_a_year) const {
  if (count_ < 2 || !(downside_ > 0))
    return std::nullopt;
  return mean_ / std::sqrt(downside_ / static_cast<double>(count_)) * std::sqrt(spans_in_a_year);
}

} // namespace troupe::trading
