// A strategy that decides at the close of a candle, in two steps: what it wants, which costs next
// to nothing, and why, which fills a record. Live trading asks for both at every candle; a search
// over thousands of backtests asks for the first alone. Both come from the same state.
//
// While it has seen fewer candles than it warms up with, and no other gate was asked, the record's
// gate is `warmed_up`: so every candle that nothing came of names a gate.
#pragma once

#include "trading/strategies/strategy.hpp"

#include <cstdint>
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
    ++candles_seen_;
    const std::int64_t needed = warm_up_candles();
    if (record.verdict == verdict::none && record.gates.empty() && candles_seen_ < needed)
      record.gates.push_back(
          {"warmed_up", number::of(candles_seen_), ">=", number::of(needed), false});
    return record;
  }

private:
  std::int64_t candles_seen_ = 0;
};

} // namespace troupe::trading
