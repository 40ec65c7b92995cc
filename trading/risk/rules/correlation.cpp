#include "trading/risk/rules.hpp"

#include <algorithm>

namespace troupe::trading {

gate correlation(const proposal& asked, const risk_situation& now) {
  if (now.limits.correlation_max_bps == 0)
    return {};
  constexpr double bps_per_one = 10'000;
  const auto samples_min = static_cast<std::size_t>(now.limits.correlation_samples_min);
  const bool buys = asked.side == side::buy;
  bool passes = true;
  double highest = -1;
  now.at_stake.each([&](const symbol& name, const symbol_exposure& of) {
    const bool begun = of.held.is_zero() && of.under_way(asked.side).count > 0;
    const bool same_way = begun || (buys ? of.held > quantity{} : of.held < quantity{});
    if (name == asked.symbol || !same_way)
      return;
    if (const auto found = now.returns.correlation(asked.symbol, name, samples_min))
      highest = std::max(highest, *found);
    else
      passes = passes && now.limits.correlation_undefined == undefined_rule::pass;
  });
  const auto value = to_number(highest);
  const auto most = to_number(static_cast<double>(now.limits.correlation_max_bps) / bps_per_one);
  return {"correlation", value, "<=", most, passes && value <= most};
}

} // namespace troupe::trading
