#include "trading/orders/order_increments.hpp"
#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

using draft = order_draft;
using setting = order_setting;

template <class Amount>
bool zero_or_less(const std::optional<Amount>& amount) {
  return amount && *amount <= Amount{};
}

bool profit_not_positive(const draft& asked, const setting&) {
  return zero_or_less(asked.take_profit_limit_price);
}
bool loss_not_positive(const draft& asked, const setting&) {
  return zero_or_less(asked.stop_loss_stop_price) || zero_or_less(asked.stop_loss_limit_price);
}
bool no_profit(const draft& asked, const setting&) {
  return !asked.take_profit_limit_price;
}
bool no_loss(const draft& asked, const setting&) {
  return !asked.stop_loss_stop_price;
}
bool loss_limit_alone(const draft& asked, const setting&) {
  return asked.stop_loss_limit_price && !asked.stop_loss_stop_price;
}
bool a_leg(const draft& asked, const setting&) {
  return asked.take_profit_limit_price || asked.stop_loss_stop_price || asked.stop_loss_limit_price;
}
bool not_one_leg(const draft& asked, const setting&) {
  return asked.take_profit_limit_price.has_value() == asked.stop_loss_stop_price.has_value();
}

// An entry's legs are on its other side; those of an oco, which is an exit, on its own.
bool legs_sell(const draft& asked) {
  return is_sale(asked.intent) == (asked.order_class == order_class::oco);
}
bool profit_not_above_loss(const draft& asked, const setting&) {
  return legs_sell(asked) && asked.take_profit_limit_price && asked.stop_loss_stop_price &&
         *asked.take_profit_limit_price <= *asked.stop_loss_stop_price;
}
bool profit_not_below_loss(const draft& asked, const setting&) {
  return !legs_sell(asked) && asked.take_profit_limit_price && asked.stop_loss_stop_price &&
         *asked.take_profit_limit_price >= *asked.stop_loss_stop_price;
}

// Neither price is negative here, so the difference fits.
bool not_below(const std::optional<price>& stop, const std::optional<price>& base) {
  return stop && base && base->units - stop->units < least_stop_distance.units;
}
std::optional<price> leg_base(const draft& asked) {
  if (asked.order_class == order_class::oco)
    return asked.take_profit_limit_price;
  return asked.type == order_type::limit ? asked.limit_price : std::nullopt;
}
bool loss_not_below_base(const draft& asked, const setting&) {
  return legs_sell(asked) && not_below(asked.stop_loss_stop_price, leg_base(asked));
}
bool loss_not_above_base(const draft& asked, const setting&) {
  return !legs_sell(asked) && not_below(leg_base(asked), asked.stop_loss_stop_price);
}
bool loss_not_below_market(const draft& asked, const setting& meets) {
  return legs_sell(asked) && not_below(asked.stop_loss_stop_price, meets.market_price);
}
bool loss_not_above_market(const draft& asked, const setting& meets) {
  return !legs_sell(asked) && not_below(meets.market_price, asked.stop_loss_stop_price);
}

using enum order_class;

constexpr order_scope pairs{.order_classes = {bracket, oco}};
constexpr order_scope groups{.order_classes = {bracket, oco, oto}};

constexpr order_rule rules[] = {
    {"legs_of_simple_order",
     "order_class",
     {.order_classes = {simple}},
     "take_profit or stop_loss is given",
     a_leg,
     against_the_rules,
     "simple orders take no take_profit or stop_loss",
     wording::ours},
    {"take_profit_not_positive", "take_profit.limit_price", groups,
     "take_profit.limit_price is zero or negative", profit_not_positive, malformed_parameter,
     "take_profit.limit_price must be > 0", wording::ours},
    {"stop_loss_not_positive", "stop_loss.stop_price", groups,
     "a price of stop_loss is zero or negative", loss_not_positive, malformed_parameter,
     "stop_loss.stop_price must be > 0", wording::ours},
    {"stop_loss_stop_price_missing", "stop_loss.stop_price", groups,
     "stop_loss.limit_price is given without stop_loss.stop_price", loss_limit_alone,
     against_the_rules, "stop_loss requires stop_price", wording::ours},
    {"take_profit_missing", "take_profit.limit_price", pairs,
     "take_profit.limit_price is not given", no_profit, against_the_rules,
     "{order_class} orders require take_profit.limit_price", wording::ours},
    {"stop_loss_missing", "stop_loss.stop_price", pairs, "stop_loss.stop_price is not given",
     no_loss, against_the_rules, "{order_class} orders require stop_loss.stop_price",
     wording::ours},
    {"oto_not_one_leg",
     "take_profit.limit_price",
     {.order_classes = {oto}},
     "neither or both of take_profit and stop_loss are given",
     not_one_leg,
     against_the_rules,
     "oto orders require one of take_profit or stop_loss",
     wording::ours},
    {"take_profit_not_above_stop_loss", "take_profit.limit_price", pairs,
     "the legs sell and take_profit.limit_price <= stop_loss.stop_price", profit_not_above_loss,
     against_the_rules, "take_profit.limit_price must be > stop_loss.stop_price", wording::alpacas},
    {"take_profit_not_below_stop_loss", "take_profit.limit_price", pairs,
     "the legs buy and take_profit.limit_price >= stop_loss.stop_price", profit_not_below_loss,
     against_the_rules, "take_profit.limit_price must be < stop_loss.stop_price", wording::ours},
    {"stop_loss_not_below_base", "stop_loss.stop_price", groups,
     "the legs sell and stop_loss.stop_price > base - 0.01", loss_not_below_base, against_the_rules,
     "stop_loss.stop_price must be at least 0.01 below the base price", wording::ours},
    {"stop_loss_not_above_base", "stop_loss.stop_price", groups,
     "the legs buy and stop_loss.stop_price < base + 0.01", loss_not_above_base, against_the_rules,
     "stop_loss.stop_price must be at least 0.01 above the base price", wording::ours},
    {"stop_loss_not_below_market", "stop_loss.stop_price", groups,
     "the legs sell and stop_loss.stop_price > current price - 0.01", loss_not_below_market,
     against_the_rules, "stop price must be less than current price", wording::alpacas},
    {"stop_loss_not_above_market", "stop_loss.stop_price", groups,
     "the legs buy and stop_loss.stop_price < current price + 0.01", loss_not_above_market,
     against_the_rules, "stop price must be greater than current price", wording::alpacas},
};

} // namespace

std::span<const order_rule> leg_rules() {
  return rules;
}

} // namespace troupe::trading
