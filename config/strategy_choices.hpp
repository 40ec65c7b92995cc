// The strategies that the configuration names, with their parameters.
#pragma once

#include "config/settings.hpp"
#include "trading/result.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <vector>

namespace troupe::config {

// Errors: `unknown_strategy`, those of trading::with_changes and of parse_watchlists.
result<std::vector<trading::strategy_choice>> strategy_choices(const settings& from);

} // namespace troupe::config
