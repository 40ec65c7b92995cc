// The rules of risk. Each asks one question of a proposed order and answers with a gate that shows
// what was compared with what; it passes or refuses, and never changes anything. All rules that
// apply are asked, so that a refusal tells everything that stands in the way.
//
// A figure that is missing fails its rule: risk fails closed. A rule whose limit is switched off
// (limit_table.hpp says which can be) answers with a gate without a name, which is not recorded.
#pragma once

#include "trading/decision.hpp"
#include "trading/market/quote.hpp"
#include "trading/orders/order.hpp"
#include "trading/risk/day_trades.hpp"
#include "trading/risk/drawdown.hpp"
#include "trading/risk/exposure.hpp"
#include "trading/risk/limits.hpp"
#include "trading/risk/rate_window.hpp"
#include "trading/risk/return_history.hpp"
#include "trading/risk/strategy_books.hpp"
#include "trading/risk/trading_switch.hpp"

#include <array>
#include <span>
#include <string_view>

namespace troupe::trading {

// An order as it would be sent, and what it rests on.
struct proposal {
  trading::symbol symbol;
  term strategy;
  trading::side side = side::buy;
  quantity qty;
  price reference;     // what it is expected to fill at
  time_ns data_ns = 0; // of the oldest figure that it rests on
  money value = {};    // of qty at the reference
  time_ns wished_ns = 0; // the instant of the decision behind it
};

// What risk remembers of one symbol besides the books.
struct symbol_memory {
  trading::quote quote; // the last one; its symbol is empty before any
  time_ns data_ns = 0;  // of the last price
  struct intent_memory {
    term strategy;
    time_ns market_ns = 0;
  };
  std::array<intent_memory, 2> intents{}; // the last one of a strategy, by side

  const intent_memory& intended(side direction) const {
    return intents[direction == side::buy ? 0 : 1];
  }
};

struct risk_situation {
  const risk_limits& limits;
  const portfolio& books;
  const reservations& approved;
  const exposure& at_stake;
  const symbol_exposure& of_symbol;
  const symbol_memory& memory;
  const trading_switch& permission;
  const day_account& day;
  const drawdown& fall;
  const rate_window& rate;
  const day_trades& round_trips;
  const return_history& returns;
  const strategy_books& strategies;
  money equity;
  time_ns now;

  switching_terms switching() const { return {limits.switch_trades_min, limits.switch_lead_bps}; }

  // A simulated venue that replays bars alone quotes nothing, ever; there the last price, whose age
  // is bounded too, takes the place of a quote. A symbol that was quoted once must go on being
  // quoted, and any other venue must quote before it is ordered from.
  bool is_never_quoted() const { return permission.simulated() && memory.quote.symbol.empty(); }

