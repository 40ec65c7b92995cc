// How well each strategy does, by its closed trades, and which of them may enter on account of it.
//
// A trade is closed when the strategy's part of a position is gone; its profit is all that the part
// has realised since the last time, fees included. Of each strategy the last trades_max count.
//
//   score = 0.6 * share of trades that won + 0.4 * gross profit / (gross profit + gross loss)
//
// Switching is off while trades_min is 0: every strategy may enter. Otherwise those with fewer
// closed trades than trades_min may enter, so that they are measured, and of the others one alone:
// the active one. It stays so until another one's score exceeds its own by lead_bps; so two that do
// about the same well do not take turns. Of equals the first by name is active. A strategy that
// may not enter goes on leaving what it holds, so a change orphans no position.
//
// Source: the original's automatic switch (ten trades, a lead of a tenth). What was wrong there:
// its score added a share of wins to an average profit in dollars, so the size of the orders
// decided.
//
// A fold of closed trades; only + - * / on doubles. Allocates for a strategy's first trade.
#pragma once

#include "trading/market/fixed_point.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace troupe::trading {

struct switching_terms {
  std::int64_t trades_min = 0;
  std::int64_t lead_bps = 1'000;
};

class strategy_performance {
public:
  static constexpr std::size_t trades_max = 50;

  struct record {
    std::int64_t trades = 0;                 // ever
    std::array<money, trades_max> profits{}; // the last ones, in a ring

    std::size_t counted() const {
      return trades < static_cast<std::int64_t>(trades_max) ? static_cast<std::size_t>(trades)
                                                            : trades_max;
    }
    std::int64_t wins() const;
    std::int64_t losses() const;
    money gross_profit() const;
    money gross_loss() const; // zero or below
    double score() const;
  };

  void close(std::string_view strategy, money profit, const switching_terms& by);
  // The terms have changed.
  void review(const switching_terms& by);

  bool may_enter(std::string_view strategy, const switching_terms& by) const;
  // Empty while none is.
  const std::string& active() const { return active_; }
  const record* of(std::string_view strategy) const;
  std::int64_t switches() const { return switches_; }

private:
  std::map<std::string, record, std::less<>> records_;
  std::string active_;
  std::int64_t switches_ = 0; // from one to another
};

} // namespace troupe::trading
