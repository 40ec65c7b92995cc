#include "trading/matching/paper_order.hpp"

#include "trading/orders/enum_words.hpp"

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 13> status_words{
    "accepted",       "pending_new",     "new",    "partially_filled", "held",    "done_for_day",
    "pending_cancel", "pending_replace", "filled", "canceled",         "expired", "rejected",
    "replaced"};
constexpr std::array<std::string_view, 14> event_words{"accepted",
                                                       "new",
                                                       "held",
                                                       "partial_fill",
                                                       "fill",
                                                       "done_for_day",
                                                       "pending_cancel",
                                                       "pending_replace",
                                                       "canceled",
                                                       "expired",
                                                       "replaced",
                                                       "rejected",
                                                       "order_cancel_rejected",
                                                       "order_replace_rejected"};

} // namespace

std::string_view to_text(paper_status value) {
  return word_of(status_words, value);
}

bool is_terminal(paper_status status) {
  return status >= paper_status::filled;
}

bool paper_order::fills_now_or_never() const {
  const auto lasting = request.time_in_force;
  return lasting == time_in_force::ioc || lasting == time_in_force::fok ||
         (lasting == time_in_force::opg && triggered);
}

std::string_view to_text(paper_event value) {
  return word_of(event_words, value);
}

order_event_kind kind_of(paper_event value) {
  switch (value) {
  case paper_event::accepted:
    return order_event_kind::accepted;
  case paper_event::partial_fill:
    return order_event_kind::partial_fill;
  case paper_event::fill:
    return order_event_kind::fill;
  case paper_event::pending_cancel:
    return order_event_kind::pending_cancel;
  case paper_event::canceled:
    return order_event_kind::canceled;
  case paper_event::expired:
    return order_event_kind::expired;
  case paper_event::replaced:
    return order_event_kind::replaced;
  case paper_event::rejected:
    return order_event_kind::rejected;
  default:
    return order_event_kind::open;
  }
}

} // namespace troupe::trading
