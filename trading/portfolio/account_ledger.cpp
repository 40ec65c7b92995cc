#include "trading/portfolio/account_ledger.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace troupe::trading {

namespace {

execution_totals totals_of(const order* known) {
  return known == nullptr ? execution_totals{}
                          : execution_totals{known->filled_qty, known->filled_notional, known->fee,
                                             known->fee_qty};
}

execution_totals growth(const execution_totals& after, const execution_totals& before) {
  return {after.qty - before.qty, after.notional - before.notional, after.fee - before.fee,
          after.fee_qty - before.fee_qty};
}

// As the books do: nothing else tells them the time.
bool moves_the_books(const event& happened) {
  return !std::holds_alternative<history_bar>(happened) &&
         !std::holds_alternative<trading::trade>(happened) &&
         !std::holds_alternative<decision>(happened) &&
         !std::holds_alternative<configuration>(happened) &&
         !std::holds_alternative<operator_order>(happened);
}

} // namespace

void account_ledger::fold(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened))
    return begin(*started);
  if (moves_the_books(happened))
    advance(market_time(happened));
  if (const auto* reported = std::get_if<order_event>(&happened))
    execute(*reported);
  else if (const auto* taken_over = std::get_if<adjustment>(&happened))
    adjust(*taken_over);
  else
    books_.fold(happened);
}

// Before what happens then: what ends by then ends with the marks of before.
void account_ledger::advance(time_ns now) {
  history_.advance(now, worth());
  const auto day_ended = books_.day().ends_ns();
  books_.advance(now);
  now_ = std::max(now_, now);
  if (books_.day().ends_ns() == day_ended)
    return;
  for (const auto& each : profits())
    symbols_[each.symbol].records[each.strategy].day_start = each.total();
}

void account_ledger::begin(const session_started& started) {
  if (started.broker_account != books_.broker_account()) {
    *this = account_ledger{};
    contributed_ = started.cash;
    now_ = started.market_ns;
    books_.fold(started);
  }
  advance(started.market_ns);
  books_.fold(started);
}

void account_ledger::execute(const order_event& reported) {
  const auto& name = reported.symbol;
  const auto totals_before = totals_of(books_.orders().find(reported.client_order_id));
  const auto before = books_.position_of(name);
  books_.fold(reported);
  const auto* order = books_.orders().find(reported.client_order_id);
  const auto added = growth(totals_of(order), totals_before);
  if (added == execution_totals{})
    return;
  const auto after = books_.position_of(name);
  follow(before, after);
  const auto strategy =
      order->strategy.empty() ? std::string(manual_strategy.text()) : order->strategy;
  const auto px = added.qty.is_zero() ? reported.px : unit_price(added.notional, added.qty);
  trades_.push_back({reported.market_ns, reported.client_order_id, reported.execution_id, strategy,
                     name, reported.side, added.qty, px, added.fee, added.fee_qty,
                     after.realised - before.realised});
  auto& of = symbols_[name];
  const auto made = trade_of(reported.side, added);
  of.tally.add(reported.side, added);
  of.parts.apply(strategy, made);
  of.parts.charge(strategy, added.fee);
  auto& record = of.records[strategy];
  record.fees += added.fee;
  ++record.trades;
  for (auto& each : of.lots.apply(strategy, made, added.fee, reported.market_ns))
    closed_.push_back({name, std::move(each)});
  check(name);
}

void account_ledger::adjust(const adjustment& taken_over) {
  const auto& name = taken_over.symbol;
  const auto before = books_.position_of(name);
  books_.fold(taken_over);
  const auto after = books_.position_of(name);
  follow(before, after);
  if (!is_profit(taken_over.kind))
    contributed_ += taken_over.cash;
  else if (!taken_over.cash.is_zero())
    earn(taken_over);
  if (!taken_over.qty.is_zero())
    take_units(taken_over, before, after);
  if (symbols_.contains(name))
    check(name);
  else
    check_balance();
}

void account_ledger::earn(const adjustment& taken_over) {
  auto& of = symbols_[taken_over.symbol];
  if (taken_over.symbol.empty())
    realised_ += taken_over.cash; // no position has it
  for (const auto& [strategy, share] : of.parts.earn(taken_over.cash)) {
    auto& record = of.records[strategy];
    if (taken_over.kind == adjustment_kind::fee)
      record.fees -= share;
    else
      record.income += share;
  }
}

// What the parts gain by what nobody traded is not the day's.
void account_ledger::take_units(const adjustment& taken_over, const position& before,
                                const position& after) {
  contributed_ += after.cost_basis - before.cost_basis;
  const auto& name = taken_over.symbol;
  auto& of = symbols_[name];
  of.tally.add(taken_over);
  const auto profits_before = profits_of(name, of.parts, of.records, before);
  const bool rescaled = rescales(taken_over, before.qty);
  if (rescaled) {
    of.parts.rescale(before.qty, after.qty);
    of.lots.rescale(taken_over.qty);
  } else {
    correct_units(of, taken_over, before, after);
  }
  if (rescaled && is_profit(taken_over.kind))
    return;
  for (const auto& each : profits_of(name, of.parts, of.records, after))
    of.records[each.strategy].day_start += each.total();
  for (const auto& each : profits_before)
    of.records[each.strategy].day_start -= each.total();
}

void account_ledger::correct_units(symbol_ledger& of, const adjustment& taken_over,
                                   const position& before, const position& after) {
  of.lots.correct(taken_over.qty, taken_over.px, taken_over.market_ns);
  if (reduces(before.qty, taken_over.qty) && reduces(before.qty, after.qty)) {
    of.parts.correct({-before.qty, -before.cost_basis});
    of.parts.correct({after.qty, after.cost_basis});
  } else {
    of.parts.correct({taken_over.qty, after.cost_basis - before.cost_basis});
  }
}

std::vector<profit_part> account_ledger::profits() const {
  std::vector<profit_part> all;
  for (const auto& [name, of] : symbols_)
    for (auto& each : profits_of(name, of.parts, of.records, books_.position_of(name)))
      all.push_back(std::move(each));
  return all;
}

void account_ledger::follow(const position& before, const position& after) {
  cost_basis_ += after.cost_basis - before.cost_basis;
  realised_ += after.realised - before.realised;
}

void account_ledger::check(const symbol& name) const {
  const auto held = books_.position_of(name).qty;
  const auto& of = symbols_.at(name);
  const auto compare = [&](const char* what, quantity sum) {
    if (held != sum)
      throw std::logic_error("position_out_of_balance: " + std::string(name.text()) +
                             " is held at " + held.text() + ", but " + what + " sum to " +
                             sum.text() + "; the books are made again from the journal");
  };
  compare("its fills, fees and adjustments", of.tally.qty());
  compare("its strategies' parts", of.parts.qty());
  compare("its lots", of.lots.qty());
  check_balance();
}

void account_ledger::check_balance() const {
  if (books_.cash() + cost_basis_ - realised_ != contributed_)
    throw std::logic_error("account_out_of_balance: cash " + books_.cash().text() + ", cost " +
                           cost_basis_.text() + " and realised " + realised_.text() +
                           " do not come from the contributed " + contributed_.text() +
                           "; the books are made again from the journal");
}

} // namespace troupe::trading
