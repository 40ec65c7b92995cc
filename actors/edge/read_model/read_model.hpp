// All that the edge knows: a fold of the journal, the latest prices from the feed, and the books
// as the portfolio tells them. It decides nothing, and everything in it can be made again.
//
// A session of another broker's account makes it forget everything before: the other account may
// live in another market, at another time.
#pragma once

#include "actors/edge/read_model/bar_history.hpp"
#include "actors/edge/read_model/decision_history.hpp"
#include "actors/edge/read_model/order_history.hpp"
#include "actors/edge/read_model/record_archive.hpp"
#include "actors/protocol/messages.hpp"
#include "trading/portfolio/quarantine.hpp"
#include "trading/risk/trading_switch.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::actors {

// A price and when it came here, by the process's steady clock.
struct seen_quote {
  trading::quote quote;
  std::int64_t arrived_ns = 0;
};
// What another source says while the venue is silent.
struct seen_fallback {
  trading::quote quote;
  std::string source;
  std::vector<trading::bar> bars;
};
struct seen_trade {
  trading::trade trade;
  std::int64_t arrived_ns = 0;
};

// Between bid and offer; the only side where the other is missing, zero where both are.
trading::price middle_of(const trading::quote& quote);

class read_model {
public:
  // In the order of the sequence numbers.
  void fold(const persistence::journal::record& told);
  void fold(const trading::quote& told, std::int64_t arrived_ns);
  void fold(const trading::trade& told, std::int64_t arrived_ns);
  void fold(const fallback_quote& told);
  void fold(const account_update& told);
  void fold(const position_update& told);

  const order_history& orders() const { return orders_; }
  const decision_history& decisions() const { return decisions_; }
  const bar_history& bars() const { return bars_; }
  const record_archive& archive() const { return archive_; }
  const trading::trading_switch& trading_switch() const { return switch_; }
  // What operators changed for this account, as trading::with_changes takes it.
  const std::string& limit_changes() const { return limit_changes_; }
  // The same of each strategy, by its name.
  const std::map<std::string, std::string>& strategy_changes() const { return strategy_changes_; }
  // The last decision of each strategy on each symbol.
  const std::map<std::pair<trading::symbol, trading::term>, record_pointer>& signals() const {
    return signals_;
  }
  const trading::quarantine& quarantined() const { return quarantined_; }
  const std::map<trading::symbol, seen_quote>& quotes() const { return quotes_; }
  // Of symbols that the venue is silent about.
  const std::map<trading::symbol, seen_fallback>& fallbacks() const { return fallbacks_; }
  const std::map<trading::symbol, seen_trade>& trades() const { return trades_; }
  // What is held now; nothing flat.
  const std::map<trading::symbol, trading::position>& positions() const { return positions_; }
  // Absent until the portfolio has told it.
  const std::optional<account_update>& account() const { return account_; }
  const trading::session_started& session() const { return session_; }
  trading::time_ns market_ns() const { return market_ns_; }
  // The record that began the account's present run: nothing before it is known here.
  std::uint64_t run_seq() const { return run_seq_; }
  // Zero when nothing is known of the symbol.
  trading::price last_price(const trading::symbol& name) const;
  // Cash that no purchase under way will need, never below zero.
  trading::money buying_power() const;

private:
  void begin(const trading::session_started& started, std::uint64_t seq);
  void fold(const trading::decision& made, const record_pointer& kept);
  void fold(const trading::command& ordered);

  trading::session_started session_;
  trading::trading_switch switch_;
  trading::quarantine quarantined_;
  std::string limit_changes_;
  std::map<std::string, std::string> strategy_changes_;
  std::map<std::pair<trading::symbol, trading::term>, record_pointer> signals_;
  order_history orders_;
  decision_history decisions_;
  bar_history bars_;
  record_archive archive_;
  std::map<trading::symbol, seen_quote> quotes_;
  std::map<trading::symbol, seen_fallback> fallbacks_;
  std::map<trading::symbol, seen_trade> trades_;
  std::map<trading::symbol, trading::position> positions_;
  std::optional<account_update> account_;
  trading::time_ns market_ns_ = 0;
  std::uint64_t run_seq_ = 0;
};

} // namespace troupe::actors
