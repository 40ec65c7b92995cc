#include "trading/risk/return_history.hpp"

#include <algorithm>
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

std::optional<return_history::profits>
return_history::profits_of(std::span<const holding> held) const {
  struct cursor {
    const series* of = nullptr;
    std::uint64_t left = 0; // how many returns are still to be taken, the latest first
    double value = 0;

    const sample& next() const { return of->at(of->first() + left - 1); }
  };
  std::array<cursor, holdings_max> cursors;
  if (held.size() > holdings_max)
    return std::nullopt;
  profits made;
  for (std::size_t index = 0; index < held.size(); ++index) {
    const auto found = series_.find(held[index].name);
    if (found == series_.end() || found->second.count == 0)
      return std::nullopt;
    const auto& of = found->second;
    cursors[index] = {&of, of.count - of.first(), held[index].value};
    made.length_ns = std::max(made.length_ns, of.length_ns);
  }
  const std::span all(cursors.data(), held.size());
  while (made.count < samples_max) {
    time_ns latest = -1;
    for (const auto& each : all)
      if (each.left > 0)
        latest = std::max(latest, each.next().end_ns);
    if (latest < 0)
      break;
    double sum = 0;
    for (auto& each : all)
      if (each.left > 0 && each.next().end_ns == latest) {
        sum += each.value * each.next().change;
        --each.left;
      }
    made.values[made.count++] = sum;
  }
  return made;
}

std::optional<return_history::scatter> return_history::scatter_of(const symbol& name,
                                                                  std::size_t samples_min) const {
  const auto found = series_.find(name);
  if (found == series_.end())
    return std::nullopt;
  const auto& of = found->second;
  const auto count = of.count - of.first();
  if (count < samples_min || count < 2)
    return std::nullopt;
  double sum = 0;
  for (auto at = of.first(); at < of.count; ++at)
    sum += of.at(at).change;
  const double mean = sum / static_cast<double>(count);
  double squares = 0;
  for (auto at = of.first(); at < of.count; ++at)
    squares += (of.at(at).change - mean) * (of.at(at).change - mean);
  return scatter{std::sqrt(squares / static_cast<double>(count - 1)), of.length_ns};
}

} // namespace troupe::trading
