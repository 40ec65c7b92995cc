// What stochrsi_ema is configured by, and how one is made of it.
#pragma once

#include "trading/strategies/catalogue.hpp"

#include <memory>
#include <span>

namespace troupe::trading {

std::span<const parameter_definition> stochrsi_ema_parameters();

// Error: `parameter_out_of_range`, of a candle length that does not divide a day.
result<std::unique_ptr<strategy>> make_stochrsi_ema(const parameter_values& values);

} // namespace troupe::trading
