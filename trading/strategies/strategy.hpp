// What a trading strategy is: a pure state machine that one symbol's candles and quotes go into
// and decisions come out of. Live trading, replay and backtests run the same one.
//
// One instance serves one symbol. It sees closed candles in the order of time and the position as
// it is at that instant, and nothing else: no clock, no other symbol, no account. What it wants is
// a proposal; risk decides about it and about its size.
//
// Every closed candle yields a decision, verdict `none` included, so that "why was nothing done?"
// always has an answer. The caller sets the decision's ordinal.
#pragma once

#include "trading/decision.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"

#include <optional>
#include <string_view>

namespace troupe::trading {

// What is held of the strategy's symbol.
struct position_view {
  quantity qty;        // negative where short
  price average_price; // cost of a unit, zero when flat

  bool is_flat() const { return qty.is_zero(); }
  bool is_long() const { return qty > quantity{}; }
  bool is_short() const { return qty < quantity{}; }
  friend bool operator==(const position_view&, const position_view&) = default;
};

class strategy {
public:
  virtual ~strategy() = default;

  virtual std::string_view name() const = 0;
  // The length of the candles that it wants, a divisor of a day.
  virtual time_ns candle_length_ns() const = 0;
  // How many candles it must have seen before it can want to enter.
  virtual int warm_up_candles() const = 0;

  virtual std::optional<decision> on_candle(const bar& candle, const position_view& held) = 0;
  // Most strategies do not look at quotes.
  virtual std::optional<decision> on_quote(const quote&, const position_view&) {
    return std::nullopt;
  }
};

} // namespace troupe::trading
