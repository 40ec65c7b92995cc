#include "net/venue/price_process.hpp"

#include "trading/matching/bar_quote.hpp"
#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::net::venue {

namespace {

constexpr std::uint64_t minutes_a_regime = 120;
constexpr std::uint64_t steps_a_jump = 1440 * beats_a_minute;
constexpr double steps_a_day = 1440.0 * beats_a_minute;
constexpr double own_share = 0.8;
constexpr double common_share = 0.6;
constexpr double pull = 2e-6;
constexpr double bps = 1e-4;
constexpr double inverse_2_53 = 1.0 / 9007199254740992.0;
constexpr trading::time_ns price_beat_ns = trading::minute_ns / static_cast<int>(beats_a_minute);

std::int64_t to_units(double amount) {
  return static_cast<std::int64_t>(std::floor(amount * trading::units_per_one));
}

} // namespace

double standardised_draw(trading::splitmix64& bits) {
  const auto word = bits.next();
  double sum = 0;
  for (int shift = 0; shift < 64; shift += 16)
    sum += static_cast<double>((word >> shift) & 0xffff) / 65536.0;
  return (sum - 2.0) * 1.7320508075688772; // the variance of the sum is 1/3
}

price_process::price_process(const listing& asset, trading::symbol of, std::uint64_t seed)
    : asset_(asset), symbol_(of), bits_(seed ^ trading::hash_of_name(asset.symbol)),
      mid_(asset.start_price), step_volatility_(asset.daily_volatility / std::sqrt(steps_a_day)) {}

double price_process::uniform() {
  return static_cast<double>(bits_.next() >> 11) * inverse_2_53;
}

void price_process::change_regime() {
  if (one_in(minutes_a_regime))
    regime_ = static_cast<regime>(bits_.below(3));
}

void price_process::step(double common) {
  constexpr std::array regime_factors{0.5, 1.0, 2.5};
  const auto sigma = step_volatility_ * regime_factors[static_cast<std::size_t>(regime_)];
  auto change = sigma * (common_share * common + own_share * standardised_draw(bits_));
  if (one_in(steps_a_jump)) {
    const auto size = 0.002 + 0.013 * uniform();
    change += one_in(2) ? size : -size;
  }
  change += pull * (asset_.start_price - mid_) / asset_.start_price;
  mid_ *= 1.0 + change;
}

trading::price price_process::traded_price() const {
  const trading::price exact{to_units(mid_)};
  const auto tick = trading::tick_of(exact).units;
  return {trading::exact::floor_to(exact.units + tick / 2, tick)};
}

trading::quantity price_process::lot(double amount) const {
  const auto smallest =
      symbol_.is_crypto() ? trading::units_per_one / 10'000 : trading::units_per_one;
  return {std::max(trading::exact::floor_to(to_units(amount), smallest), smallest)};
}

trading::quote price_process::quote_at(trading::time_ns at) {
  const auto wideness = regime_ == regime::wild ? 2.0 : 1.0;
  const auto half = mid_ * asset_.half_spread_bps * wideness * bps;
  const auto tick = trading::tick_of({to_units(mid_)}).units;
  trading::quote made;
  made.symbol = symbol_;
  made.market_ns = at;
  made.bid = {trading::exact::floor_to(to_units(mid_ - half), tick)};
  made.ask = {trading::exact::floor_to(to_units(mid_ + half), tick) + tick};
  made.bid_qty = lot(asset_.minute_volume * 0.05 * (0.2 + uniform()));
  made.ask_qty = lot(asset_.minute_volume * 0.05 * (0.2 + uniform()));
  return made;
}

trading::trade price_process::trade_at(trading::time_ns at) {
  return {.symbol = symbol_,
          .market_ns = at,
          .px = traded_price(),
          .qty = lot(asset_.minute_volume * 0.02 * (0.1 + uniform())),
          .id = ++trades_};
}

price_process::minute price_process::walk(trading::time_ns start_ns, const common_shocks& common) {
  change_regime();
  minute made;
  made.bar.symbol = symbol_;
  made.bar.start_ns = start_ns;
  made.bar.open = made.bar.high = made.bar.low = traded_price();
  auto at = start_ns;
  for (std::size_t beat = 0; beat < beats_a_minute; ++beat) {
    at += price_beat_ns;
    step(common[beat]);
    const auto traded = traded_price();
    made.bar.high = std::max(made.bar.high, traded);
    made.bar.low = std::min(made.bar.low, traded);
    const bool last = beat + 1 == beats_a_minute;
    if (last || !one_in(4))
      made.quotes[beat] = quote_at(at);
    if (!last && one_in(2))
      made.trades[beat] = trade_at(at);
  }
  made.bar.close = traded_price();
  const auto activity = regime_ == regime::wild ? 2.2 : regime_ == regime::calm ? 0.6 : 1.0;
  made.bar.volume = lot(asset_.minute_volume * activity * (0.3 + 1.4 * uniform()));
  made.bar.trade_count = 20 + static_cast<std::int64_t>(bits_.below(180));
  return made;
}

} // namespace troupe::net::venue
