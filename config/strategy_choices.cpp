#include "config/strategy_choices.hpp"

#include <utility>

namespace troupe::config {

result<std::vector<trading::strategy_choice>> strategy_choices(const settings& from) {
  std::vector<trading::strategy_choice> chosen;
  for (const auto& name : from.trading.strategies) {
    const auto definition = trading::find_strategy(name);
    if (!definition)
      return definition.failure();
    trading::strategy_choice choice{name, {}};
    if (const auto given = from.strategy.find(name); given != from.strategy.end())
      for (const auto& [parameter, text] : given->second) {
        const auto value = trading::parse_parameter((*definition)->parameters, parameter, text);
        if (!value)
          return error{value.failure().code, "[strategy." + name + "] " + value.failure().message};
        choice.parameters.emplace(parameter, *value);
      }
    chosen.push_back(std::move(choice));
  }
  return chosen;
}

} // namespace troupe::config
