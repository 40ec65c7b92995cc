// All strategies there are, by name: what each does, which parameters it takes, and how one is
// made.
#pragma once

#include "trading/result.hpp"
#include "trading/strategies/parameters.hpp"
#include "trading/strategies/strategy.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace troupe::trading {

struct strategy_definition {
  std::string_view name;
  std::string_view meaning;
  std::span<const parameter_definition> parameters;
  // Takes a value for each parameter, all within their bounds.
  // Error: `parameter_out_of_range`, of values that do not go with each other.
  result<std::unique_ptr<strategy>> (*make)(const parameter_values& values);
};

// Sorted by name.
std::span<const strategy_definition> strategies();

// Error: `unknown_strategy`.
result<const strategy_definition*> find_strategy(std::string_view name);

// A fresh instance, for one symbol. What is not given has its default.
// Errors: `unknown_strategy`, `unknown_parameter`, `parameter_out_of_range`.
result<std::unique_ptr<strategy>> make_strategy(std::string_view name,
                                                const parameter_values& given = {});

} // namespace troupe::trading
