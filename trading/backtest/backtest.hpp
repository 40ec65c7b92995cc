// One backtest: a market that was recorded, from its first instant to its last, against the same
// strategies, risk, books and matching engine as a run on the built-in venue at `--speed max`
// (simulation.hpp), which makes the same trades of the same files and settings.
//
// It begins flat with the cash of its terms, and trading is enabled, as on any simulated venue.
// What comes before from_ns warms up and is in no figure. What is held at the end is not sold: it
// counts at its last price. The account is looked at after every instant; that is where falls are
// measured.
//
// Memory: the orders and trades, about a kilobyte each, and a curve of bounded length.
#pragma once

#include "trading/backtest/backtest_figures.hpp"
#include "trading/backtest/equity_curve.hpp"
#include "trading/backtest/return_series.hpp"
#include "trading/backtest/round_trip.hpp"
#include "trading/backtest/simulation.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace troupe::trading {

struct backtest_terms {
  simulation_terms simulated;
  money cash;
  time_ns start_ns = 0; // market time before the first instant
};

class backtest {
public:
  // Errors: those of simulation::make, and `no_symbols`.
  static result<backtest> make(backtest_terms terms);

  // See simulation::step. Of symbols that are not traded nothing is told to the strategies.
  void step(time_ns at, std::span<const told_market> events);

  std::uint64_t bars() const { return bars_; } // that were told
  std::uint64_t quotes() const { return quotes_; }
  std::uint64_t steps() const { return steps_; }
  time_ns first_ns() const { return first_ns_; } // the first instant from from_ns on
  time_ns last_ns() const { return last_ns_; }
  // As of the last step.
  backtest_figures figures() const;
  const simulation& simulated() const { return simulation_; }
  const std::vector<trade_record>& fills() const { return account_->fills; }
  const std::vector<round_trip>& trades() const { return account_->trips.closed(); }
  const equity_curve& curve() const { return curve_; }

private:
  // What is made of the account's events.
  struct account_record {
    account_ledger ledger;
    round_trip_book trips;
    std::vector<trade_record> fills; // as the venue told them
    money fees;

    void fold(const event& happened);
  };
  struct prices {
    symbol of;
    price first;
    price last;
  };

  backtest(simulation made, std::unique_ptr<account_record> account,
           const backtest_terms& terms);

  bool is_traded(const told_market& told) const;
  void look_at_account(time_ns at);
  std::optional<double> market_return() const;
  void tell_returns(backtest_figures& into) const;

  std::unique_ptr<account_record> account_; // the simulation's observer holds it
  simulation simulation_;
  money cash_;
  time_ns from_ns_;
  std::vector<prices> prices_; // of the traded symbols, ascending
  std::vector<told_market> told_;
  std::uint64_t bars_ = 0;
  std::uint64_t quotes_ = 0;
  std::uint64_t steps_ = 0;
  bool begun_ = false; // from_ns is reached
  time_ns first_ns_ = 0;
  time_ns last_ns_ = 0;
  equity_curve curve_;
  std::array<return_series, 3> returns_;
  double held_ = 0;       // what is held now over the equity
  double held_time_ = 0;  // ns, weighted by it
  time_ns in_market_ns_ = 0;
};

} // namespace troupe::trading
