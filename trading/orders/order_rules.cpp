#include "trading/orders/order_rules.hpp"

#include "trading/orders/rules/groups.hpp"

namespace troupe::trading {

namespace {

constexpr std::string_view open_place = "{";
constexpr std::string_view close_place = "}";

template <class Amount>
std::string text_of(const std::optional<Amount>& amount) {
  return amount ? amount->text() : std::string();
}

std::string value_of(std::string_view place, const order_draft& asked) {
  const auto name = asked.symbol.text();
  if (place == "symbol")
    return std::string(name);
  if (place == "coin")
    return std::string(name.substr(0, name.find('/')));
  if (place == "size")
    return asked.qty ? asked.qty->text() : text_of(asked.notional);
  if (place == "limit_price")
    return text_of(asked.limit_price);
  if (place == "stop_price")
    return text_of(asked.stop_price);
  if (place == "take_profit.limit_price")
    return text_of(asked.take_profit_limit_price);
  if (place == "stop_loss.stop_price")
    return text_of(asked.stop_loss_stop_price);
  if (place == "stop_loss.limit_price")
    return text_of(asked.stop_loss_limit_price);
  if (place == "order_class")
    return std::string(to_text(asked.order_class));
  if (place == "inferred")
    return std::string(to_text(asked.intent));
  if (place == "specified")
    return std::string(asked.stated_intent ? to_text(*asked.stated_intent) : "");
  return std::string(place);
}

std::string fill_in(std::string_view message, const order_draft& asked) {
  std::string text;
  for (;;) {
    const auto open = message.find(open_place);
    const auto close = message.find(close_place);
    text += message.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos)
      return text;
    text += value_of(message.substr(open + 1, close - open - 1), asked);
    message.remove_prefix(close + 1);
  }
}

struct table {
  std::vector<order_rule> rules;
  std::vector<std::uint32_t> scopes; // of the rules, in bits
};

table all_groups() {
  table made;
  for (const auto group :
       {size_rules(), price_rules(), kind_rules(), increment_rules(), leg_rules(), setting_rules()})
    made.rules.insert(made.rules.end(), group.begin(), group.end());
  for (const auto& rule : made.rules)
    made.scopes.push_back(bits_of(rule.scope));
  return made;
}

const table& the_table() {
  static const auto made = all_groups();
  return made;
}

template <class Breaks>
const order_rule* first_rule(const order_kind& kind, Breaks breaks) {
  const auto& [rules, scopes] = the_table();
  const auto bits = bits_of(kind);
  for (std::size_t index = 0; index < rules.size(); ++index)
    if ((bits & ~scopes[index]) == 0 && breaks(rules[index]))
      return &rules[index];
  return nullptr;
}

} // namespace

std::span<const order_rule> order_rules() {
  return the_table().rules;
}

std::optional<order_refusal> refusal_of(const order_draft& asked, const order_setting& setting) {
  const auto* broken = first_rule(asked.kind(), [&](const order_rule& rule) {
    return rule.broken == nullptr || rule.broken(asked, setting);
  });
  if (broken == nullptr)
    return std::nullopt;
  return order_refusal{broken->code, broken->field, broken->answer,
                       fill_in(broken->message, asked)};
}

const order_rule* rule_against(const order_kind& kind) {
  return first_rule(kind, [](const order_rule& rule) { return rule.broken == nullptr; });
}

} // namespace troupe::trading
