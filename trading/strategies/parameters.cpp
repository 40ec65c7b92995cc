#include "trading/strategies/parameters.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

namespace {

const parameter_definition* find(std::span<const parameter_definition> definitions,
                                 std::string_view name) {
  const auto found = std::find_if(definitions.begin(), definitions.end(),
                                  [name](const auto& each) { return each.name == name; });
  return found == definitions.end() ? nullptr : &*found;
}

error unknown(std::span<const parameter_definition> definitions, std::string_view name) {
  std::string allowed;
  for (const auto& each : definitions)
    allowed += (allowed.empty() ? "" : ", ") + std::string(each.name);
  return {"unknown_parameter", "there is no parameter " + std::string(name) + "; " +
                                   (allowed.empty() ? "none is taken" : "known are " + allowed)};
}

result<void> check(const parameter_definition& definition, number value) {
  const bool fraction = value.units % units_per_one != 0;
  const bool whole_wanted = definition.kind != parameter_kind::decimal;
  if (value >= definition.lowest && value <= definition.highest && !(fraction && whole_wanted))
    return {};
  return error{"parameter_out_of_range",
               std::string(definition.name) + " = " + value.text() + " is not allowed; give a " +
                   (whole_wanted ? "whole number" : "number") + " from " +
                   definition.lowest.text() + " to " + definition.highest.text()};
}

} // namespace

result<parameter_values> complete(std::span<const parameter_definition> definitions,
                                  const parameter_values& given) {
  parameter_values values;
  for (const auto& definition : definitions)
    values.emplace(definition.name, definition.initial);
  for (const auto& [name, value] : given) {
    const auto* definition = find(definitions, name);
    if (definition == nullptr)
      return unknown(definitions, name);
    if (const auto checked = check(*definition, value); !checked)
      return checked.failure();
    values[name] = value;
  }
  return values;
}

result<number> parse_parameter(std::span<const parameter_definition> definitions,
                               std::string_view name, std::string_view text) {
  const auto* definition = find(definitions, name);
  if (definition == nullptr)
    return unknown(definitions, name);
  if (definition->kind == parameter_kind::on_off && (text == "true" || text == "false"))
    return number::of(text == "true" ? 1 : 0);
  const auto value = number::parse(text);
  if (!value)
    return error{value.failure().code, std::string(name) + ": " + value.failure().message};
  if (const auto checked = check(*definition, *value); !checked)
    return checked.failure();
  return *value;
}

std::int64_t whole(const parameter_values& values, std::string_view name) {
  const auto found = values.find(name);
  if (found == values.end())
    throw std::out_of_range("no value for parameter " + std::string(name));
  return found->second.units / units_per_one;
}

} // namespace troupe::trading
