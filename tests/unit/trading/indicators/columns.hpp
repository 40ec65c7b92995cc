// Indicators over whole series, by their catalogue names.
#pragma once

#include "trading/indicators/catalogue.hpp"

#include <string_view>
#include <vector>

namespace troupe::trading {

// The figures at each candle.
inline std::vector<indicator_figures> figures_over(std::string_view name,
                                                   const std::vector<candle_figures>& candles,
                                                   const parameter_values& given = {},
                                                   asset_class kind = asset_class::crypto) {
  auto update = make_indicator(name, given, kind).value();
  std::vector<indicator_figures> all;
  for (const auto& candle : candles)
    all.push_back(update(candle));
  return all;
}

// One output of them.
inline std::vector<std::optional<double>> column_of(std::string_view name,
                                                    const std::vector<candle_figures>& candles,
                                                    const parameter_values& given = {},
                                                    std::size_t output = 0) {
  std::vector<std::optional<double>> column;
  for (const auto& figures : figures_over(name, candles, given))
    column.push_back(figures.at(output));
  return column;
}

} // namespace troupe::trading
