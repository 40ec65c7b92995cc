#include "trading/strategies/share_parameters.hpp"

#include "trading/strategies/catalogue.hpp"

#include <algorithm>
#include <optional>

namespace troupe::trading {

namespace {

std::optional<number> value_in(const strategy_choice& chosen, const strategy_definition& known,
                               std::string_view name) {
  if (const auto given = chosen.parameters.find(name); given != chosen.parameters.end())
    return given->second;
  const auto found = std::find_if(known.parameters.begin(), known.parameters.end(),
                                  [name](const auto& each) { return each.name == name; });
  return found == known.parameters.end() ? std::nullopt : std::optional(found->initial);
}

parameter_values of_machine(const parameter_values& all) {
  auto left = all;
  std::erase_if(left, [](const auto& each) { return is_share_parameter(each.first); });
  return left;
}

} // namespace

strategy_share share_of(const strategy_choice& chosen) {
  strategy_share share;
  const auto known = find_strategy(chosen.name);
  if (!known)
    return share;
  const auto value = [&](std::string_view name) { return value_in(chosen, **known, name); };
  const auto count = [&](std::string_view name) {
    return value(name).value_or(number{}).units / units_per_one;
  };
  share.budget_percent = value("budget_percent").value_or(share.budget_percent);
  share.priority = count("priority");
  share.positions_max = count("positions_max");
  share.entries_max = count("entries_max");
  return share;
}

bool same_machine(const strategy_choice& left, const strategy_choice& right) {
  return left.name == right.name && (left.parameters == right.parameters ||
                                     of_machine(left.parameters) == of_machine(right.parameters));
}

} // namespace troupe::trading
