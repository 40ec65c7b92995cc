// The seeded market of one asset: a random walk in regimes of volatility, with rare jumps and a
// weak pull back to where it began.
//
// One step is a quarter of a minute. Its return is
//   sigma * regime * (0.6 * common + 0.8 * own) + jump + pull,
// where sigma is the daily volatility over the square root of the steps of a day, common and own
// are standardised draws (common is shared by the asset's class), the regime is calm 0.5, ordinary
// 1 or wild 2.5 and changes about every two hours, a jump comes about once a day and is 0.2 to 1.5
// percent, and the pull is 2e-6 of the distance from the start price. Doubles are used with
// + - * / and floor only, so that a seed gives the same market on every x86-64.
#pragma once

#include "net/venue/listing.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"
#include "trading/matching/splitmix64.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace troupe::net::venue {

inline constexpr std::size_t beats_a_minute = 4;
inline constexpr trading::time_ns beat_ns = trading::minute_ns / static_cast<int>(beats_a_minute);

using common_shocks = std::array<double, beats_a_minute>;

// Mean 0 and variance 1, bounded by 3.5: the sum of four uniforms (Irwin-Hall), standardised.
double standardised_draw(trading::splitmix64& bits);

class price_process {
public:
  price_process(const listing& asset, trading::symbol of, std::uint64_t seed);

  // What one minute brings: at each beat perhaps a quote, and before the last perhaps a trade.
  struct minute {
    std::array<std::optional<trading::quote>, beats_a_minute> quotes;
    std::array<std::optional<trading::trade>, beats_a_minute> trades;
    trading::bar bar;
  };
  minute walk(trading::time_ns start_ns, const common_shocks& common);

private:
  enum class regime { calm, ordinary, wild };

  bool one_in(std::uint64_t chances) { return bits_.below(chances) == 0; }
  double uniform();
  void change_regime();
  void step(double common);
  trading::price traded_price() const;
  trading::quote quote_at(trading::time_ns at);
  trading::trade trade_at(trading::time_ns at);
  trading::quantity lot(double amount) const;

  listing asset_;
  trading::symbol symbol_;
  trading::splitmix64 bits_;
  regime regime_ = regime::ordinary;
  double mid_;
  double step_volatility_;
  std::uint64_t trades_ = 0;
};

} // namespace troupe::net::venue
