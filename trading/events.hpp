// Everything that can happen, and that the journal therefore holds: inputs (what the market, the
// venue and the operator did) and outputs (what was decided and asked for). State is a fold over
// these; nothing else changes it.
#pragma once

#include "trading/decision.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"
#include "trading/orders/order.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace troupe::trading {

// A process took the account over. A broker_account other than the last one starts new books:
// what was held before belongs to another account.
struct session_started {
  std::string node;
  std::string account_id;     // our name for the account, in every key
  std::string broker_account; // the venue's identifier of it
  std::string venue_url;
  bool simulated = false;
  std::uint64_t epoch = 0; // of the lease
  time_ns market_ns = 0;
  money cash; // of the account, as the venue tells it

  friend bool operator==(const session_started&, const session_started&) = default;
};

// Market time moved to this instant: all data up to it has been told.
struct clock_tick {
  time_ns market_ns = 0;
  friend bool operator==(const clock_tick&, const clock_tick&) = default;
};

// A bar from before the strategies' start or from a gap, which warms them up but is not traded on.
struct history_bar {
  trading::bar bar;
  friend bool operator==(const history_bar&, const history_bar&) = default;
};

// An order that is about to be asked for: durable before the request leaves. Identified, besides
// its client order id, by (market_ns, symbol, strategy, ordinal), as its decision is. An order that
// was found at the venue and that nobody here asked for is adopted as an intent of "manual", under
// the client order id that it has there.
struct intent {
  order_request request;
  term strategy; // or "manual"
  time_ns market_ns = 0;
  std::uint32_t ordinal = 0;

  friend bool operator==(const intent&, const intent&) = default;
};

enum class adjustment_kind : std::uint8_t {
  position_adopted,   // the venue holds what we never bought here
  position_corrected, // the venue holds another quantity than our fills add up to
  cash_corrected,
  // What the venue names as the cause, in the account's activities.
  deposit,
  withdrawal,
  dividend, // of a symbol, with what is withheld from it
  interest, // paid or, negative, charged
  fee,      // in money, that no fill told; of a symbol or of none
  coin_fee, // taken from the position
  split     // the same position in other units
};

std::string_view to_text(adjustment_kind kind);

// True of what is earned or paid for by holding and trading, and so is a profit or a loss. All else
// is a transfer, or was nobody's trade.
constexpr bool is_profit(adjustment_kind kind) {
  return kind == adjustment_kind::dividend || kind == adjustment_kind::interest ||
         kind == adjustment_kind::fee || kind == adjustment_kind::coin_fee;
}

// A difference between the venue's books and ours, taken over openly, never silently.
struct adjustment {
  adjustment_kind kind = adjustment_kind::position_corrected;
  trading::symbol symbol;
  quantity qty; // added to the position
  price px;     // its cost a unit
  money cash;   // added to the cash
  std::string reason;
  time_ns market_ns = 0;
  std::string activity_id = {}; // the venue's, of the activity that it names as the cause

  friend bool operator==(const adjustment&, const adjustment&) = default;
};

enum class command_kind : std::uint8_t {
  enable_trading,
  disable_trading,
  halt,
  resume,
  release_symbol, // from quarantine (see portfolio/quarantine.hpp)
  change_limits,  // of risk (see risk/limit_table.hpp)
  change_strategy, // its parameters, symbols, switch (see strategies/strategy_change.hpp)
  // Of the executor, not of an operator: the venue has not told the account for too long, or has
  // again. Until then its buying power counts for nothing.
  account_stale,
  account_fresh
};

std::string_view to_text(command_kind kind);

// What an operator ordered. Halted: no new risk; closing and reducing orders pass.
struct command {
  command_kind kind = command_kind::halt;
  std::string who;
  std::string reason;
  time_ns market_ns = 0;
  trading::symbol symbol = {}; // that is released
  // Of limits, as "order_notional_max=30000 open_positions_max=5"; of a strategy, its name first.
  std::string changes = {};

  friend bool operator==(const command&, const command&) = default;
};

// A value of the configuration, by the name of its key ("risk.daily_loss_max") and as its text.
struct setting {
  std::string key;
  std::string value;

  friend bool operator==(const setting&, const setting&) = default;
};

// What a session decides by, of the configuration: strategies, symbols and limits. It holds until
// the next. Secrets are never among it.
struct configuration {
  time_ns market_ns = 0;
  std::vector<setting> settings; // at most settings_max, in the schema's order

  static constexpr std::size_t settings_max = 4096;
  friend bool operator==(const configuration&, const configuration&) = default;
};

// An order as an operator asked for it, before risk has judged it.
struct operator_order {
  order_request request;
  std::string who;
  time_ns market_ns = 0; // at which risk judges it

  friend bool operator==(const operator_order&, const operator_order&) = default;
};

using event = std::variant<session_started, clock_tick, bar, history_bar, quote, trade, decision,
                           intent, order_event, adjustment, command, configuration,
                           operator_order>;

// The word `troupe journal cat` shows: "session", "tick", "bar", "history", "quote", "trade",
// "decision", "intent", "adjustment", "command", "configuration", "operator_order"; of an order
// event "ack", "fill", "cancel",
// "reject", "expire", "unknown", "resolved", "replace".
std::string_view type_name(const event& happened);
// The market instant that an event belongs to.
time_ns market_time(const event& happened);

} // namespace troupe::trading
