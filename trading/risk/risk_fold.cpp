#include "trading/risk/limit_table.hpp"
#include "trading/risk/risk_book.hpp"

#include <algorithm>
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

void risk_book::fold(const event& happened) {
  if (const auto* candle = std::get_if<bar>(&happened))
    return fold(*candle);
  if (const auto* seen = std::get_if<quote>(&happened))
    return fold(*seen);
  if (const auto* past = std::get_if<history_bar>(&happened))
    return fold(past->bar);
  const bool tells_risk_the_time = // and is told to it where it runs
      std::holds_alternative<clock_tick>(happened) || std::holds_alternative<intent>(happened) ||
      std::holds_alternative<order_event>(happened) ||
      std::holds_alternative<adjustment>(happened) || std::holds_alternative<command>(happened);
  if (tells_risk_the_time)
    advance(market_time(happened));
  if (const auto* started = std::get_if<session_started>(&happened)) {
    return fold(*started);
  } else if (const auto* ordered = std::get_if<command>(&happened)) {
    return fold(*ordered);
  } else if (const auto* asked = std::get_if<intent>(&happened)) {
    return fold(*asked);
  } else if (const auto* reported = std::get_if<order_event>(&happened)) {
    return fold(*reported);
  } else if (const auto* taken_over = std::get_if<adjustment>(&happened)) {
    return fold(*taken_over);
  } else if (const auto* made = std::get_if<decision>(&happened)) {
    if (made->stage == decision_stage::risk && made->strategy == manual_strategy) {
      const order_key key{made->market_ns, made->symbol, made->strategy, made->ordinal};
      last_manual_[made->symbol] = std::max(last_manual_[made->symbol], key);
    }
  } else if (std::holds_alternative<clock_tick>(happened)) {
    fall_.observe(books_.equity(), limits_);
  }
  books_.fold(happened);
}

void risk_book::fold(const bar& candle) {
  advance(candle.end_ns());
  books_.fold(candle);
  at_stake_.changed(candle.symbol);
  returns_.fold(candle);
  auto& last = memory_[candle.symbol].data_ns;
  last = std::max(last, candle.end_ns());
}

void risk_book::fold(const quote& seen) {
  advance(seen.market_ns);
  books_.fold(seen);
  at_stake_.changed(seen.symbol);
  auto& known = memory_[seen.symbol];
  known.data_ns = std::max(known.data_ns, seen.market_ns);
  known.quote = seen;
}

void risk_book::fold(const session_started& started) {
  const bool other = started.broker_account != books_.broker_account();
  for (const auto& [key, reserved] : approved_) // whoever was to intend them is gone
    at_stake_.release(reserved);
  approved_.clear();
  permission_.fold(started);
  if (other)
    limits_ = configured_;
  else
    advance(started.market_ns);
  books_.fold(started);
  if (!other)
    return;
  at_stake_.clear();
  strategies_.clear();
  rate_ = {};
  round_trips_ = {};
  returns_ = {};
  memory_.clear();
  fall_.begin(books_.equity());
}

void risk_book::fold(const command& ordered) {
  permission_.fold(ordered);
  books_.fold(ordered);
  if (ordered.kind == command_kind::resume)
    fall_.begin(books_.equity());
  if (ordered.kind == command_kind::change_limits)
    if (const auto changed = with_changes(limits_, ordered.changes)) {
      limits_ = *changed;
      strategies_.review(switching());
    }
}

void risk_book::fold(const intent& asked) {
  const auto& request = asked.request;
  const auto reserved =
      approved_.take({asked.market_ns, request.symbol, asked.strategy, asked.ordinal});
  if (reserved)
    at_stake_.release(*reserved);
  books_.fold(asked);
  if (!reserved)
    note_past(asked);
  at_stake_.take_over(request.symbol, books_, asked.market_ns);
  strategies_.take_over(request.symbol, books_);
  const auto* known = books_.orders().find(request.client_order_id);
  rate_.add(asked.market_ns, reserved ? reserved->value() : commitment_of(books_, *known).value());
  auto& last = memory_[request.symbol].intents[request.side == side::buy ? 0 : 1];
  if (asked.market_ns >= last.market_ns)
    last = {asked.strategy, asked.market_ns};
}

// An entry that was approved before this book was made.
void risk_book::note_past(const intent& asked) {
  const auto& request = asked.request;
  const auto held = books_.position_of(request.symbol).qty;
  const bool closes = request.side == side::sell ? held > quantity{} : held < quantity{};
  if (!closes && request.parent_id.empty() && request.replaces.empty() &&
      asked.strategy != manual_strategy)
    note_pass({request.symbol, asked.strategy, asked.market_ns}, request.side);
}

void risk_book::fold(const order_event& reported) {
  const auto held = [&] {
    const auto found = books_.positions().find(reported.symbol);
    return found == books_.positions().end() ? quantity{} : found->second.qty;
  };
  const auto qty_before = held();
  const auto totals_before = totals_of(books_.orders().find(reported.client_order_id));
  books_.fold(reported);
  const auto* order = books_.orders().find(reported.client_order_id);
  if (const auto added = difference(totals_of(order), totals_before); added != execution_totals{})
    strategies_.execute(*order, reported.side, added, switching());
  const auto qty_after = held();
  round_trips_.change(reported.symbol, qty_before, qty_after, reported.market_ns);
  at_stake_.take_over(reported.symbol, books_, reported.market_ns);
  strategies_.take_over(reported.symbol, books_);
}

void risk_book::fold(const adjustment& taken_over) {
  const auto profit_before = books_.day_profit();
  const auto equity_before = books_.equity();
  const auto held_before = books_.position_of(taken_over.symbol);
  books_.fold(taken_over);
  strategies_.adjust(taken_over, held_before, books_.position_of(taken_over.symbol), switching());
  const auto profit = books_.day_profit() - profit_before;
  fall_.shift(books_.equity() - equity_before - profit);
  if (!taken_over.symbol.empty())
    at_stake_.take_over(taken_over.symbol, books_, taken_over.market_ns);
}

void risk_book::advance(time_ns now) {
  books_.advance(now);
  rate_.advance(now);
  round_trips_.advance(now);
}

} // namespace troupe::trading
