// Strategies, risk and books of one account in one loop on market time: what the roles are
// together, without threads, mailboxes and a venue. Replays and backtests run this; the roles run
// the same parts, so that what is decided here is what would have been decided there.
//
// It is told everything that happens in the order in which it happened, and answers what the
// strategies decide upon it. Nothing else has an influence. What a strategy wants is not assessed
// by itself: the caller says when, since that is when risk saw it.
#pragma once

#include "trading/events.hpp"
#include "trading/market/symbol.hpp"
#include "trading/result.hpp"
#include "trading/risk/risk_book.hpp"
#include "trading/signal/signal_book.hpp"

#include <span>
#include <vector>

namespace troupe::trading {

struct desk_terms {
  std::vector<symbol> symbols;
  std::vector<strategy_choice> strategies;
  watchlist_table watchlists{};
  risk_limits limits;
  sector_table sectors;
};

class trading_desk {
public:
  // Errors: those of signal_book::make.
  static result<trading_desk> make(desk_terms terms);

  // The decisions hold until the next call. A session of another broker's account starts anew.
  std::span<const decision> fold(const event& happened);

  // At the last price and the market time that are known now, as the risk role asks it.
  assessment assess(const decision& wish);
  assessment assess_manual(const order_request& asked);

  const risk_book& risk() const { return risk_; }
  const portfolio& books() const { return risk_.books(); }
  const desk_terms& terms() const { return terms_; }
  time_ns market_ns() const { return market_ns_; }

private:
  trading_desk(desk_terms terms, signal_book signals);

  std::span<const decision> tell_strategies(const event& happened);
  void begin_session(const session_started& started);

  desk_terms terms_;
  signal_book signals_;
  risk_book risk_;
  time_ns market_ns_ = 0;
};

} // namespace troupe::trading
