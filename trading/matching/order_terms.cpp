#include "trading/matching/order_terms.hpp"

#include "trading/matching/bar_quote.hpp"

namespace troupe::trading {

namespace {

constexpr std::size_t client_order_id_max = 128;
constexpr money smallest_notional = money::of(1);

error invalid(std::string message) {
  return {"invalid_order", std::move(message)};
}
error not_allowed(std::string message) {
  return {"order_not_allowed", std::move(message)};
}

result<void> check_amounts(const order_request& asked) {
  if (asked.qty.is_zero() && asked.notional.is_zero())
    return invalid("qty or notional is required");
  if (!asked.qty.is_zero() && !asked.notional.is_zero())
    return invalid("only one of qty or notional is accepted");
  if (asked.qty < quantity{})
    return invalid("qty must be > 0");
  if (!asked.notional.is_zero() && asked.notional < smallest_notional)
    return not_allowed("notional must be >= 1.00");
  return {};
}

result<void> check_prices(const order_request& asked) {
  const bool limited = asked.type == order_type::limit || asked.type == order_type::stop_limit;
  const bool stopped = asked.type == order_type::stop || asked.type == order_type::stop_limit;
  const bool has_limit = !asked.limit_price.is_zero();
  const bool has_stop = !asked.stop_price.is_zero();
  if (asked.limit_price < price{})
    return invalid("limit price must be > 0");
  if (asked.stop_price < price{})
    return invalid("stop price must be > 0");
  if (asked.type == order_type::stop_limit && !(has_limit && has_stop))
    return invalid("stop limit orders require both stop and limit price");
  if (limited && !has_limit)
    return invalid("limit orders require a limit price");
  if (stopped && !has_stop)
    return invalid("stop orders require a stop price");
  if (asked.type == order_type::market && (has_limit || has_stop))
    return invalid("market orders require no stop or limit price");
  return {};
}

result<void> check_increment(std::string_view field, price px) {
  if (px.units % tick_of(px).units == 0)
    return {};
  return not_allowed("invalid " + std::string(field) + " " + px.text() +
                     ". sub-penny increment does not fulfill minimum pricing criteria");
}

result<void> check_crypto(const order_request& asked) {
  if (asked.type == order_type::stop)
    return invalid("invalid order type for crypto order");
  if (asked.time_in_force != time_in_force::gtc && asked.time_in_force != time_in_force::ioc)
    return not_allowed("invalid crypto time_in_force");
  return {};
}

result<void> check_equity(const order_request& asked) {
  if (asked.time_in_force == time_in_force::opg || asked.time_in_force == time_in_force::cls)
    return not_allowed("opg and cls orders need a market that opens and closes; this one is "
                       "always open, so use day or gtc");
  const bool at_once =
      asked.time_in_force == time_in_force::ioc || asked.time_in_force == time_in_force::fok;
  const bool stopped = asked.type == order_type::stop || asked.type == order_type::stop_limit;
  if (at_once && stopped)
    return invalid("invalid time_in_force");
  if (auto fits = check_increment("limit_price", asked.limit_price); !fits)
    return fits;
  return check_increment("stop_price", asked.stop_price);
}

} // namespace

result<void> check_terms(const order_request& asked) {
  if (asked.client_order_id.size() > client_order_id_max)
    return invalid("client_order_id must be no more than 128 characters");
  if (asked.type == order_type::trailing_stop)
    return invalid("invalid order type: trailing_stop orders are not served here; use stop");
  if (auto amounts = check_amounts(asked); !amounts)
    return amounts;
  if (auto prices = check_prices(asked); !prices)
    return prices;
  return asked.symbol.is_crypto() ? check_crypto(asked) : check_equity(asked);
}

} // namespace troupe::trading
