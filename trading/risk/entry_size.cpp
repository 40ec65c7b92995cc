#include "trading/risk/entry_size.hpp"

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

} // namespace

bool is_sized(const decision& wish) {
  for (const auto& each : wish.inputs)
    if (each.name.text().starts_with("size_"))
      return true;
  return false;
}

result<quantity> entry_size_of(const decision& wish, const size_request& request) {
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
  return missing("size");
}

} // namespace troupe::trading
