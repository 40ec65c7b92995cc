// The parameters of a strategy: each has a name, a default, bounds and a meaning, and every value
// is checked against them before a strategy is made.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace troupe::trading {

enum class parameter_kind : std::uint8_t { whole, decimal, on_off };

struct parameter_definition {
  std::string_view name;
  parameter_kind kind;
  number initial; // the default
  number lowest;
  number highest;
  std::string_view unit; // "candles", "percent", … or empty
  std::string_view meaning;
};

// Values by name; an on/off value is 1 or 0.
using parameter_values = std::map<std::string, number, std::less<>>;

// The given values, checked, and the defaults of all others.
// Errors: `unknown_parameter`, `parameter_out_of_range`.
result<parameter_values> complete(std::span<const parameter_definition> definitions,
                                  const parameter_values& given);

// A value as text on its way in: a decimal, or "true" and "false" for on/off.
// Errors: `unknown_parameter`, `parameter_out_of_range`, `invalid_decimal`.
result<number> parse_parameter(std::span<const parameter_definition> definitions,
                               std::string_view name, std::string_view text);

// The whole part of a value that is there; throws std::out_of_range when it is not.
std::int64_t whole(const parameter_values& values, std::string_view name);

} // namespace troupe::trading
