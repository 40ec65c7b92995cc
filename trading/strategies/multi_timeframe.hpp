// Trend following over four timeframes at once: enters where they agree, or where their conflict
// can be resolved (timeframe_consensus.hpp), by the trends that their indicators vote for
// (trend_votes.hpp).
//
// It sees candles of a minute and makes those of its timeframes of them, on the boundaries that
// every candle has (candle_grid.hpp). A timeframe's candle counts once it is closed, never before;
// one that goes on beyond the last minute that was traded closes with the first minute after it.
//
// Long entry: a candle of the primary timeframe has closed, the direction is up, and the
// confidence at least confidence_min. Short entry is its mirror; only with allow_short, and never
// in crypto.
// Exit of a long position: score < -score_min at such a close, or an exit by price or time
// (exit_parameters.hpp; by default a stop of 2 % and a target of 4 %). Exit of a short one is its
// mirror.
//
// Source: the original's multi-timeframe confirmation, with the weights and thresholds that its
// tests fix. What was wrong there: see timeframe_consensus.hpp; and the parts of it that ran drew
// their trends in the browser. Reasons are told as stochrsi_ema tells them.
#pragma once

#include "trading/market/candle_grid.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/exit_parameters.hpp"
#include "trading/strategies/timeframe_consensus.hpp"
#include "trading/strategies/trend_votes.hpp"

#include <array>
#include <optional>

namespace troupe::trading {

class multi_timeframe final : public candle_strategy {
public:
  struct settings {
    std::array<time_ns, timeframes> lengths_ns{minute_ns, 5 * minute_ns, 15 * minute_ns,
                                               60 * minute_ns};
    consensus_settings by;
    double confidence_min = 0;
    exit_settings exits;
    std::size_t atr_length = 14;
    entry_terms entries;
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit multi_timeframe(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return minute_ns; }
  int warm_up_candles() const override;
  verdict decide(const bar& candle, const position_view& held) override;
  void explain(decision& record, const bar& candle, const position_view& held) const override;

private:
  // One timeframe: where its candles lie, the close of the open one, and the trend of those that
  // are closed.
  struct frame {
    time_ns length_ns = minute_ns;
    std::optional<candle_grid> grid; // by the days of the asset's class
    std::optional<candle_span> open;
    double last_close = 0;
    trend_votes votes;
    std::optional<double> trend;

    bool fold(const bar& candle); // whether one of its candles closed
    void close();
  };

  template <class Check>
  bool entry(bool buys, const Check& check) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }
  bool turned(bool is_long) const;
  void explain_entry(decision& record, const bar& candle) const;

  settings settings_;
  std::array<frame, timeframes> frames_;
  candle_exits exits_;
  bool primary_closed_ = false;
  bool ready_ = false; // the primary timeframe and one that confirms it are known
  timeframe_verdict now_;
  verdict decided_ = verdict::none;
};

} // namespace troupe::trading
