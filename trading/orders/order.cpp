#include "trading/orders/order.hpp"

#include "trading/orders/enum_words.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 2> sides{"buy", "sell"};
constexpr std::array<std::string_view, 5> order_types{"market", "limit", "stop", "stop_limit",
                                                      "trailing_stop"};
constexpr std::array<std::string_view, 6> times_in_force{"day", "gtc", "opg", "cls", "ioc", "fok"};
constexpr std::array<std::string_view, 12> order_statuses{
    "intended", "unknown",  "accepted", "new",      "partially_filled", "pending_cancel",
    "filled",   "canceled", "expired",  "rejected", "replaced",         "pending_replace"};
constexpr std::array<std::string_view, 11> order_event_kinds{
    "accepted", "open",     "partial_fill", "fill",    "pending_cancel", "canceled",
    "expired",  "rejected", "replaced",     "unknown", "resolved"};

} // namespace

std::string_view to_text(side value) {
  return word_of(sides, value);
}
std::string_view to_text(order_type value) {
  return word_of(order_types, value);
}
std::string_view to_text(time_in_force value) {
  return word_of(times_in_force, value);
}
std::string_view to_text(order_status value) {
  return word_of(order_statuses, value);
}
std::string_view to_text(order_event_kind kind) {
  return word_of(order_event_kinds, kind);
}

result<side> parse_side(std::string_view text) {
  return parse_word<side>(sides, text, "side");
}

result<order_type> parse_order_type(std::string_view text) {
  return parse_word<order_type>(order_types, text, "order_type");
}

result<time_in_force> parse_time_in_force(std::string_view text) {
  return parse_word<time_in_force>(times_in_force, text, "time_in_force");
}

bool is_terminal(order_status status) {
  switch (status) {
  case order_status::filled:
  case order_status::canceled:
  case order_status::expired:
  case order_status::rejected:
  case order_status::replaced:
    return true;
  case order_status::intended:
  case order_status::unknown:
  case order_status::accepted:
  case order_status::open:
  case order_status::partially_filled:
  case order_status::pending_cancel:
  case order_status::pending_replace:
    return false;
  }
  throw std::invalid_argument("an order status outside its enumeration");
}

} // namespace troupe::trading
