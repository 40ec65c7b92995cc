#include "trading/strategies/catalogue.hpp"

#include "trading/strategies/bollinger_reversion.hpp"
#include "trading/strategies/breakout.hpp"
#include "trading/strategies/crypto_scalping.hpp"
#include "trading/strategies/every_quote.hpp"
#include "trading/strategies/grid.hpp"
#include "trading/strategies/ma_crossover.hpp"
#include "trading/strategies/mean_reversion.hpp"
#include "trading/strategies/momentum.hpp"
#include "trading/strategies/multi_timeframe.hpp"
#include "trading/strategies/stochrsi_ema.hpp"
#include "trading/strategies/supertrend.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace troupe::trading {

std::span<const strategy_definition> strategies() {
  static const std::array<strategy_definition, 11> all{
      bollinger_reversion::definition(), breakout::definition(),     crypto_scalping::definition(),
      every_quote::definition(),         grid::definition(),         ma_crossover::definition(),
      mean_reversion::definition(),      momentum::definition(),     multi_timeframe::definition(),
      stochrsi_ema::definition(),        supertrend::definition()};
  return all;
}

result<const strategy_definition*> find_strategy(std::string_view name) {
  const auto all = strategies();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const auto& each) { return each.name == name; });
  if (found != all.end())
    return &*found;
  std::string known;
  for (const auto& each : all)
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  return error{"unknown_strategy",
               "there is no strategy " + std::string(name) + "; known are " + known};
}

result<std::unique_ptr<strategy>> make_strategy(std::string_view name,
                                                const parameter_values& given) {
  const auto found = find_strategy(name);
  if (!found)
    return found.failure();
  const auto values = complete((*found)->parameters, given);
  const auto in_context = [name](const error& failure) {
    return error{failure.code, std::string(name) + ": " + failure.message};
  };
  if (!values)
    return in_context(values.failure());
  auto made = (*found)->make(*values);
  if (!made)
    return in_context(made.failure());
  return made;
}

} // namespace troupe::trading
