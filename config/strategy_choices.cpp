#include "config/strategy_choices.hpp"

#include <algorithm>
#include <utility>

namespace troupe::config {

namespace {

// A universe may be written with blanks, which separate changes.
std::string with_commas(std::string text) {
  std::replace(text.begin(), text.end(), ' ', ',');
  return text;
}

} // namespace

result<std::vector<trading::strategy_choice>> strategy_choices(const settings& from) {
  const auto lists = trading::parse_watchlists(from.trading.watchlists);
  if (!lists)
    return lists.failure();
  std::vector<trading::strategy_choice> chosen;
  for (const auto& name : from.trading.strategies) {
    std::string changes;
    if (const auto given = from.strategy.find(name); given != from.strategy.end())
      for (const auto& [parameter, text] : given->second)
        changes += (changes.empty() ? "" : " ") + parameter + '=' + with_commas(text);
    auto choice = trading::with_changes({name}, changes, *lists);
    if (!choice)
      return choice.failure().code == "unknown_strategy"
                 ? choice.failure()
                 : error{choice.failure().code,
                         "[strategy." + name + "] " + choice.failure().message};
    chosen.push_back(std::move(choice).value());
  }
  return chosen;
}

} // namespace troupe::config
