#include "actors/edge/read_model/screened_symbol.hpp"

#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/rolling_volatility.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/indicators/wilder_rsi.hpp"

#include <algorithm>
#include <deque>

namespace troupe::actors {

namespace {

constexpr std::size_t rsi_length = 14;
constexpr std::size_t trend_length = 50;
constexpr std::size_t volatility_length = 60;
constexpr double percent = 100.0;
constexpr std::int64_t bps_of_one = 10'000 * trading::units_per_one;

std::optional<trading::number> rounded(std::optional<double> value) {
  return value ? std::optional(trading::to_number(*value)) : std::nullopt;
}

void add_movement(screened_symbol& row, const std::deque<trading::bar>& bars,
                  std::deque<trading::bar>::const_iterator first) {
  row.price = bars.back().close;
  row.high = first->high;
  row.low = first->low;
  row.since_ns = first->start_ns;
  row.until_ns = bars.back().end_ns();
  for (auto each = first; each != bars.end(); ++each) {
    row.high = std::max(row.high, each->high);
    row.low = std::min(row.low, each->low);
    row.volume_units += each->volume.units;
    row.dollar_volume_units +=
        wide_amount{each->close.units} * each->volume.units / trading::units_per_one;
  }
  row.change_percent.units = trading::exact::multiply_divide(
      row.price.units - first->open.units, 100 * trading::units_per_one, first->open.units);
}

void add_indicators(screened_symbol& row, const std::deque<trading::bar>& bars) {
  trading::wilder_rsi rsi(rsi_length);
  trading::stochastic_rsi stochastic({});
  trading::exponential_moving_average trend(trend_length);
  trading::rolling_volatility volatility(
      {.length = volatility_length, .returns = trading::return_kind::simple});
  const auto used = std::min(bars.size(), screened_symbol::indicator_bars);
  for (auto each = bars.end() - static_cast<std::ptrdiff_t>(used); each != bars.end(); ++each) {
    const double close = each->close.to_double();
    row.rsi = rounded(rsi.update(close));
    const auto lines = stochastic.update(close);
    row.stochrsi_k = rounded(lines.k);
    row.stochrsi_d = rounded(lines.d);
    const auto average = trend.update(close);
    if (average && *average > 0.0)
      row.trend_percent = trading::to_number(percent * (close - *average) / *average);
    if (const auto deviation = volatility.update(close))
      row.volatility_percent = trading::to_number(percent * *deviation);
  }
}

void add_quote(screened_symbol& row, const read_model& known) {
  const auto seen = known.quotes().find(row.symbol);
  if (seen == known.quotes().end())
    return;
  row.bid = seen->second.quote.bid;
  row.ask = seen->second.quote.ask;
  const auto middle = middle_of(seen->second.quote);
  if (!row.bid.is_zero() && !row.ask.is_zero())
    row.spread_bps = trading::number{trading::exact::multiply_divide(
        row.ask.units - row.bid.units, bps_of_one, middle.units)};
}

} // namespace

std::optional<screened_symbol> screen_symbol(const read_model& known, const trading::symbol& name) {
  const auto kept = known.bars().all().find(name);
  if (kept == known.bars().all().end())
    return std::nullopt;
  const auto& bars = kept->second;
  const auto since_ns = known.market_ns() - screened_symbol::window_ns;
  const auto first = std::upper_bound(
      bars.begin(), bars.end(), since_ns,
      [](trading::time_ns at, const trading::bar& each) { return at < each.start_ns; });
  if (first == bars.end() || first->open.is_zero())
    return std::nullopt;
  screened_symbol row;
  row.symbol = name;
  add_movement(row, bars, first);
  add_indicators(row, bars);
  add_quote(row, known);
  if (const auto held = known.positions().find(name); held != known.positions().end())
    row.held = held->second.qty;
  return row;
}

} // namespace troupe::actors
