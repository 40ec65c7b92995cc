#include "trading/orders/order_increments.hpp"
#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

using draft = order_draft;
using setting = order_setting;

bool id_too_long(const draft& asked, const setting&) {
  return asked.client_order_id.size() > client_order_id_max;
}
bool no_size(const draft& asked, const setting&) {
  return !asked.qty && !asked.notional;
}
bool two_sizes(const draft& asked, const setting&) {
  return asked.qty && asked.notional;
}
bool qty_not_positive(const draft& asked, const setting&) {
  return asked.qty && *asked.qty <= quantity{};
}
bool notional_too_small(const draft& asked, const setting&) {
  return asked.notional && *asked.notional < least_notional;
}

constexpr order_rule rules[] = {
    {"client_order_id_too_long",
     "client_order_id",
     {},
     "longer than 128 characters",
     id_too_long,
     malformed_parameter,
     "client_order_id must be no more than 128 characters",
     wording::alpacas},
    {"size_missing",
     "qty",
     {},
     "neither qty nor notional is given",
     no_size,
     malformed_parameter,
     "qty or notional is required",
     wording::alpacas},
    {"size_given_twice",
     "notional",
     {},
     "both qty and notional are given",
     two_sizes,
     malformed_parameter,
     "only one of qty or notional is accepted",
     wording::alpacas},
    {"qty_not_positive",
     "qty",
     {},
     "qty is zero or negative",
     qty_not_positive,
     malformed_parameter,
     "qty must be > 0",
     wording::alpacas},
    {"notional_too_small",
     "notional",
     {},
     "notional is below 1",
     notional_too_small,
     against_the_rules,
     "notional must be >= 1.00",
     wording::alpacas},
};

} // namespace

std::span<const order_rule> size_rules() {
  return rules;
}

} // namespace troupe::trading
