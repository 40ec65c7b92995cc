#include "trading/risk/portfolio_risk.hpp"
#include "trading/risk/rules.hpp"

#include <array>
#include <cmath>

namespace troupe::trading {

namespace {

// In money, for the horizon. Empty where it cannot be measured.
std::optional<tail_risk> tail_with(const proposal& asked, const risk_situation& now) {
  std::array<return_history::holding, return_history::holdings_max> held;
  std::size_t count = 0;
  bool fits = true;
  const auto add = [&](const symbol& name, double value) {
    if (value == 0.0)
      return;
    fits = fits && count < held.size();
    if (fits)
      held[count++] = {name, value};
  };
  const double change = asked.value.to_double() * (asked.side == side::buy ? 1.0 : -1.0);
  bool is_known = false;
  now.at_stake.each([&](const symbol& name, const symbol_exposure& of) {
    const double long_way = (of.value + of.buys().value).to_double();
    const double short_way = (of.value - of.sells().value).to_double();
    const bool is_asked = name == asked.symbol;
    is_known = is_known || is_asked;
    const double worst = std::fabs(long_way) >= std::fabs(short_way) ? long_way : short_way;
    add(name, worst + (is_asked ? change : 0.0));
  });
  if (!is_known && !asked.symbol.empty())
    add(asked.symbol, change);
  if (!fits)
    return std::nullopt;
  auto profits = now.returns.profits_of({held.data(), count});
  const auto samples_min = static_cast<std::size_t>(now.limits.correlation_samples_min);
  if (count == 0)
    return tail_risk{};
  if (!profits || profits->count < samples_min)
    return std::nullopt;
  const double horizon = static_cast<double>(now.limits.var_horizon_min) * minute_ns;
  const double scale = std::sqrt(horizon / static_cast<double>(profits->length_ns));
  const auto tail = historical_tail(profits->all(), confidence_level::percent_95);
  return tail_risk{tail->var * scale, tail->cvar * scale};
}

gate judged(term name, std::optional<double> loss, std::int64_t most_bps,
            const risk_situation& now) {
  const auto most = share_of(now.equity, most_bps);
  const auto value = to_number(loss.value_or(0.0));
  const bool passes =
      loss ? value <= number{most.units} : now.limits.correlation_undefined == undefined_rule::pass;
  return {name, value, "<=", number{most.units}, passes};
}

} // namespace

gate value_at_risk(const proposal& asked, const risk_situation& now) {
  if (now.limits.var_max_bps == 0)
    return {};
  const auto tail = tail_with(asked, now);
  return judged("value_at_risk", tail ? std::optional(tail->var) : std::nullopt,
                now.limits.var_max_bps, now);
}

gate conditional_value_at_risk(const proposal& asked, const risk_situation& now) {
  if (now.limits.cvar_max_bps == 0)
    return {};
  const auto tail = tail_with(asked, now);
  return judged("conditional_value_at_risk", tail ? std::optional(tail->cvar) : std::nullopt,
                now.limits.cvar_max_bps, now);
}

} // namespace troupe::trading
