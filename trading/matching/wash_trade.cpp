#include "trading/matching/wash_trade.hpp"

namespace troupe::trading {

namespace {

bool is_exempt(const paper_order& order) {
  return order.instructions.order_class != order_class::simple ||
         order.request.type == order_type::trailing_stop;
}

bool is_limited(const paper_order& order) {
  return order.request.type == order_type::limit || order.request.type == order_type::stop_limit;
}

bool meet(const paper_order& one, const paper_order& other) {
  if (!is_limited(one) || !is_limited(other))
    return true;
  const auto& buy = one.request.side == side::buy ? one : other;
  const auto& sell = one.request.side == side::buy ? other : one;
  return buy.request.limit_price >= sell.request.limit_price;
}

} // namespace

const paper_order* washing_order(const std::vector<const paper_order*>& resting,
                                 const paper_order& fresh) {
  if (is_exempt(fresh))
    return nullptr;
  for (const auto* order : resting)
    if (order->is_open() && order->request.side != fresh.request.side && !is_exempt(*order) &&
        meet(*order, fresh))
      return order;
  return nullptr;
}

std::string_view wash_reason(const paper_order& resting) {
  return is_limited(resting) ? "opposite side limit order exists"
                             : "opposite side market/stop order exists";
}

} // namespace troupe::trading
