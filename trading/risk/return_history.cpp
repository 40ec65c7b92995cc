#include "trading/risk/return_history.hpp"

#include <cmath>

namespace troupe::trading {

void return_history::fold(const bar& candle) {
  auto& of = series_[candle.symbol];
  if (candle.end_ns() <= of.end_ns || candle.close <= price{})
    return;
  const bool follows = of.end_ns == candle.start_ns && of.length_ns == candle.length_ns;
  if (follows) {
    of.samples[of.count % samples_max] = {
        candle.end_ns(), candle.close.to_double() / of.close.to_double() - 1};
    ++of.count;
  }
  of.close = candle.close;
  of.end_ns = candle.end_ns();
  of.length_ns = candle.length_ns;
}

std::optional<double> return_history::correlation(const symbol& one, const symbol& other,
                                                  std::size_t samples_min) const {
  const auto left = series_.find(one);
  const auto right = series_.find(other);
  if (left == series_.end() || right == series_.end())
    return std::nullopt;
  // visit(a, b) for each instant that both have.
  const auto each_pair = [&](auto&& visit) {
    const auto& a = left->second;
    const auto& b = right->second;
    for (auto i = a.first(), j = b.first(); i < a.count && j < b.count;) {
      if (a.at(i).end_ns == b.at(j).end_ns)
        visit(a.at(i++).change, b.at(j++).change);
      else if (a.at(i).end_ns < b.at(j).end_ns)
        ++i;
      else
        ++j;
    }
  };
  double count = 0;
  double sum_a = 0;
  double sum_b = 0;
  each_pair([&](double a, double b) {
    count += 1;
    sum_a += a;
    sum_b += b;
  });
  if (count < static_cast<double>(samples_min) || count < 2)
    return std::nullopt;
  const auto mean_a = sum_a / count;
  const auto mean_b = sum_b / count;
  double together = 0;
  double square_a = 0;
  double square_b = 0;
  each_pair([&](double a, double b) {
    together += (a - mean_a) * (b - mean_b);
    square_a += (a - mean_a) * (a - mean_a);
    square_b += (b - mean_b) * (b - mean_b);
  });
  const auto scale = std::sqrt(square_a) * std::sqrt(square_b);
  if (!(scale > 0))
    return std::nullopt;
  return together / scale;
}

} // namespace troupe::trading
