#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

using draft = order_draft;
using setting = order_setting;

constexpr int auctions_reopen_minute = 19 * 60;
constexpr int opg_closes_minute = 9 * 60 + 28;
constexpr int cls_closes_minute = 15 * 60 + 50;

bool inactive(const draft&, const setting& meets) {
  return !meets.asset.active;
}
bool untradable(const draft&, const setting& meets) {
  return !meets.asset.tradable;
}
bool unshortable(const draft&, const setting& meets) {
  return !meets.asset.shortable;
}
bool short_not_allowed(const draft&, const setting& meets) {
  return !meets.short_allowed;
}
bool fractions_not_allowed(const draft&, const setting& meets) {
  return !meets.fractional_allowed;
}
bool not_fractionable(const draft&, const setting& meets) {
  return !meets.asset.fractionable;
}
bool no_fractions_outside(const draft&, const setting& meets) {
  return !meets.asset.fractional_extended_hours;
}
bool closing_under_way(const draft&, const setting& meets) {
  return meets.closing_order_open;
}
bool intent_mismatch(const draft& asked, const setting&) {
  return asked.stated_intent && *asked.stated_intent != asked.intent;
}
bool has_instructions(const draft& asked, const setting&) {
  return asked.advanced_instructions;
}
bool between(const std::optional<int>& minute, int from) {
  return minute && *minute >= from && *minute < auctions_reopen_minute;
}
bool opening_auction_closed(const draft&, const setting& meets) {
  return between(meets.new_york_minute, opg_closes_minute);
}
bool closing_auction_closed(const draft&, const setting& meets) {
  return between(meets.new_york_minute, cls_closes_minute);
}
bool stop_not_below_market(const draft& asked, const setting& meets) {
  return asked.stop_price && meets.market_price && *asked.stop_price >= *meets.market_price;
}
bool stop_not_above_market(const draft& asked, const setting& meets) {
  return asked.stop_price && meets.market_price && *asked.stop_price <= *meets.market_price;
}

using enum asset_class;
using enum position_intent;
using tif = time_in_force;

constexpr choice_of<order_sizing> in_fractions{order_sizing::fractional, order_sizing::notional};
constexpr choice_of<order_type> with_stop_price{order_type::stop, order_type::stop_limit};

constexpr order_rule rules[] = {
    {"asset_not_active",
     "symbol",
     {},
     "the asset is not active",
     inactive,
     malformed_parameter,
     "asset {symbol} is not active",
     wording::alpacas},
    {"asset_not_tradable",
     "symbol",
     {},
     "the asset is not tradable",
     untradable,
     against_the_rules,
     "asset \"{symbol}\" is not tradable",
     wording::alpacas},
    {"fractional_trading_disabled",
     "qty",
     {.asset_classes = {us_equity}, .sizings = in_fractions},
     "the account has fractional_trading off",
     fractions_not_allowed,
     not_permitted,
     "fractional trading is disabled for this account",
     wording::alpacas},
    {"asset_not_fractionable",
     "qty",
     {.asset_classes = {us_equity}, .sizings = in_fractions},
     "the asset is not fractionable",
     not_fractionable,
     not_permitted,
     "asset \"{symbol}\" is not fractionable",
     wording::alpacas},
    {"fractional_extended_hours",
     "extended_hours",
     {.asset_classes = {us_equity}, .hours = {order_hours::extended}, .sizings = in_fractions},
     "the asset is not fractional_eh_enabled",
     no_fractions_outside,
     against_the_rules,
     "fractional orders of {symbol} are not eligible for extended hours trading",
     wording::ours},
    {"short_sale_not_allowed",
     "side",
     {.asset_classes = {us_equity}, .intents = {sell_to_open}},
     "the account may not short",
     short_not_allowed,
     not_permitted,
     "account is not allowed to short",
     wording::alpacas},
    {"asset_not_shortable",
     "side",
     {.asset_classes = {us_equity}, .intents = {sell_to_open}},
     "the asset is not shortable",
     unshortable,
     against_the_rules,
     "asset \"{symbol}\" cannot be sold short",
     wording::alpacas},
    {"notional_while_closing",
     "notional",
     {.asset_classes = {us_equity},
      .sizings = {order_sizing::notional},
      .intents = {buy_to_open, sell_to_open}},
     "an order that closes the position is open",
     closing_under_way,
     not_permitted,
     "unable to open new notional orders while having open closing position orders",
     wording::alpacas},
    {"position_intent_mismatch",
     "position_intent",
     {},
     "position_intent is given and is not what the order does",
     intent_mismatch,
     against_the_rules,
     "position intent mismatch, inferred: {inferred}, specified: {specified}",
     wording::alpacas},
    {"advanced_instructions_time_in_force",
     "time_in_force",
     {.times_in_force = {tif::gtc, tif::opg, tif::cls, tif::ioc, tif::fok}},
     "advanced_instructions are given",
     has_instructions,
     against_the_rules,
     "advanced instructions only support DAY time_in_force",
     wording::alpacas},
    {"stop_not_below_market",
     "stop_price",
     {.asset_classes = {us_equity},
      .types = with_stop_price,
      .intents = {sell_to_open, sell_to_close}},
     "stop_price >= current price",
     stop_not_below_market,
     against_the_rules,
     "stop price must be less than current price",
     wording::alpacas},
    {"stop_not_above_market",
     "stop_price",
     {.asset_classes = {us_equity},
      .types = with_stop_price,
      .intents = {buy_to_open, buy_to_close}},
     "stop_price <= current price",
     stop_not_above_market,
     against_the_rules,
     "stop price must be greater than current price",
     wording::alpacas},
    {"opg_window",
     "time_in_force",
     {.asset_classes = {us_equity}, .times_in_force = {tif::opg}},
     "sent from 09:28 to 19:00 in New York",
     opening_auction_closed,
     not_permitted,
     "opg orders must be submitted after 7:00pm and before 9:28am",
     wording::alpacas},
    {"cls_window",
     "time_in_force",
     {.asset_classes = {us_equity}, .times_in_force = {tif::cls}},
     "sent from 15:50 to 19:00 in New York",
     closing_auction_closed,
     not_permitted,
     "cls orders must be submitted after 7:00pm and before 3:50pm",
     wording::alpacas},
};

} // namespace

std::span<const order_rule> setting_rules() {
  return rules;
}

} // namespace troupe::trading
