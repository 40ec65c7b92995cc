// An order as the simulated venue keeps it, and what it says when something happened to one.
//
// Orders of a group (bracket, oco, oto) are orders of their own: the first is the group's parent,
// its legs name it, and it names them. Everything here is plain values.
#pragma once

#include "trading/orders/order_instructions.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace troupe::trading {

// Alpaca's words; `open` is its "new".
enum class paper_status : std::uint8_t {
  accepted,    // waits for its session
  pending_new, // on its way into the market
  open,
  partially_filled,
  held, // a leg that waits for its parent, or a stop of a group until it triggers
  done_for_day,
  pending_cancel,
  pending_replace,
  filled,
  canceled,
  expired,
  rejected,
  replaced
};

std::string_view to_text(paper_status value);
bool is_terminal(paper_status status);

// What happens to an order, in the words of Alpaca's order stream; `open` is its "new".
enum class paper_event : std::uint8_t {
  accepted,
  open,
  held,
  partial_fill,
  fill,
  done_for_day,
  pending_cancel,
  pending_replace,
  canceled,
  expired,
  replaced,
  rejected,
  order_cancel_rejected,
  order_replace_rejected
};

std::string_view to_text(paper_event value);
// The nearest of the kinds that order books know: what leaves an order as it was is `open`.
order_event_kind kind_of(paper_event value);

enum class leg_role : std::uint8_t { none, take_profit, stop_loss };

// Times are market time; zero where the thing has not happened.
struct paper_order {
  std::string id;
  order_request request; // of a trailing stop, stop_price is where it stands now
  order_instructions instructions;
  position_intent intent = position_intent::buy_to_open; // when it was taken
  quantity qty; // as requested, or what the requested notional came to
  paper_status status = paper_status::pending_new;
  bool triggered = false; // the stop price was reached, or the order's auction is now
  bool armed = false;     // of a held stop: it is watched
  price hwm;              // of a trailing stop: the best price since it was taken
  quantity filled_qty;
  money filled_notional;
  money fee;
  quantity fee_qty;
  std::uint64_t sequence = 0; // counts the orders of the account from 1
  leg_role role = leg_role::none;
  std::uint64_t parent = 0;            // the sequence of a leg's parent
  std::array<std::uint64_t, 2> legs{}; // the sequences of a parent's legs; zero is none
  std::string replaces;                // ids
  std::string replaced_by;
  time_ns created_ns = 0;
  time_ns submitted_ns = 0;
  time_ns updated_ns = 0;
  time_ns filled_ns = 0;
  time_ns canceled_ns = 0;
  time_ns expired_ns = 0;
  time_ns failed_ns = 0;
  time_ns replaced_ns = 0;
  time_ns expires_ns = 0;

  bool is_open() const { return !is_terminal(status); }
  // It can fill at some price: live, or a stop that is watched.
  bool is_live() const { return is_open() && (status != paper_status::held || armed); }
  bool is_leg() const { return parent != 0; }
  // What does not fill at the next chance is canceled.
  bool fills_now_or_never() const;
  quantity open_qty() const { return qty - filled_qty; }
};

// event.execution_id is set for fills only; execution_id names every update.
struct order_update {
  order_event event; // in the words of order books
  paper_event kind = paper_event::open;
  std::string execution_id;
  quantity position_qty; // of the symbol, signed, after the event
  paper_order order;     // after the event
};

using order_updates = std::vector<order_update>;

} // namespace troupe::trading
