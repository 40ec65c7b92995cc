// What the account can pay for: the half of paper_engine that looks at funds.
#include "trading/matching/fill_price.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

namespace {

quantity magnitude(quantity qty) {
  return qty < quantity{} ? -qty : qty;
}

// A held order takes nothing: another of its group does.
bool takes_funds(const paper_order& order) {
  return order.is_open() && order.status != paper_status::held;
}

error no_price(const symbol& of) {
  return {"no_price", "no price for " + std::string(of.text()) +
                          " yet: the market has not quoted it; send the order again once it has, "
                          "or send a limit order with a qty"};
}

std::string shortfall(quantity requested, quantity available) {
  return " (requested: " + requested.text() + ", available: " + available.text() + ")";
}

std::string coin_of(const symbol& pair) {
  return std::string(pair.text().substr(0, pair.text().find('/')));
}

} // namespace

// The price that an order is reckoned at before it fills: its own, the far side, or the last.
std::optional<price> paper_engine::cost_price(const order_request& request) const {
  if (!request.limit_price.is_zero())
    return request.limit_price;
  if (!request.stop_price.is_zero())
    return request.stop_price;
  const auto standing = quote_of(request.symbol);
  const auto far = standing ? far_side(*standing, request.side) : std::nullopt;
  return far ? far : last_price(request.symbol);
}

result<void> paper_engine::resolve_quantity(paper_order& order) const {
  const auto px = cost_price(order.request);
  if (!px)
    return no_price(order.request.symbol);
  const auto wanted = order.request.notional;
  if (wanted.is_zero())
    return {};
  order.qty = quantity{exact::multiply_divide(wanted.units, units_per_one, px->units)};
  if (notional(*px, order.qty) > wanted)
    order.qty -= quantity{1};
  return {};
}

bool paper_engine::closes(const order_request& request) const {
  const auto held = state_.account.qty_of(request.symbol);
  return request.side == side::sell ? held > quantity{} : held < quantity{};
}

result<void> paper_engine::check_funds(const paper_order& order) const {
  const auto& request = order.request;
  const auto held = state_.account.qty_of(request.symbol);
  const bool sells_coin = request.symbol.is_crypto() && request.side == side::sell;
  return sells_coin || closes(request) ? check_closing(order, held) : check_opening(order);
}

result<void> paper_engine::check_closing(const paper_order& order, quantity held) const {
  const auto& of = order.request.symbol;
  const auto left = held.is_zero() ? quantity{} : available(of);
  if (order.qty <= left)
    return {};
  if (of.is_crypto())
    return error{"insufficient_balance",
                 "insufficient balance for " + coin_of(of) + shortfall(order.qty, left)};
  return error{"insufficient_qty",
               "insufficient qty available for order" + shortfall(order.qty, left)};
}

result<void> paper_engine::check_opening(const paper_order& order) const {
  const auto cost = notional(cost_price(order.request).value(), order.qty);
  const auto least = least_cost(asset_class::crypto);
  if (order.request.symbol.is_crypto() && cost < least)
    return error{"order_too_small",
                 "cost basis must be >= minimal amount of order " + least.text()};
  if (cost > buying_power())
    return error{"insufficient_buying_power", "insufficient buying power"};
  return {};
}

std::vector<const paper_order*> paper_engine::holding_orders(const symbol& of) const {
  auto orders = live_orders(of);
  std::erase_if(orders, [this](const auto* order) {
    return !takes_funds(*order) || !closes(order->request);
  });
  return orders;
}

quantity paper_engine::available(const symbol& of) const {
  auto left = magnitude(state_.account.qty_of(of));
  for (const auto* order : holding_orders(of))
    left -= order->open_qty();
  return left < quantity{} ? quantity{} : left;
}

money paper_engine::buying_power() const {
  auto left = state_.account.cash();
  for (const auto& [of, held] : state_.account.holdings())
    if (held.qty < quantity{})
      left += market_value(of) + market_value(of);
  for (const auto& [of, resting] : live_)
    for (const auto index : resting)
      if (const auto& order = state_.orders[index]; takes_funds(order) && !closes(order.request))
        left -= notional(cost_price(order.request).value(), order.open_qty());
  return left < money{} ? money{} : left;
}

std::optional<money> paper_engine::cost_of(const order_request& asked) const {
  if (!asked.notional.is_zero())
    return asked.notional;
  const auto px = cost_price(asked);
  return px ? std::optional(notional(*px, asked.qty)) : std::nullopt;
}

money paper_engine::market_value(const symbol& of) const {
  const auto px = last_price(of);
  return px ? notional(*px, state_.account.qty_of(of)) : money{};
}

} // namespace troupe::trading
