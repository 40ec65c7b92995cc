// An order: what was asked for, what the venue said of it, and what is known of it now.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/term.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::trading {

enum class side : std::uint8_t { buy, sell };
enum class order_type : std::uint8_t { market, limit, stop, stop_limit, trailing_stop };
enum class time_in_force : std::uint8_t { day, gtc, opg, cls, ioc, fok };
enum class order_class : std::uint8_t { simple, bracket, oco, oto, mleg };

// `unknown` is a state: the outcome of a request is not known, and the symbol takes no new risk
// until the venue has been asked by client order id. The others are Alpaca's words.
enum class order_status : std::uint8_t {
  intended, // journaled, not yet answered
  unknown,
  accepted, // also Alpaca's pending_new
  open,     // Alpaca's new
  partially_filled,
  pending_cancel,
  filled,
  canceled,
  expired,
  rejected,
  replaced,
  pending_replace // open, and a replacement of it has neither come about nor failed
};

// Alpaca's spelling ("buy", "stop_limit", "gtc", "partially_filled"; open is "new").
std::string_view to_text(side value);
std::string_view to_text(order_type value);
std::string_view to_text(time_in_force value);
std::string_view to_text(order_status value);
std::string_view to_text(order_class value);
// The way back. Errors: `invalid_side`, `invalid_order_type`, `invalid_time_in_force`.
result<side> parse_side(std::string_view text);
result<order_type> parse_order_type(std::string_view text);
result<time_in_force> parse_time_in_force(std::string_view text);
// "" is simple. Error: `invalid_order_class`.
result<order_class> parse_order_class(std::string_view text);

// No further event can change an order in such a state.
bool is_terminal(order_status status);

// What is asked of the venue. Prices that do not apply are zero; exactly one of qty and notional
// is set.
//
// One that names another order in `replaces` is asked for as a change of that order, and qty is the
// total that is wanted of it then. A leg of a group (bracket, OCO, OTO) is an order of its own that
// nobody asks for by itself: the venue makes it, under an id of its own, and `parent_id` names the
// order that it belongs to.
struct order_request {
  std::string client_order_id; // <account>-<epoch>-<intent sequence>, at most 48 characters
  trading::symbol symbol;
  trading::side side = side::buy;
  order_type type = order_type::market;
  trading::time_in_force time_in_force = time_in_force::day;
  quantity qty;
  money notional;
  price limit_price;
  price stop_price;
  trading::order_class order_class = order_class::simple;
  bool extended_hours = false;
  price trail_price{};    // of a trailing stop: one of the two
  number trail_percent{}; // 5 is 5 %
  price take_profit_limit_price{};
  price stop_loss_stop_price{};
  price stop_loss_limit_price{};
  std::string replaces{};  // client order id
  std::string parent_id{}; // client order id; of a leg

  friend bool operator==(const order_request&, const order_request&) = default;
};

// What happened to an order, as the venue reports it: on its stream, in an answer, or in a query.
enum class order_event_kind : std::uint8_t {
  accepted,     // the venue has it
  open,         // it is live in the book
  partial_fill, // an execution, more is open
  fill,         // the completing execution
  pending_cancel,
  canceled,
  expired,
  rejected,
  replaced,
  unknown, // ours: the request's outcome is not known
  resolved // ours: the venue was asked and does not have it
};

std::string_view to_text(order_event_kind kind);

// Folding the same events in any order, with repeats, gives the same order (by execution_id and
// by the cumulative quantity).
struct order_event {
  order_event_kind kind = order_event_kind::accepted;
  std::string client_order_id;
  std::string order_id;     // the venue's
  std::string execution_id; // of a fill; empty otherwise
  trading::symbol symbol;
  trading::side side = side::buy;
  time_ns market_ns = 0;
  quantity qty;            // of this execution
  price px;                // of this execution
  quantity cumulative_qty; // filled so far, this execution included
  quantity fee_qty;        // taken in coin from what was bought
  money fee;               // taken in money
  std::string reason;      // of a rejection

  friend bool operator==(const order_event&, const order_event&) = default;
};

// The strategy of what operators order by hand, here or elsewhere.
inline constexpr term manual_strategy = "manual";

// An order as it is known now: a fold of its request and its events (see order_book.hpp).
struct order {
  order_request request;
  std::string strategy; // or "manual"
  std::string order_id;
  order_status status = order_status::intended;
  quantity filled_qty;
  money filled_notional; // sum of price * quantity over the executions
  money fee;
  quantity fee_qty;
  time_ns created_ns = 0; // market time
  time_ns updated_ns = 0;
  std::string reason;
  std::string replaced_by{}; // client order id of the latest replacement that was asked for
  quantity carried_qty{};    // filled of what it replaced, which its quantity includes

  quantity open_qty() const { return request.qty - carried_qty - filled_qty; }
  friend bool operator==(const order&, const order&) = default;
};

} // namespace troupe::trading
