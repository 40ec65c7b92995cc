// The rules of risk. Each asks one question of a proposed order and answers with a gate that shows
// what was compared with what; it passes or refuses, and never changes anything. All rules that
// apply are asked, so that a refusal tells everything that stands in the way.
//
// A figure that is missing fails its rule: risk fails closed.
#pragma once

#include "trading/decision.hpp"
#include "trading/orders/order.hpp"
#include "trading/risk/exposure.hpp"
#include "trading/risk/limits.hpp"
#include "trading/risk/trading_switch.hpp"

#include <span>

namespace troupe::trading {

// An order as it would be sent, and what it rests on.
struct proposal {
  trading::symbol symbol;
  term strategy;
  trading::side side = side::buy;
  quantity qty;
  price reference;     // what it is expected to fill at
  time_ns data_ns = 0; // of the oldest figure that it rests on

  money value() const { return notional(reference, qty); }
};

struct risk_situation {
  const risk_limits& limits;
  const portfolio& books;
  const exposure& at_stake;
  const trading_switch& permission;
  time_ns now;
};

using risk_rule = gate (*)(const proposal&, const risk_situation&);

// For orders that add risk:
gate trading_enabled(const proposal&, const risk_situation&); // an operator allows trading
gate not_halted(const proposal&, const risk_situation&);      // nobody has halted it
gate data_age(const proposal&, const risk_situation&); // in seconds of market time, within bounds
// No order on this symbol has an unknown outcome.
gate symbol_unknown_orders(const proposal&, const risk_situation&);
// The venue's books and ours agreed on this symbol, or an operator has released it since.
gate symbol_reconciled(const proposal&, const risk_situation&);
// No order of this strategy is under way on this symbol; operators' orders may pile up.
gate duplicate_intent(const proposal&, const risk_situation&);
gate order_minimum_notional(const proposal&, const risk_situation&); // worth sending at all
gate order_notional(const proposal&, const risk_situation&);         // this order's value
gate position_notional(const proposal&, const risk_situation&); // with what is held and under way
gate open_positions(const proposal&, const risk_situation&);    // symbols at stake, this one too
gate daily_loss(const proposal&, const risk_situation&);        // lost since the day began
gate buying_power(const proposal&, const risk_situation&);      // free cash covers its value
gate short_permission(const proposal&, const risk_situation&);  // a short position where allowed

// For orders that only close:
gate position_held(const proposal&,
                   const risk_situation&);                 // as much is held and not on its way out
gate no_open_exit(const proposal&, const risk_situation&); // nothing of it is on its way out

// In the order of their declaration here.
std::span<const risk_rule> entry_rules();
// For a strategy's exit. An operator may close in parts: for him only position_held applies.
std::span<const risk_rule> exit_rules();
std::span<const risk_rule> manual_exit_rules();

} // namespace troupe::trading
