#include "trading/orders/order_increments.hpp"
#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

using draft = order_draft;
using setting = order_setting;

bool between_steps(const std::optional<price>& px, const draft& asked, const setting& meets) {
  if (!px)
    return false;
  const auto step =
      asked.symbol.is_crypto() ? meets.asset.price_increment : stock_price_increment(*px);
  return step > price{} && px->units % step.units != 0;
}
bool limit_between_steps(const draft& asked, const setting& meets) {
  return between_steps(asked.limit_price, asked, meets);
}
bool stop_between_steps(const draft& asked, const setting& meets) {
  return between_steps(asked.stop_price, asked, meets);
}
bool profit_between_steps(const draft& asked, const setting& meets) {
  return between_steps(asked.take_profit_limit_price, asked, meets);
}
bool loss_between_steps(const draft& asked, const setting& meets) {
  return between_steps(asked.stop_loss_stop_price, asked, meets);
}
bool loss_limit_between_steps(const draft& asked, const setting& meets) {
  return between_steps(asked.stop_loss_limit_price, asked, meets);
}

// What the order is reckoned at: its limit, its stop, or the market's price.
std::optional<price> cost_base(const draft& asked, const setting& meets) {
  if (asked.limit_price)
    return asked.limit_price;
  return asked.stop_price ? asked.stop_price : meets.market_price;
}
bool costs_too_little(const draft& asked, const setting& meets) {
  const auto least = least_cost(asked.symbol.kind());
  if (asked.notional)
    return *asked.notional < least;
  const auto px = cost_base(asked, meets);
  return px && asked.qty && costs_less(*px, *asked.qty, least);
}
bool costs_too_much(const draft& asked, const setting& meets) {
  if (asked.notional)
    return *asked.notional > crypto_cost_max;
  const auto px = cost_base(asked, meets);
  return px && asked.qty && costs_more(*px, *asked.qty, crypto_cost_max);
}
bool below_min_order_size(const draft& asked, const setting& meets) {
  return asked.qty && *asked.qty < meets.asset.min_order_size;
}

using enum asset_class;
using enum position_intent;

constexpr std::string_view off_step = "not a multiple of the price increment";

constexpr order_rule rules[] = {
    {"limit_price_increment",
     "limit_price",
     {},
     off_step,
     limit_between_steps,
     against_the_rules,
     "invalid limit_price {limit_price}. sub-penny increment does not fulfill minimum pricing "
     "criteria",
     wording::alpacas},
    {"stop_price_increment",
     "stop_price",
     {},
     off_step,
     stop_between_steps,
     against_the_rules,
     "invalid stop_price {stop_price}. sub-penny increment does not fulfill minimum pricing "
     "criteria",
     wording::alpacas},
    {"take_profit_limit_price_increment",
     "take_profit.limit_price",
     {},
     off_step,
     profit_between_steps,
     against_the_rules,
     "invalid take_profit.limit_price {take_profit.limit_price}. sub-penny increment does not "
     "fulfill minimum pricing criteria",
     wording::ours},
    {"stop_loss_stop_price_increment",
     "stop_loss.stop_price",
     {},
     off_step,
     loss_between_steps,
     against_the_rules,
     "invalid stop_loss.stop_price {stop_loss.stop_price}. sub-penny increment does not fulfill "
     "minimum pricing criteria",
     wording::ours},
    {"stop_loss_limit_price_increment",
     "stop_loss.limit_price",
     {},
     off_step,
     loss_limit_between_steps,
     against_the_rules,
     "invalid stop_loss.limit_price {stop_loss.limit_price}. sub-penny increment does not fulfill "
     "minimum pricing criteria",
     wording::ours},
    {"order_too_small",
     "qty",
     {.asset_classes = {crypto}, .intents = {buy_to_open, buy_to_close}},
     "costs less than 10",
     costs_too_little,
     not_permitted,
     "cost basis must be >= minimal amount of order 10",
     wording::alpacas},
    {"fraction_too_small",
     "qty",
     {.asset_classes = {us_equity},
      .sizings = {order_sizing::fractional},
      .intents = {buy_to_open, buy_to_close}},
     "costs less than 1",
     costs_too_little,
     not_permitted,
     "cost basis must be >= minimal amount of order 1",
     wording::alpacas},
    {"crypto_order_too_large",
     "qty",
     {.asset_classes = {crypto}},
     "costs more than 200000",
     costs_too_much,
     not_permitted,
     "cost basis must be <= maximal amount of order 200000",
     wording::ours},
    {"below_min_order_size",
     "qty",
     {.asset_classes = {crypto}},
     "qty is below the asset's min_order_size",
     below_min_order_size,
     not_permitted,
     "qty must be >= the min_order_size of {symbol}",
     wording::ours},
};

} // namespace

std::span<const order_rule> increment_rules() {
  return rules;
}

} // namespace troupe::trading
