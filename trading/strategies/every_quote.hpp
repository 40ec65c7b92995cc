// A strategy for measuring only: it proposes to enter on one quote and to exit on the next, for
// ever. It looks at no price and makes no money; it is how the way from a quote to an order is
// timed.
#pragma once

#include "trading/strategies/catalogue.hpp"

namespace troupe::trading {

class every_quote final : public strategy {
public:
  static strategy_definition definition();

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return minute_ns; }
  int warm_up_candles() const override { return 0; }
  std::optional<decision> on_candle(const bar&, const position_view&) override {
    return std::nullopt;
  }
  std::optional<decision> on_quote(const quote& seen, const position_view& held) override;

private:
  bool enters_next_ = true;
};

} // namespace troupe::trading
