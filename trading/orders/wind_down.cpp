#include "trading/orders/wind_down.hpp"

namespace troupe::trading {

bool adds_risk(const portfolio& books, const order_request& asked) {
  const auto held = books.position_of(asked.symbol).qty;
  return asked.side == side::sell ? held <= quantity{} : held >= quantity{};
}

std::vector<std::string> open_entries(const portfolio& books) {
  std::vector<std::string> ids;
  for (const auto* each : books.orders().open_orders())
    if (adds_risk(books, each->request))
      ids.push_back(each->request.client_order_id);
  return ids;
}

std::vector<std::string> open_orders(const portfolio& books) {
  std::vector<std::string> ids;
  for (const auto* each : books.orders().open_orders())
    ids.push_back(each->request.client_order_id);
  return ids;
}

std::vector<order_request> closing_orders(const portfolio& books) {
  std::vector<order_request> orders;
  for (const auto& [name, held] : books.positions()) {
    if (held.qty.is_zero())
      continue;
    order_request closing;
    closing.symbol = name;
    closing.side = held.qty > quantity{} ? side::sell : side::buy;
    closing.time_in_force = name.is_crypto() ? time_in_force::gtc : time_in_force::day;
    closing.qty = held.qty > quantity{} ? held.qty : -held.qty;
    orders.push_back(std::move(closing));
  }
  return orders;
}

} // namespace troupe::trading
