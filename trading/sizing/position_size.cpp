#include "trading/sizing/position_size.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace troupe::trading {

namespace {

constexpr auto hundred = number::of(100);

error refused(const char* code, const size_request& request, const std::string& why) {
  return {code, why + " (entry " + request.entry.text() + ", equity " + request.equity.text() +
                    ", cash " + request.cash.text() + ", increment " + request.increment.text() +
                    ", minimum " + request.minimum_notional.text() + ")"};
}

__extension__ typedef __int128 wide;

// The most units that cost no more than the amount: rounded down, so never a trifle too many.
quantity affordable(money amount, price px) {
  const wide most = static_cast<wide>(amount.units) * units_per_one / px.units;
  constexpr wide largest = std::numeric_limits<std::int64_t>::max();
  return quantity{static_cast<std::int64_t>(std::min(most, largest))};
}

money share_of(money amount, number percent) {
  return money{exact::multiply_divide(amount.units, percent.units, hundred.units)};
}

result<quantity> held_down(const size_request& request, quantity wanted) {
  const auto most = affordable(
      std::min(request.cash, share_of(request.equity, request.max_percent)), request.entry);
  const quantity rounded{exact::floor_to(std::min(wanted, most).units, request.increment.units)};
  if (rounded <= quantity{})
    return refused("size_is_zero", request, "nothing is left of " + wanted.text());
  if (notional(request.entry, rounded) < request.minimum_notional)
    return refused("below_minimum_notional", request,
                   rounded.text() + " is worth less than the least order");
  return rounded;
}

result<void> checked(const size_request& request) {
  if (request.entry <= price{} || request.increment <= quantity{})
    return refused("invalid_size_request", request, "a price and an increment are above zero");
  if (request.equity < money{} || request.cash < money{} || request.max_percent < number{} ||
      request.minimum_notional < money{})
    return refused("invalid_size_request", request, "no figure may be below zero");
  return {};
}

} // namespace

result<quantity> size_by_quantity(const size_request& request, quantity wanted) {
  if (const auto fine = checked(request); !fine)
    return fine.failure();
  return held_down(request, wanted);
}

result<quantity> size_by_notional(const size_request& request, money wanted) {
  if (const auto fine = checked(request); !fine)
    return fine.failure();
  if (wanted < money{})
    return refused("invalid_size_request", request, wanted.text() + " is below zero");
  return held_down(request, affordable(wanted, request.entry));
}

result<quantity> size_by_equity(const size_request& request, number percent) {
  if (percent < number{})
    return refused("invalid_size_request", request, percent.text() + " percent is below zero");
  return size_by_notional(request, share_of(request.equity, percent));
}

result<quantity> size_by_risk(const size_request& request, number risk_percent, price stop) {
  if (const auto fine = checked(request); !fine)
    return fine.failure();
  const auto distance = stop < request.entry ? request.entry - stop : stop - request.entry;
  if (distance.is_zero() || risk_percent < number{})
    return refused("invalid_size_request", request, "a stop at the entry limits no risk");
  return held_down(request, affordable(share_of(request.equity, risk_percent), distance));
}

result<quantity> size_by_atr(const size_request& request, number risk_percent, price atr,
                             number atr_multiple) {
  const price distance{exact::multiply_divide(atr.units, atr_multiple.units, units_per_one)};
  if (distance <= price{})
    return refused("invalid_size_request", request, "an average true range is above zero");
  return size_by_risk(request, risk_percent, request.entry + distance);
}

} // namespace troupe::trading