  // visit(commitment) for each order on the symbol under way: open ones first, then those approved.
  template <class Visit>
  void each_under_way(const symbol& name, Visit&& visit) const {
    books.orders().each_open(name,
                             [&](const order& open) { visit(commitment_of(books, open)); });
    if (of_symbol.approved_buys.count + of_symbol.approved_sells.count == 0)
      return;
    for (const auto& [key, each] : approved)
      if (key.symbol == name)
        visit(each);
  }
};

using risk_rule = gate (*)(const proposal&, const risk_situation&);

// For orders that add risk:
gate trading_enabled(const proposal&, const risk_situation&); // an operator allows trading
gate not_halted(const proposal&, const risk_situation&); // neither an operator nor a drawdown has
gate data_age(const proposal&, const risk_situation&); // in seconds of market time, within bounds
// No order on this symbol has an unknown outcome.
gate symbol_unknown_orders(const proposal&, const risk_situation&);
// The venue's books and ours agreed on this symbol, or an operator has released it since.
gate symbol_reconciled(const proposal&, const risk_situation&);
// No order of this strategy is under way on this symbol, nor was one of this side intended within
// duplicate_window_ms; operators' orders may pile up.
gate duplicate_intent(const proposal&, const risk_situation&);
gate order_minimum_notional(const proposal&, const risk_situation&); // worth sending at all
gate order_notional(const proposal&, const risk_situation&);         // this order's value
gate position_notional(const proposal&, const risk_situation&); // with what is held and under way
gate open_positions(const proposal&, const risk_situation&);    // symbols at stake, this one too
gate daily_loss(const proposal&, const risk_situation&);   // lost since the exchange's day began
gate buying_power(const proposal&, const risk_situation&); // free cash covers its value
gate account_fresh(const proposal&, const risk_situation&); // and the venue has told it lately
gate short_permission(const proposal&, const risk_situation&); // a short position where allowed
gate account_known(const proposal&, const risk_situation&);    // there are books at all
// Room among the approved orders that are no intents yet, with some left for exits.
gate approvals_waiting(const proposal&, const risk_situation&);
gate order_quantity(const proposal&, const risk_situation&);
// Of the worst case of all positions and orders of all strategies, this order included:
gate gross_exposure(const proposal&, const risk_situation&);
gate net_exposure(const proposal&, const risk_situation&);
gate symbol_concentration(const proposal&, const risk_situation&); // in money: a share of equity
// A symbol that the table of sectors does not name is refused; without a table there is no rule.
gate sector_concentration(const proposal&, const risk_situation&);
// The highest with what is held the same way; correlation_undefined says what undefined means.
gate correlation(const proposal&, const risk_situation&);
// Of the worst case of all positions, this order included: what their last returns would have lost
// in var_horizon_min (portfolio_risk.hpp, historical, 95 %). correlation_samples_min and
// correlation_undefined say what holds with too few returns.
gate value_at_risk(const proposal&, const risk_situation&);
gate conditional_value_at_risk(const proposal&, const risk_situation&);
gate daily_realised_loss(const proposal&, const risk_situation&);
gate drawdown_limit(const proposal&, const risk_situation&);
gate order_rate(const proposal&, const risk_situation&); // this order and those of a minute
gate turnover_rate(const proposal&, const risk_situation&);
gate day_trade_count(const proposal&, const risk_situation&);
// Of the last quote of the symbol; no rule where a simulated venue never quotes it.
gate quote_age(const proposal&, const risk_situation&);
// Not priced further beyond the other side of the quote than price_collar_bps. Where a simulated
// venue never quotes the symbol, and where no age of quotes is asked for and there is none or a
// newer price, the last price counts.
gate price_collar(const proposal&, const risk_situation&);
// No resting order of ours on the other side that this one would meet.
gate self_trade(const proposal&, const risk_situation&);
// No position of a strategy stands longer without its stop order than protection_within_ms.
gate protection(const proposal&, const risk_situation&);
// Of several strategies on the same capital (strategy_books.hpp); none of them for operators:
// What the strategy has at stake, with this order, is within its budget.
gate strategy_budget(const proposal&, const risk_situation&);
gate strategy_positions(const proposal&, const risk_situation&); // symbols, this one too
gate strategy_entries(const proposal&, const risk_situation&);   // of this instant, this one too
gate strategy_active(const proposal&, const risk_situation&); // no better one has taken its place
gate symbol_strategies(const proposal&, const risk_situation&); // on this symbol, this one too
// No entry of another strategy on this symbol passed lately the other way, or the same way.
gate opposite_signal(const proposal&, const risk_situation&);
gate same_direction(const proposal&, const risk_situation&);

// For orders that only close:
// As much is held and not on its way out.
gate position_held(const proposal&, const risk_situation&);
gate no_open_exit(const proposal&, const risk_situation&);    // nothing of it is on its way out
// Where a symbol is one strategy's at a time, it is this one's, or nobody's.
gate own_position(const proposal&, const risk_situation&);
gate approvals_bounded(const proposal&, const risk_situation&); // there is room at all

// In the order of their declaration here.
std::span<const risk_rule> entry_rules();
// For a strategy's exit. An operator may close in parts: for him no_open_exit does not apply.
std::span<const risk_rule> exit_rules();
std::span<const risk_rule> manual_exit_rules();
// For one through a bracket's target, which is on its way out already and adds nothing.
std::span<const risk_rule> bracket_exit_rules();

// Active: every order that the rules pass. Reducing: orders that reduce, for as long as the cause
// lasts. Halted: the same, until an operator resumes.
enum class risk_state : std::uint8_t { active, reducing, halted };
std::string_view to_text(risk_state state);

} // namespace troupe::trading
