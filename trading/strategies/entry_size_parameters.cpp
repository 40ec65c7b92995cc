#include "trading/strategies/entry_size_parameters.hpp"

#include <string>

namespace troupe::trading {

result<entry_size> entry_size_of(const parameter_values& values, const exit_settings& exits) {
  entry_size chosen;
  chosen.atr_multiple = values.find(std::string_view("size_atr"))->second;
  constexpr std::array<term, 8> sizes{
      "size_quantity",         "size_notional",           "size_equity_percent",
      "size_risk_percent",     "size_atr_risk_percent",   "size_volatility_percent",
      "size_parity_percent",   "size_kelly_percent"};
  for (const auto each : sizes) {
    const auto amount = values.find(each.text())->second;
    if (amount == number{})
      continue;
    if (!chosen.name.empty())
      return error{"parameter_out_of_range", std::string(chosen.name.text()) + " and " +
                                                 std::string(each.text()) +
                                                 " are two sizes; give one"};
    chosen.name = each;
    chosen.amount = amount;
  }
  if (chosen.needs_stop() && exits.stop_percent.is_zero() && exits.stop_atr_multiple.is_zero())
    return error{"parameter_out_of_range",
                 "size_risk_percent counts to the stop; give stop_percent or stop_atr"};
  return chosen;
}

} // namespace troupe::trading
