#include "trading/matching/refusal_details.hpp"

#include "trading/matching/wash_trade.hpp"

namespace troupe::trading {

namespace {

using details = std::vector<refusal_detail>;

quantity absolute(quantity qty) {
  return qty < quantity{} ? -qty : qty;
}

details of_buying_power(const paper_engine& by, const order_request& asked) {
  const auto cost = by.cost_of(asked).value_or(money{});
  return {{"buying_power", by.buying_power().text()}, {"cost_basis", cost.text()}};
}

details of_quantity(const paper_engine& by, const symbol& of) {
  const auto existing = absolute(by.account().qty_of(of));
  const auto left = by.available(of);
  details told{{"available", left.text()},
               {"existing_qty", existing.text()},
               {"held_for_orders", (existing - left).text()},
               {"related_orders", "", {}, true},
               {"symbol", std::string(of.text())}};
  for (const auto* order : by.holding_orders(of))
    told[3].list.push_back(order->id);
  return told;
}

details of_balance(const paper_engine& by, const symbol& of) {
  return {{"balance", by.account().qty_of(of).text()},
          {"symbol", std::string(of.text().substr(0, of.text().find('/')))},
          {"usd_balance", by.account().cash().text()}};
}

details of_wash_trade(const paper_engine& by, const order_draft& asked) {
  paper_order fresh;
  fresh.request = request_of(asked);
  fresh.instructions = instructions_of(asked);
  const auto* resting = washing_order(by.live_orders(asked.symbol), fresh);
  if (resting == nullptr)
    return {};
  return {{"existing_order_id", resting->id},
          {"reject_reason", std::string(wash_reason(*resting))}};
}

details of_stop(const paper_engine& by, const order_draft& asked) {
  const auto stop = asked.stop_loss_stop_price ? asked.stop_loss_stop_price : asked.stop_price;
  const auto last = by.last_price(asked.symbol);
  return {{"market_price", last.value_or(price{}).text()},
          {"stop_price", stop.value_or(price{}).text()}};
}

bool ends_with_market(std::string_view code) {
  return code.ends_with("_below_market") || code.ends_with("_above_market");
}

} // namespace

details details_of(const error& refused, const paper_engine& by, const order_draft& asked) {
  if (refused.code == "insufficient_buying_power")
    return of_buying_power(by, request_of(asked));
  if (refused.code == "insufficient_qty")
    return of_quantity(by, asked.symbol);
  if (refused.code == "insufficient_balance")
    return of_balance(by, asked.symbol);
  if (refused.code == "wash_trade")
    return of_wash_trade(by, asked);
  return ends_with_market(refused.code) ? of_stop(by, asked) : details{};
}

} // namespace troupe::trading
