// A strategy that decides at the close of a candle, in two steps: what it wants, which costs next
// to nothing, and why, which fills a record. Live trading asks for both at every candle; a search
// over thousands of backtests asks for the first alone. Both come from the same state.
#pragma once

#include "trading/strategies/strategy.hpp"

#include <optional>

namespace troupe::trading {

class candle_strategy : public strategy {
public:
  // Takes the candle in. Allocates nothing. Yields none, enter_long, enter_short or exit.
  virtual verdict decide(const bar& candle, const position_view& held) = 0;
  // Why the last decision was what it was, on the same candle and position: the record's reason,
  // inputs and gates.
  virtual void explain(decision& record, const bar& candle, const position_view& held) const = 0;

  std::optional<decision> on_candle(const bar& candle, const position_view& held) final {
    decision record;
    record.market_ns = candle.end_ns();
    record.symbol = candle.symbol;
    record.verdict = decide(candle, held);
    explain(record, candle, held);
    return record;
  }
};

} // namespace troupe::trading
