#include "trading/backtest/parity_check.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace troupe::trading {

namespace {

// What tells which day it is.
bool moves_the_day(const event& happened) {
  return std::holds_alternative<bar>(happened) || std::holds_alternative<quote>(happened) ||
         std::holds_alternative<clock_tick>(happened) ||
         std::holds_alternative<operator_order>(happened);
}

parity_side side_of(const filled_wishes& filled, money equity) {
  parity_side side;
  side.equity = equity;
  side.wishes = filled.size();
  for (const auto& [key, each] : filled) {
    side.fees += each.fee;
    side.executions += each.executions;
  }
  return side;
}

} // namespace

parity_check::parity_check(std::vector<candidate> candidates, time_ns begins_ns, time_ns ends_ns)
    : candidates_(std::move(candidates)) {
  if (candidates_.empty())
    throw std::invalid_argument("a parity check needs a configuration");
  report_.begins_ns = begins_ns;
  report_.ends_ns = ends_ns;
}

void parity_check::fold(const event& happened) {
  if (report_.complete)
    return;
  if (moves_the_day(happened)) {
    const auto now = market_time(happened);
    if (now >= report_.ends_ns) {
      report_.complete = true;
      return;
    }
    if (now >= report_.begins_ns && !std::exchange(report_.traded, true))
      begin();
  }
  if (const auto* chosen = std::get_if<configuration>(&happened))
    choose(*chosen);
  report_.traded ? trade(happened) : follow(happened);
}

void parity_check::choose(const configuration& chosen) {
  const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const auto& each) {
    return each.settings == chosen.settings;
  });
  if (found == candidates_.end())
    throw std::invalid_argument("a configuration that was not announced");
  const auto index = static_cast<std::size_t>(found - candidates_.begin());
  if (!report_.traded)
    in_force_ = index;
  else if (index != in_force_)
    ++report_.configurations;
}

void parity_check::begin() {
  run().take_over();
  report_.start_equity = books_.equity();
  actual_.begin(books_.orders());
  simulated_ = actual_;
  run().observe([this](const event& made) { note_simulated(made); });
}

void parity_check::follow(const event& happened) {
  for (auto& each : candidates_)
    each.run.follow(happened);
  books_.fold(happened);
  if (const auto* asked = std::get_if<intent>(&happened))
    actual_.fold(*asked);
}

void parity_check::trade(const event& happened) {
  if (const auto* taken_over = std::get_if<adjustment>(&happened))
    return adjust(*taken_over);
  run().fold(happened);
  books_.fold(happened);
  note(happened);
}

void parity_check::adjust(const adjustment& taken_over) {
  const auto held = books_.position_of(taken_over.symbol).qty;
  auto alike = taken_over;
  if (rescales(taken_over, held)) {
    const auto simulated = run().desk().books().position_of(taken_over.symbol).qty;
    alike.qty.units =
        exact::multiply_divide(taken_over.qty.units, simulated.units, held.units);
  }
  run().adjust(alike);
  books_.fold(taken_over);
}

void parity_check::note(const event& done) {
  if (const auto* asked = std::get_if<intent>(&done))
    actual_.fold(*asked);
  else if (const auto* reported = std::get_if<order_event>(&done))
    actual_.fold(*reported, books_.orders(), run().quote_of(reported->symbol));
}

void parity_check::note_simulated(const event& made) {
  if (const auto* asked = std::get_if<intent>(&made))
    simulated_.fold(*asked);
  else if (const auto* reported = std::get_if<order_event>(&made))
    simulated_.fold(*reported, run().desk().books().orders(), run().quote_of(reported->symbol));
}

parity_report parity_check::finish() {
  auto report = report_;
  if (!report.traded)
    return report;
  const auto& simulated = run().desk().books();
  report.actual = side_of(actual_.wishes(), books_.equity());
  report.simulated = side_of(simulated_.wishes(), simulated.equity());
  report.compared = compare(actual_.wishes(), simulated_.wishes(), [&](const symbol& name) {
    return closing_position{simulated.position_of(name).qty, books_.mark_of(name)};
  });
  report.adjusted = report.actual.equity - report.simulated.equity - report.compared.parts.total();
  return report;
}

} // namespace troupe::trading
