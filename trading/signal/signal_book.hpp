// The state of the signal role: for a set of symbols and the strategies that run on them, the
// candles being built and the strategies' instances. One of each for every pair of the two.
//
// Events go in, decisions come out, and nothing else has an influence: folding the same calls into
// a fresh book gives the same book and the same decisions. What one symbol does depends on no
// other symbol, so symbols may be split over any number of books.
//
// Candles lie on session boundaries (candle_builder.hpp); they close by bars and by advance() only.
// A quote does not close them: it shows that its instant has come, but not that the bars which end
// there have been told.
//
// Decisions of one call come in the order (market_ns, symbol, strategy), in memory that the next
// call uses again. A history_bar warms up
// and yields nothing: neither when it closes a candle itself, nor when a later event closes one
// that holds no live bar.
//
// An operator may change a strategy while it runs (strategies/strategy_choice.hpp): from the next
// event on. New parameters make new machines, which take in the bars of the last days
// (bar_memory.hpp), with nothing held, so they are warm at once; exits by trail and by time begin
// anew. A strategy that is switched off, or a symbol outside its universe, has its entries turned
// into `none` with the gate that stands in the way; exits pass.
#pragma once

#include "trading/events.hpp"
#include "trading/market/bar_memory.hpp"
#include "trading/market/candle_builder.hpp"
#include "trading/portfolio/position.hpp"
#include "trading/result.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace troupe::trading {

class signal_book {
public:
  // Every strategy on every symbol; a strategy may be named once.
  // Errors: those of make_strategy, and `duplicate_strategy`.
  static result<signal_book> make(const std::vector<symbol>& symbols,
                                  const std::vector<strategy_choice>& choices,
                                  watchlist_table lists = {});

  // Events of symbols that this book does not hold are passed over.
  std::span<const decision> fold(const bar& live);
  void fold(const history_bar& past);
  std::span<const decision> fold(const quote& seen);
  // What is held now, which the strategies see from the next event on.
  void fold(const position& held);
  // What an operator changes of a strategy; other commands, strategies that do not run here, and
  // changes that are not allowed are passed over.
  void fold(const command& ordered);
  // All data up to this instant has been told: closes the candles that end by then.
  std::span<const decision> advance(time_ns now);

  bool holds(const symbol& name) const { return desks_.contains(name); }
  // Bars that came too late for their candle, or twice; once for each strategy.
  std::uint64_t ignored_bars() const;
  // As they are now, sorted by name.
  const std::vector<strategy_choice>& choices() const { return choices_; }

private:
  struct instance {
    instance(std::unique_ptr<strategy> made, asset_class kind)
        : machine(std::move(made)), candles(machine->candle_length_ns(), kind) {}

    std::unique_ptr<strategy> machine;
    candle_builder candles;
    candle_turnover turnover;
    time_ns last_live_start_ns = std::numeric_limits<time_ns>::min();
    time_ns last_market_ns = std::numeric_limits<time_ns>::min();
    std::uint32_t next_ordinal = 0;
  };

  struct desk {
    position_view held;
    bar_memory recent;
    std::vector<instance> instances; // as choices_
  };

  void make_anew(desk& at, const symbol& name, std::size_t index);
  void restrain(const instance& source, std::size_t index, decision& wish) const;
  static void number(instance& source, decision& made);
  void close(desk& at, std::size_t index, const bar& candle, bool live);
  std::span<const decision> sorted();

  std::vector<strategy_choice> choices_; // sorted by name
  watchlist_table lists_;
  std::map<symbol, desk> desks_;
  time_ns told_until_ns_ = std::numeric_limits<time_ns>::min(); // by advance()
  std::vector<decision> made_; // by the last call
};

} // namespace troupe::trading
