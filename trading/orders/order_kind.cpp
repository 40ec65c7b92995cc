#include "trading/orders/order_kind.hpp"

#include "trading/orders/enum_words.hpp"

#include <array>
#include <cstddef>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 2> asset_class_words{"us_equity", "crypto"};
constexpr std::array<std::string_view, 5> order_class_words{"simple", "bracket", "oco", "oto",
                                                            "mleg"};
constexpr std::array<std::string_view, 2> hours_words{"regular", "extended"};
constexpr std::array<std::string_view, 3> sizing_words{"whole", "fractional", "notional"};
constexpr std::array<std::string_view, 4> intent_words{"buy_to_open", "buy_to_close",
                                                       "sell_to_open", "sell_to_close"};
constexpr std::size_t order_types_known = 5;
constexpr std::size_t times_in_force_known = 6;

template <class Enum>
void describe_choice(std::string& into, const choice_of<Enum>& chosen, std::size_t known) {
  if (chosen.is_everything())
    return;
  bool first = true;
  for (std::size_t index = 0; index < known; ++index) {
    const auto value = static_cast<Enum>(index);
    if (!chosen.contains(value))
      continue;
    into += first ? (into.empty() ? "" : "; ") : ", ";
    into += to_text(value);
    first = false;
  }
}

template <class Enum>
void append(std::uint32_t& bits, const choice_of<Enum>& chosen, std::size_t known) {
  bits = (bits << known) | (chosen.bits() & ((1u << known) - 1));
}

template <class Enum>
Enum next_digit(std::size_t& number, std::size_t base) {
  const auto digit = static_cast<Enum>(number % base);
  number /= base;
  return digit;
}

} // namespace

std::string_view to_text(asset_class value) {
  return word_of(asset_class_words, value);
}
std::string_view to_text(order_class value) {
  return word_of(order_class_words, value);
}
std::string_view to_text(order_hours value) {
  return word_of(hours_words, value);
}
std::string_view to_text(order_sizing value) {
  return word_of(sizing_words, value);
}
std::string_view to_text(position_intent value) {
  return word_of(intent_words, value);
}

result<order_class> parse_order_class(std::string_view text) {
  if (text.empty())
    return order_class::simple;
  return parse_word<order_class>(order_class_words, text, "order_class");
}

bool is_sale(position_intent value) {
  return value == position_intent::sell_to_open || value == position_intent::sell_to_close;
}

position_intent intent_of(side asked, quantity held) {
  if (asked == side::buy)
    return held < quantity{} ? position_intent::buy_to_close : position_intent::buy_to_open;
  return held > quantity{} ? position_intent::sell_to_close : position_intent::sell_to_open;
}

std::vector<order_kind> every_order_kind() {
  constexpr auto count = asset_class_words.size() * order_types_known * times_in_force_known *
                         order_class_words.size() * hours_words.size() * sizing_words.size() *
                         intent_words.size();
  std::vector<order_kind> kinds;
  kinds.reserve(count);
  for (std::size_t index = 0; index < count; ++index) {
    auto left = index;
    order_kind kind;
    kind.intent = next_digit<position_intent>(left, intent_words.size());
    kind.sizing = next_digit<order_sizing>(left, sizing_words.size());
    kind.hours = next_digit<order_hours>(left, hours_words.size());
    kind.order_class = next_digit<order_class>(left, order_class_words.size());
    kind.time_in_force = next_digit<time_in_force>(left, times_in_force_known);
    kind.type = next_digit<order_type>(left, order_types_known);
    kind.asset_class = next_digit<asset_class>(left, asset_class_words.size());
    kinds.push_back(kind);
  }
  return kinds;
}

std::uint32_t bits_of(const order_scope& scope) {
  std::uint32_t bits = 0;
  append(bits, scope.asset_classes, asset_class_words.size());
  append(bits, scope.types, order_types_known);
  append(bits, scope.times_in_force, times_in_force_known);
  append(bits, scope.order_classes, order_class_words.size());
  append(bits, scope.hours, hours_words.size());
  append(bits, scope.sizings, sizing_words.size());
  append(bits, scope.intents, intent_words.size());
  return bits;
}

std::uint32_t bits_of(const order_kind& kind) {
  return bits_of(order_scope{.asset_classes = {kind.asset_class},
                             .types = {kind.type},
                             .times_in_force = {kind.time_in_force},
                             .order_classes = {kind.order_class},
                             .hours = {kind.hours},
                             .sizings = {kind.sizing},
                             .intents = {kind.intent}});
}

bool order_scope::contains(const order_kind& kind) const {
  return asset_classes.contains(kind.asset_class) && types.contains(kind.type) &&
         times_in_force.contains(kind.time_in_force) && order_classes.contains(kind.order_class) &&
         hours.contains(kind.hours) && sizings.contains(kind.sizing) &&
         intents.contains(kind.intent);
}

std::string describe(const order_scope& scope) {
  std::string text;
  describe_choice(text, scope.asset_classes, asset_class_words.size());
  describe_choice(text, scope.order_classes, order_class_words.size());
  describe_choice(text, scope.types, order_types_known);
  describe_choice(text, scope.times_in_force, times_in_force_known);
  describe_choice(text, scope.hours, hours_words.size());
  describe_choice(text, scope.sizings, sizing_words.size());
  describe_choice(text, scope.intents, intent_words.size());
  return text;
}

} // namespace troupe::trading
