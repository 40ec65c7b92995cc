#include "trading/matching/order_terms.hpp"

#include "trading/orders/order_rules.hpp"

namespace troupe::trading {

namespace {

std::string_view class_of(const order_refusal& refused) {
  if (refused.answer.http_status == not_permitted.http_status)
    return refused.code;
  return refused.answer.code == malformed_parameter.code ? "invalid_order" : "order_not_allowed";
}

bool is_for_an_auction(const order_request& asked) {
  return asked.time_in_force == time_in_force::opg || asked.time_in_force == time_in_force::cls;
}

} // namespace

result<void> check_terms(const order_request& asked, quantity held) {
  if (asked.type == order_type::trailing_stop)
    return error{"invalid_order",
                 "invalid order type: trailing_stop orders are not served here; use stop"};
  const auto draft = draft_of(asked, intent_of(asked.side, held));
  if (auto refused = refusal_of(draft, {}))
    return error{std::string(class_of(*refused)), std::move(refused->message)};
  if (is_for_an_auction(asked))
    return error{"order_not_allowed",
                 "opg and cls orders need a market that opens and closes; this one is always "
                 "open, so use day or gtc"};
  return {};
}

} // namespace troupe::trading
