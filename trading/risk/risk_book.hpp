// The state of the risk role: the account's books, the last prices, what operators ordered and
// what has been approved but not yet intended. A pure state machine: events are folded in, and
// proposals assessed against what was folded so far.
//
// Sizing of an entry: as its decision says (entry_size.hpp), else equity_fraction_bps of the
// equity; never above order_notional_max, and rounded down to what the asset is traded in. A size
// that cannot be worked out is zero, which the least order refuses. An exit closes exactly what
// strategies hold and is not already on its way out, never what was bought by hand; it is allowed
// whatever the limits, the switch and the age of the data say. Entries and exits of strategies are
// market orders, good till cancelled in crypto and for the day in equities. Where a strategy wants
// its stop and target at the venue the entry is a bracket, and its exit moves the bracket's target
// to the market (native_exit.hpp).
//
// Strategies share the capital as strategy_books.hpp says: an entry is held down to what is left of
// its strategy's budget, and refused where its strategy has had its share, where another one holds
// the symbol or has just been granted a wish on it, or where a better one has taken its place
// (strategy_performance.hpp). Exits pass all of this, but where a symbol is one strategy's at a
// time: then only that one may leave it.
//
// Approval reserves what the order will need, until its intent is folded; a reservation whose
// intent never comes lapses after data_age_max_s of market time.
//
// A check costs the same however much is held and open (see exposure.hpp), and allocates nothing
// once its symbol is known. Only the correlation, where it is limited, looks at what is held.
//
// Limits are those of the configuration, but for what operators ordered (command_kind::
// change_limits): an order of theirs stands until they change it again, over sessions too, and over
// another configuration. Another broker's account begins with the configuration's.
//
// Proposals of one instant are assessed in the order (symbol, strategy): the caller sees to it.
#pragma once

#include "trading/events.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/risk/entry_size.hpp"
#include "trading/risk/exposure.hpp"
#include "trading/risk/limits.hpp"
#include "trading/risk/rules.hpp"
#include "trading/risk/strategy_books.hpp"
#include "trading/risk/trading_switch.hpp"

#include <map>
#include <optional>
#include <span>

namespace troupe::trading {

struct assessment {
  // Stage risk, under the key of what was proposed, with a gate for each rule. Its reason is the
  // first gate that failed, or `all_rules_passed`.
  decision risk_decision;
  // When approved; its client_order_id is left empty for the executor to give.
  std::optional<order_request> request;
};

class risk_book {
public:
  explicit risk_book(const risk_limits& limits = {}, sector_table sectors = {});

  void fold(const event& happened);
  void fold(const bar& candle);
  void fold(const quote& seen);

  // What a strategy wants. The reference is the price that the order is expected to fill at; zero
  // when none is known, which refuses an entry. Throws std::invalid_argument for a decision that
  // wants nothing.
  assessment assess(const decision& wish, price reference, time_ns now);

  // What an operator orders: the order as it is, through the same rules. One that only closes what
  // is held is an exit. The decision's strategy is "manual" and its market_ns is now. Of one that
  // replaces an open order, what it adds, in quantity or in price, goes through the rules of a new
  // order; a replacement that adds nothing passes whatever they say.
  assessment assess_manual(const order_request& asked, price reference, time_ns now);

  // What assess_manual would decide of an order that replaces none, had it come now; nothing is
  // reserved and nothing remembered.
  decision preview_manual(const order_request& asked, price reference, time_ns now);

  // An approved order will not be sent after all.
  void release(const decision& approved);

  // Every rule that is on, with its figure and its limit, as an order of no size would meet it now:
  // those of the account, whatever the symbol.
  gate_list account_gates(time_ns now);

  // What the positions may lose, and how they move (risk_figures.hpp).
  input_list figures(time_ns now);

  // Which strategies share the capital, and how; until then each has all of it.
  void set_strategies(std::span<const strategy_choice> chosen) { strategies_.set_shares(chosen); }
  const strategy_books& strategies() const { return strategies_; }

  // As if they were configured so.
  void set_limits(const risk_limits& limits) { configured_ = limits_ = limits; }
  const risk_limits& limits() const { return limits_; }
  const portfolio& books() const { return books_; }
  const reservations& approved() const { return approved_; }
  const exposure& at_stake() const { return at_stake_; }
  const trading_switch& permission() const { return permission_; }
  risk_state state(time_ns now) const;
  money highest_equity() const { return fall_.highest(); }
  drawdown_state drawdown_now() const { return fall_.state(books_.equity(), limits_); }

private:
  struct manual_case {
    proposal meant;
    bool closes = false; // no more than what is held
  };

  void fold(const session_started& started);
  void fold(const command& ordered);
  void fold(const intent& asked);
  void fold(const order_event& reported);
  void fold(const adjustment& taken_over);
  void advance(time_ns now);
  void settle(time_ns now);
  risk_situation situation(const symbol& name, time_ns now);
  decision judge(const proposal& asked, const order_key& key, std::span<const risk_rule> rules,
                 const risk_situation& now) const;
  static manual_case case_of(const order_request& asked, price reference,
                             const risk_situation& now);
  assessment assess_replacement(const order& now_open, const order_request& after,
                                price reference, time_ns now);
  static void rule_on(decision& judged); // verdict and reason, by its gates
  decision judge_change(decision judged, const proposal& whole, const risk_situation& now) const;
  quantity entry_qty(const decision& wish, price reference) const;
  money most_for(const decision& wish) const;
  measured_risk measured_risk_of(const decision& wish) const;
  struct passing {
    const symbol& name;
    term strategy;
    time_ns market_ns;
  };
  void note_pass(const passing& who, side direction);
  void note_past(const intent& asked);
  switching_terms switching() const { return {limits_.switch_trades_min, limits_.switch_lead_bps}; }
  quantity closable_by_strategies(const symbol& name) const;
  assessment conclude(decision judged, const proposal& asked, order_request request);
  void forget_lapsed(time_ns now);
  void let_go(const order_key& key);
  std::uint32_t next_manual_ordinal(const symbol& name, time_ns now);

  risk_limits configured_;
  risk_limits limits_;
  portfolio books_;
  trading_switch permission_;
  reservations approved_;
  exposure at_stake_;
  drawdown fall_;
  rate_window rate_;
  day_trades round_trips_;
  return_history returns_;
  strategy_books strategies_;
  std::map<symbol, symbol_memory, symbol_order> memory_;
  std::map<symbol, order_key> last_manual_;
};

} // namespace troupe::trading
