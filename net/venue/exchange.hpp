// The venue behind its doors: the matching engine, what has been published, and the names under
// which all of it is known. It has no sockets; routes and streams speak for it.
#pragma once

#include "net/venue/account_configuration.hpp"
#include "net/venue/activity_log.hpp"
#include "net/venue/data/data_plan.hpp"
#include "net/venue/data/news_wire.hpp"
#include "net/venue/data/tick_tape.hpp"
#include "net/venue/data/trade_fates.hpp"
#include "net/venue/equity_history.hpp"
#include "net/venue/market_source.hpp"
#include "net/venue/split_prices.hpp"
#include "net/venue/update_log.hpp"
#include "net/venue/watchlists.hpp"
#include "trading/matching/paper_engine.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::net::venue {

struct exchange_terms {
  trading::paper_terms paper;
  std::string instance; // tells this run of the venue from any other; names the account
  bool trades_have_fates = false;
  data_plan plan; // of market data
};

// Each is asked for the symbol of an order, and may be empty.
struct matching_faults {
  std::function<bool(const trading::symbol&)> halted;  // when one is placed
  std::function<bool(const trading::symbol&)> partial; // for each fill
  std::function<bool(const trading::symbol&)> late;    // when one is canceled or replaced
};

class exchange {
public:
  // Takes the source's history: its last bars are the first quotes.
  exchange(const exchange_terms& terms, market_source& source);
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;

  // Called with the updates of every order that changes through place() and cancel(), before
  // those return.
  void on_updates(std::function<void(const trading::order_updates&)> tell) {
    tell_ = std::move(tell);
  }

  // What is to go wrong with orders and their fills.
  void meet_faults(matching_faults faults) { faults_ = std::move(faults); }

  // Matches what rests against the instant, in the instant's order, and publishes it.
  trading::order_updates take(const market_instant& instant);
  // As submit() of the engine, with the errors `unknown_symbol` and, by the account's
  // configuration, `order_forbidden` besides. Answers the order and its legs as they were accepted,
  // before anything happened to them.
  using placed = trading::paper_engine::submission;
  result<placed> place(const trading::order_draft& asked);
  result<void> cancel(std::string_view order_id);
  // As replace() of the engine.
  result<placed> replace(std::string_view order_id, const trading::order_change& change);
  // Cancels every open order and answers their ids, the oldest first.
  std::vector<std::string> cancel_all();

  // What moves the account besides orders. A dividend is paid on what is held, by the unit, and
  // a split makes `to` units of each `from`. Errors: `position_not_found`; `order_not_allowed` of a
  // split while orders in the symbol are open.
  void pay(activity_kind kind, trading::money amount, const std::string& description);
  result<void> pay_dividend(const trading::symbol& on, trading::money by_unit);
  // Prices are in the new units from then on.
  result<void> split(const trading::symbol& of, trading::quantity from, trading::quantity to);
  // What the source says of an instant, after the splits so far: to be taken and told.
  void restate(market_instant& instant) const { splits_.apply(instant); }

  // What the account's owner keeps here.
  const account_configuration& configuration() const { return configuration_; }
  void configure(account_configuration next) { configuration_ = std::move(next); }
  watchlists& lists_of_symbols() { return watchlists_; }

  // What has been, and the account's worth now: cash and holdings at market value.
  const activity_log& activities() const { return activities_; }
  const update_log& updates() const { return updates_; }
  const equity_history& equity() const { return equity_; }
  trading::money worth() const;

  const trading::paper_engine& engine() const { return engine_; }
  const bar_tape& bars() const { return bars_; }
  const tick_tape& ticks() const { return ticks_; }
  const news_wire& news() const { return news_; }
  const data_plan& plan() const { return plan_; }
  // What the last instant brought of earlier trades.
  const std::vector<stream_message>& fates() const { return fates_told_; }
  const std::vector<trading::symbol>& symbols() const { return symbols_; }
  bool lists(const trading::symbol& of) const;
  trading::time_ns now() const { return engine_.now(); }
  trading::time_ns opened_ns() const { return opened_ns_; } // market time of the start
  trading::money opening_cash() const { return opening_cash_; }
  const std::string& account_id() const { return account_id_; }
  std::string asset_id(const trading::symbol& of) const;
  // By symbol in any spelling, or by asset id. Error: `unknown_symbol`.
  result<trading::symbol> find_asset(std::string_view name) const;

private:
  trading::paper_engine engine_;
  bar_tape bars_;
  tick_tape ticks_; // reads bars_
  std::vector<trading::symbol> symbols_;
  news_wire news_;
  data_plan plan_;
  std::optional<trade_fates> fates_;
  std::vector<stream_message> fates_told_;
  trading::time_ns opened_ns_;
  trading::money opening_cash_;
  std::string account_id_;
  account_configuration configuration_;
  activity_log activities_;
  update_log updates_;
  equity_history equity_;
  watchlists watchlists_;
  split_prices splits_;
  std::function<void(const trading::order_updates&)> tell_;
  void restate_market(const trading::symbol& of, split_ratio ratio);
  void published(const trading::order_updates& updates);
  trading::late_fill race_of(std::string_view order_id) const;

  matching_faults faults_;
};

} // namespace troupe::net::venue
