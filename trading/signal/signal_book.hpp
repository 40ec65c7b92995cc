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
#pragma once

#include "trading/events.hpp"
#include "trading/market/candle_builder.hpp"
#include "trading/portfolio/position.hpp"
#include "trading/result.hpp"
#include "trading/strategies/catalogue.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace troupe::trading {

struct strategy_choice {
  std::string name;
  parameter_values parameters; // what differs from the defaults
};

class signal_book {
public:
  // Every strategy on every symbol; a strategy may be named once.
  // Errors: those of make_strategy, and `duplicate_strategy`.
  static result<signal_book> make(const std::vector<symbol>& symbols,
                                  const std::vector<strategy_choice>& choices);

  // Events of symbols that this book does not hold are passed over.
  std::span<const decision> fold(const bar& live);
  void fold(const history_bar& past);
  std::span<const decision> fold(const quote& seen);
  // What is held now, which the strategies see from the next event on.
  void fold(const position& held);
  // All data up to this instant has been told: closes the candles that end by then.
  std::span<const decision> advance(time_ns now);

  bool holds(const symbol& name) const { return desks_.contains(name); }
  // Bars that came too late for their candle, or twice; once for each strategy.
  std::uint64_t ignored_bars() const;

private:
  struct instance {
    instance(std::unique_ptr<strategy> made, asset_class kind)
        : machine(std::move(made)), candles(machine->candle_length_ns(), kind) {}

    std::unique_ptr<strategy> machine;
    candle_builder candles;
    time_ns last_live_start_ns = std::numeric_limits<time_ns>::min();
    time_ns last_market_ns = std::numeric_limits<time_ns>::min();
    std::uint32_t next_ordinal = 0;
  };

  struct desk {
    position_view held;
    std::vector<instance> instances; // sorted by the strategy's name
  };

  static void number(instance& source, decision& made);
  void close(desk& at, instance& which, const bar& candle, bool live);
  std::span<const decision> sorted();

  std::map<symbol, desk> desks_;
  std::vector<decision> made_; // by the last call
};

} // namespace troupe::trading
