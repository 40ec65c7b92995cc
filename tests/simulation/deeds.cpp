#include "tests/simulation/deeds.hpp"

#include "trading/market/time.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace troupe::simulation {

namespace {

std::string place_of(trading::time_ns market_ns, std::string_view symbol, std::string_view kind) {
  return trading::format_time(market_ns) + " " + std::string(symbol) + " " + std::string(kind);
}

std::string line_of(const trading::decision& made) {
  const bool wished = made.stage == trading::decision_stage::strategy;
  auto line = place_of(made.market_ns, made.symbol.text(), wished ? "wish" : "assessment");
  line += " " + std::string(made.strategy.text()) + " " + std::string(to_text(made.verdict)) +
          " " + std::string(made.reason.text());
  for (const auto& input : made.inputs)
    line += " " + std::string(input.name.text()) + "=" + input.value.text();
  for (const auto& gate : made.gates)
    line += " " + std::string(gate.name.text()) + (gate.passed ? "+" : "-");
  return line;
}

std::string line_of(const trading::intent& meant) {
  const auto& asked = meant.request;
  return place_of(meant.market_ns, asked.symbol.text(), "intent") + " " +
         std::string(to_text(asked.side)) + " " + asked.qty.text() + " " + asked.notional.text();
}

std::string line_of(const trading::order_event& told) {
  return place_of(told.market_ns, told.symbol.text(), to_text(told.kind)) + " " +
         std::string(to_text(told.side)) + " " + told.qty.text() + " at " + told.px.text() +
         " of " + told.cumulative_qty.text();
}

bool is_fill(const trading::order_event& told) {
  return told.kind == trading::order_event_kind::fill ||
         told.kind == trading::order_event_kind::partial_fill;
}

} // namespace

deed_list deeds_of(const record_list& records) {
  deed_list lines;
  for (const auto& each : records) {
    if (const auto* made = std::get_if<trading::decision>(&each.event))
      lines.insert(line_of(*made));
    else if (const auto* meant = std::get_if<trading::intent>(&each.event))
      lines.insert(line_of(*meant));
    else if (const auto* told = std::get_if<trading::order_event>(&each.event);
             told != nullptr && is_fill(*told))
      lines.insert(line_of(*told));
  }
  return lines;
}

deed_list only_in(const deed_list& done, const deed_list& others) {
  deed_list lines;
  std::set_difference(done.begin(), done.end(), others.begin(), others.end(),
                      std::inserter(lines, lines.end()));
  return lines;
}

bool is_decision(const std::string& deed) {
  return deed.find(" wish ") != std::string::npos || deed.find(" assessment ") != std::string::npos;
}

std::string difference_between(const deed_list& expected, const deed_list& done) {
  std::string told;
  const auto tell = [&told](const deed_list& lines, const char* what) {
    if (!lines.empty())
      told += (told.empty() ? "" : "; ") + std::to_string(lines.size()) + " " + what +
              ", the first: " + *lines.begin();
  };
  tell(only_in(expected, done), "missing");
  tell(only_in(done, expected), "too many");
  return told;
}

} // namespace troupe::simulation
