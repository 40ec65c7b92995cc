// All indicators there are, by name: which parameters each takes, which figures it gives, and how
// one is made. The one source for whatever offers indicators to be chosen.
//
// A name that ends in _pandas is the variant that Python's pandas computes; the classes' headers
// say what differs.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/result.hpp"
#include "trading/strategies/parameters.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace troupe::trading {

// One for each output, empty while that one is not defined.
using indicator_figures = std::vector<std::optional<double>>;
using indicator_update = std::function<indicator_figures(const candle_figures&)>;

struct indicator_definition {
  std::string_view name;
  std::string_view meaning;
  std::vector<parameter_definition> parameters; // in the order in which they are given
  std::vector<std::string_view> outputs;        // endings of the name: "", "_signal"
  // Takes a value for each parameter, all within their bounds, and the class of the asset, by whose
  // days some indicators count.
  indicator_update (*make)(const parameter_values& values, asset_class kind);
};

// Sorted by name.
std::span<const indicator_definition> indicators();

// Error: `unknown_indicator`.
result<const indicator_definition*> find_indicator(std::string_view name);

// A fresh one. What is not given has its default.
// Errors: `unknown_indicator`, `unknown_parameter`, `parameter_out_of_range`.
result<indicator_update> make_indicator(std::string_view name, const parameter_values& given,
                                        asset_class kind);

} // namespace troupe::trading
