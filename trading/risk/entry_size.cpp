#include "trading/risk/entry_size.hpp"

#include "trading/sizing/model_size.hpp"

#include <cmath>
#include <string>

namespace troupe::trading {

namespace {

// Null where it is missing, or undefined.
const input* find(const decision& wish, term name) {
  for (const auto& each : wish.inputs)
    if (each.name == name)
      return each.defined ? &each : nullptr;
  return nullptr;
}

error missing(term name) {
  return {"invalid_size_request", std::string(name.text()) + " is not known yet"};
}

result<quantity> size_by_model(const decision& wish, const size_request& request,
                               const measured_risk& measured) {
  const auto* stop = find(wish, "stop_price");
  std::optional<double> distance;
  if (stop != nullptr && request.entry > price{})
    distance = std::fabs(request.entry.to_double() - price{stop->value.units}.to_double()) /
               request.entry.to_double();
  const auto percent = [&](term name) -> std::optional<double> {
    const auto* given = find(wish, name);
    return given == nullptr ? std::nullopt : std::optional(given->value.to_double() / 100.0);
  };
  const auto sized = [&](double share) -> result<quantity> {
    if (share <= 0.0)
      return error{"size_is_zero", "the model finds nothing to be won"};
    return size_by_equity(request, to_number(100.0 * safe_share(share, distance)));
  };
  if (const auto target = percent("size_volatility_percent"))
    return measured.volatility
               ? sized(volatility_share(*measured.volatility, *target, distance.value_or(0.02)))
               : result<quantity>(missing("volatility"));
  if (const auto target = percent("size_parity_percent"))
    return measured.volatility ? sized(parity_share(*measured.volatility, *target))
                               : result<quantity>(missing("volatility"));
  if (const auto fraction = percent("size_kelly_percent")) {
    const auto& trades = measured.trades;
    return trades ? sized(kelly_share(trades->wins, trades->average_win, trades->average_loss,
                                      *fraction))
                  : result<quantity>(missing("closed_trades"));
  }
  return missing("size");
}

} // namespace

bool is_sized(const decision& wish) {
  for (const auto& each : wish.inputs)
    if (each.name.text().starts_with("size_"))
      return true;
  return false;
}

result<quantity> entry_size_of(const decision& wish, const size_request& request,
                               const measured_risk& measured) {
  if (const auto* units = find(wish, "size_quantity"))
    return size_by_quantity(request, quantity{units->value.units});
  if (const auto* amount = find(wish, "size_notional"))
    return size_by_notional(request, money{amount->value.units});
  if (const auto* percent = find(wish, "size_equity_percent"))
    return size_by_equity(request, percent->value);
  if (const auto* percent = find(wish, "size_risk_percent")) {
    const auto* stop = find(wish, "stop_price");
    return stop == nullptr ? result<quantity>(missing("stop_price"))
                           : size_by_risk(request, percent->value, price{stop->value.units});
  }
  if (const auto* percent = find(wish, "size_atr_risk_percent")) {
    const auto* range = find(wish, "atr");
    const auto* multiple = find(wish, "size_atr");
    return range == nullptr || multiple == nullptr
               ? result<quantity>(missing("atr"))
               : size_by_atr(request, percent->value, price{range->value.units}, multiple->value);
  }
  return size_by_model(wish, request, measured);
}

} // namespace troupe::trading
