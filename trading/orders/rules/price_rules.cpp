#include "trading/orders/order_increments.hpp"
#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

using draft = order_draft;
using setting = order_setting;

template <class Amount>
bool not_positive(const std::optional<Amount>& amount) {
  return amount && *amount <= Amount{};
}

bool limit_not_positive(const draft& asked, const setting&) {
  return not_positive(asked.limit_price);
}
bool stop_not_positive(const draft& asked, const setting&) {
  return not_positive(asked.stop_price);
}
bool trail_not_positive(const draft& asked, const setting&) {
  return not_positive(asked.trail_price);
}
bool no_limit(const draft& asked, const setting&) {
  return !asked.limit_price;
}
bool no_stop(const draft& asked, const setting&) {
  return !asked.stop_price;
}
bool no_stop_or_no_limit(const draft& asked, const setting&) {
  return !asked.stop_price || !asked.limit_price;
}
bool a_limit(const draft& asked, const setting&) {
  return asked.limit_price.has_value();
}
bool a_stop(const draft& asked, const setting&) {
  return asked.stop_price.has_value();
}
bool a_stop_or_limit(const draft& asked, const setting&) {
  return asked.limit_price || asked.stop_price;
}
bool not_one_trail(const draft& asked, const setting&) {
  return asked.trail_price.has_value() == asked.trail_percent.has_value();
}
bool a_trail(const draft& asked, const setting&) {
  return asked.trail_price || asked.trail_percent;
}
bool trail_percent_too_small(const draft& asked, const setting&) {
  return asked.trail_percent && *asked.trail_percent < least_trail_percent;
}

using enum order_type;

constexpr order_rule rules[] = {
    {"limit_price_not_positive",
     "limit_price",
     {},
     "limit_price is zero or negative",
     limit_not_positive,
     malformed_parameter,
     "limit price must be > 0",
     wording::alpacas},
    {"stop_price_not_positive",
     "stop_price",
     {},
     "stop_price is zero or negative",
     stop_not_positive,
     malformed_parameter,
     "stop price must be > 0",
     wording::ours},
    {"stop_limit_prices_missing",
     "stop_price",
     {.types = {stop_limit}},
     "stop_price or limit_price is not given",
     no_stop_or_no_limit,
     malformed_parameter,
     "stop limit orders require both stop and limit price",
     wording::alpacas},
    {"limit_price_missing",
     "limit_price",
     {.types = {limit},
      .order_classes = {order_class::simple, order_class::bracket, order_class::oto,
                        order_class::mleg}},
     "limit_price is not given",
     no_limit,
     malformed_parameter,
     "limit orders require a limit price",
     wording::alpacas},
    {"stop_price_missing",
     "stop_price",
     {.types = {stop}},
     "stop_price is not given",
     no_stop,
     malformed_parameter,
     "stop orders require a stop price",
     wording::alpacas},
    {"market_order_with_price",
     "limit_price",
     {.types = {market}},
     "limit_price or stop_price is given",
     a_stop_or_limit,
     malformed_parameter,
     "market orders require no stop or limit price",
     wording::alpacas},
    {"limit_order_with_stop_price",
     "stop_price",
     {.types = {limit}},
     "stop_price is given",
     a_stop,
     malformed_parameter,
     "limit orders require no stop price",
     wording::ours},
    {"stop_order_with_limit_price",
     "limit_price",
     {.types = {stop}},
     "limit_price is given",
     a_limit,
     malformed_parameter,
     "stop orders require no limit price",
     wording::ours},
    {"trailing_stop_order_with_price",
     "limit_price",
     {.types = {trailing_stop}},
     "limit_price or stop_price is given",
     a_stop_or_limit,
     malformed_parameter,
     "trailing stop orders require no stop or limit price",
     wording::ours},
    {"trail_not_one",
     "trail_price",
     {.types = {trailing_stop}},
     "neither or both of trail_price and trail_percent are given",
     not_one_trail,
     malformed_parameter,
     "trailing stop orders must specify one of trail_price or trail_percent",
     wording::alpacas},
    {"trail_price_not_positive",
     "trail_price",
     {.types = {trailing_stop}},
     "trail_price is zero or negative",
     trail_not_positive,
     malformed_parameter,
     "trail_price must be > 0",
     wording::ours},
    {"trail_percent_too_small",
     "trail_percent",
     {.types = {trailing_stop}},
     "trail_percent is below 0.1",
     trail_percent_too_small,
     malformed_parameter,
     "trail_percent must be greater than or equal to 0.1",
     wording::alpacas},
    {"trail_without_trailing_stop",
     "trail_price",
     {.types = {market, limit, stop, stop_limit}},
     "trail_price or trail_percent is given",
     a_trail,
     malformed_parameter,
     "only trailing stop orders take trail_price or trail_percent",
     wording::ours},
};

} // namespace

std::span<const order_rule> price_rules() {
  return rules;
}

} // namespace troupe::trading
