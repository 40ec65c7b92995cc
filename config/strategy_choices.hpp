// The strategies that the configuration names, with their parameters.
#pragma once

#include "config/settings.hpp"
#include "trading/result.hpp"
#include "trading/signal/signal_book.hpp"

#include <vector>

namespace troupe::config {

// Errors: `unknown_strategy`, `unknown_parameter`, `parameter_out_of_range`, `invalid_decimal`.
result<std::vector<trading::strategy_choice>> strategy_choices(const settings& from);

} // namespace troupe::config
