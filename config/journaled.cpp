#include "config/journaled.hpp"

#include "config/load.hpp"
#include "config/schema.hpp"
#include "config/strategy_choices.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace troupe::config {

namespace {

// `trading.enable_at_start` and the like act through commands, which are journaled themselves.
bool reaches_decisions(const key& row) {
  constexpr std::array<std::string_view, 5> names{"trading.symbols", "trading.strategies",
                                                  "trading.watchlists", "venue.speed",
                                                  "venue.half_spread_bps"};
  return row.name.starts_with("risk.") ||
         std::find(names.begin(), names.end(), row.name) != names.end();
}

} // namespace

result<std::vector<trading::setting>> deciding_settings(const settings& from) {
  std::vector<trading::setting> deciding;
  for (const auto& row : schema())
    if (row.shown == visibility::plain && reaches_decisions(row))
      deciding.push_back({std::string(row.name), text_of(row, from)});
  const auto choices = strategy_choices(from);
  if (!choices)
    return choices.failure();
  for (const auto& choice : *choices) {
    const auto definition = trading::find_strategy(choice.name);
    const auto values = trading::complete((*definition)->parameters, choice.parameters);
    if (!values)
      return values.failure();
    for (const auto& [name, value] : *values)
      deciding.push_back({"strategy." + choice.name + "." + name, value.text()});
    if (!choice.enabled)
      deciding.push_back({"strategy." + choice.name + ".enabled", "false"});
    if (!choice.symbols.is_everything())
      deciding.push_back({"strategy." + choice.name + ".universe", choice.symbols.text()});
  }
  return deciding;
}

result<settings> settings_of(const std::vector<trading::setting>& journaled) {
  sources from;
  for (const auto& each : journaled)
    from.flags.insert_or_assign(each.key, each.value);
  auto made = load(from);
  if (!made)
    return made.failure();
  return std::move(made).value().values;
}

} // namespace troupe::config
