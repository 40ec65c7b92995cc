#include "trading/strategies/strategy_choice.hpp"

#include "trading/change_list.hpp"

namespace troupe::trading {

namespace {

result<void> change_one(strategy_choice& into, const strategy_definition& known,
                        const watchlist_table& lists, std::string_view name,
                        std::string_view text) {
  if (name == "enabled") {
    if (text != "true" && text != "false")
      return error{"parameter_out_of_range", "enabled is true or false"};
    into.enabled = text == "true";
    return {};
  }
  if (name == "universe") {
    auto parsed = universe::parse(text, lists);
    if (!parsed)
      return parsed.failure();
    into.symbols = std::move(*parsed);
    return {};
  }
  const auto value = parse_parameter(known.parameters, name, text);
  if (!value)
    return value.failure();
  into.parameters.insert_or_assign(std::string(name), *value);
  return {};
}

} // namespace

result<strategy_choice> with_changes(strategy_choice current, std::string_view changes,
                                     const watchlist_table& lists) {
  const auto known = find_strategy(current.name);
  if (!known)
    return known.failure();
  result<void> taken;
  each_change(changes, [&](std::string_view name, std::string_view text) {
    taken = change_one(current, **known, lists, name, text);
    return static_cast<bool>(taken);
  });
  if (!taken)
    return taken.failure();
  if (const auto made = make_strategy(current.name, current.parameters); !made)
    return made.failure(); // values that do not go with each other
  return current;
}

strategy_change split_strategy_change(std::string_view text) {
  const auto blank = text.find(' ');
  return blank == std::string_view::npos
             ? strategy_change{text, {}}
             : strategy_change{text.substr(0, blank), text.substr(blank + 1)};
}

} // namespace troupe::trading
