#include "trading/backtest/field_difference.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace troupe::trading {

namespace {

std::string text_of(term name) { return std::string(name.text()); }
std::string text_of(comparison sign) { return std::string(sign.text()); }
std::string text_of(bool truth) { return truth ? "true" : "false"; }
std::string text_of(const symbol& name) { return std::string(name.text()); }
template <class Tag>
std::string text_of(fixed<Tag> amount) {
  return amount.text();
}
template <class Enum>
requires std::is_enum_v<Enum>
std::string text_of(Enum value) { return std::string(to_text(value)); }

// Compares one field after another and keeps the first that differs.
class comparer {
public:
  template <class Value>
  comparer& field(std::string name, const Value& journaled, const Value& replayed) {
    if (!found_ && !(journaled == replayed))
      found_ = {std::move(name), text_of(journaled), text_of(replayed)};
    return *this;
  }
  void count(std::string name, std::size_t journaled, std::size_t replayed) {
    if (!found_ && journaled != replayed)
      found_ = {std::move(name), std::to_string(journaled), std::to_string(replayed)};
  }
  bool found() const { return found_.has_value(); }
  std::optional<field_difference> take() { return std::move(found_); }

private:
  std::optional<field_difference> found_;
};

void compare(comparer& into, const input& journaled, const input& replayed) {
  const auto name = "inputs." + text_of(journaled.name);
  into.field(name + ".name", journaled.name, replayed.name);
  into.field(name + ".defined", journaled.defined, replayed.defined);
  into.field(name, journaled.value, replayed.value);
}

void compare(comparer& into, const gate& journaled, const gate& replayed) {
  const auto name = "gates." + text_of(journaled.name);
  into.field(name + ".name", journaled.name, replayed.name);
  into.field(name + ".value", journaled.value, replayed.value);
  into.field(name + ".comparison", journaled.comparison, replayed.comparison);
  into.field(name + ".threshold", journaled.threshold, replayed.threshold);
  into.field(name + ".passed", journaled.passed, replayed.passed);
}

template <class List>
void compare_each(comparer& into, const List& journaled, const List& replayed) {
  auto other = replayed.begin();
  for (const auto& each : journaled)
    if (other != replayed.end())
      compare(into, each, *other++);
}

} // namespace

std::optional<field_difference> difference_of(const decision& journaled,
                                              const decision& replayed) {
  if (journaled == replayed)
    return std::nullopt;
  comparer into;
  compare_each(into, journaled.inputs, replayed.inputs);
  into.count("inputs", journaled.inputs.size(), replayed.inputs.size());
  compare_each(into, journaled.gates, replayed.gates);
  into.count("gates", journaled.gates.size(), replayed.gates.size());
  into.field("verdict", journaled.verdict, replayed.verdict);
  into.field("reason", journaled.reason, replayed.reason);
  if (!into.found()) // a field that is not known here
    return field_difference{"decision", text_of(journaled.verdict), text_of(replayed.verdict)};
  return into.take();
}

std::optional<field_difference> difference_of(const order_request& journaled,
                                              const order_request& replayed) {
  auto same_id = replayed;
  same_id.client_order_id = journaled.client_order_id;
  if (journaled == same_id)
    return std::nullopt;
  comparer into;
  into.field("symbol", journaled.symbol, replayed.symbol);
  into.field("side", journaled.side, replayed.side);
  into.field("order_type", journaled.type, replayed.type);
  into.field("time_in_force", journaled.time_in_force, replayed.time_in_force);
  into.field("qty", journaled.qty, replayed.qty);
  into.field("notional", journaled.notional, replayed.notional);
  into.field("limit_price", journaled.limit_price, replayed.limit_price);
  into.field("stop_price", journaled.stop_price, replayed.stop_price);
  if (!into.found())
    return field_difference{"request", "another", "another"};
  return into.take();
}

} // namespace troupe::trading
