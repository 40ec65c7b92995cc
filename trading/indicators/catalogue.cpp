#include "trading/indicators/catalogue.hpp"

#include "trading/indicators/catalogue_entries.hpp"

#include <algorithm>
#include <string>

namespace troupe::trading {

namespace {

std::vector<indicator_definition> all_indicators() {
  auto all = average_indicators();
  for (auto* more : {&oscillator_indicators, &range_indicators, &volume_indicators}) {
    auto group = (*more)();
    all.insert(all.end(), group.begin(), group.end());
  }
  std::sort(all.begin(), all.end(),
            [](const auto& left, const auto& right) { return left.name < right.name; });
  return all;
}

} // namespace

std::span<const indicator_definition> indicators() {
  static const auto all = all_indicators();
  return all;
}

result<const indicator_definition*> find_indicator(std::string_view name) {
  const auto all = indicators();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const auto& each) { return each.name == name; });
  if (found != all.end())
    return &*found;
  std::string known;
  for (const auto& each : all)
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  return error{"unknown_indicator",
               "there is no indicator " + std::string(name) + "; known are " + known};
}

result<indicator_update> make_indicator(std::string_view name, const parameter_values& given,
                                        asset_class kind) {
  const auto found = find_indicator(name);
  if (!found)
    return found.failure();
  const auto values = complete((*found)->parameters, given);
  if (!values)
    return error{values.failure().code, std::string(name) + ": " + values.failure().message};
  return (*found)->make(*values, kind);
}

} // namespace troupe::trading
