#include "trading/portfolio/account_ledger.hpp"

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

execution_totals difference(const execution_totals& after, const execution_totals& before) {
  return {after.qty - before.qty, after.notional - before.notional, after.fee - before.fee,
          after.fee_qty - before.fee_qty};
}

} // namespace

void account_ledger::fold(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened))
    begin(*started);
  else if (const auto* reported = std::get_if<order_event>(&happened))
    execute(*reported);
  else if (const auto* taken_over = std::get_if<adjustment>(&happened))
    adjust(*taken_over);
  else
    books_.fold(happened);
}

void account_ledger::begin(const session_started& started) {
  if (started.broker_account != books_.broker_account()) {
    *this = account_ledger{};
    contributed_ = started.cash;
  }
  books_.fold(started);
}

void account_ledger::execute(const order_event& reported) {
  const auto& name = reported.symbol;
  const auto totals_before = totals_of(books_.orders().find(reported.client_order_id));
  const auto before = books_.position_of(name);
  books_.fold(reported);
  const auto* order = books_.orders().find(reported.client_order_id);
  const auto added = difference(totals_of(order), totals_before);
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
  for (auto& each : of.lots.apply(strategy, made, added.fee, reported.market_ns))
    closed_.push_back({name, std::move(each)});
  check(name);
}

void account_ledger::adjust(const adjustment& taken_over) {
  const auto& name = taken_over.symbol;
  const auto before = books_.position_of(name);
  books_.fold(taken_over);
  contributed_ += taken_over.cash;
  if (taken_over.qty.is_zero())
    return check_balance();
  const auto after = books_.position_of(name);
  follow(before, after);
  contributed_ += after.cost_basis - before.cost_basis;
  auto& of = symbols_[name];
  of.tally.adjustments += taken_over.qty;
  of.lots.correct(taken_over.qty, taken_over.px, taken_over.market_ns);
  if (reduces(before.qty, taken_over.qty) && reduces(before.qty, after.qty)) {
    of.parts.correct({-before.qty, -before.cost_basis});
    of.parts.correct({after.qty, after.cost_basis});
  } else {
    of.parts.correct({taken_over.qty, after.cost_basis - before.cost_basis});
  }
  check(name);
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
