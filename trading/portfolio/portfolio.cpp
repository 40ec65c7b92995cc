#include "trading/portfolio/portfolio.hpp"

#include "trading/portfolio/position_change.hpp"

#include <algorithm>
#include <variant>

namespace troupe::trading {

namespace {

price middle(const quote& seen) {
  if (seen.bid.is_zero())
    return seen.ask;
  if (seen.ask.is_zero())
    return seen.bid;
  return price{exact::multiply_divide(exact::add(seen.bid.units, seen.ask.units), 1, 2)};
}

} // namespace

bool rescales(const adjustment& taken_over, quantity held) {
  return (taken_over.kind == adjustment_kind::split ||
          taken_over.kind == adjustment_kind::coin_fee) &&
         keeps_side(held, taken_over.qty);
}

void portfolio::fold(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened))
    fold(*started);
  else if (const auto* asked = std::get_if<intent>(&happened))
    fold(*asked);
  else if (const auto* reported = std::get_if<order_event>(&happened))
    fold(*reported);
  else if (const auto* taken_over = std::get_if<adjustment>(&happened))
    fold(*taken_over);
  else if (const auto* ordered = std::get_if<command>(&happened))
    fold(*ordered);
  else if (const auto* candle = std::get_if<bar>(&happened))
    fold(*candle);
  else if (const auto* seen = std::get_if<quote>(&happened))
    fold(*seen);
  else if (const auto* tick = std::get_if<clock_tick>(&happened))
    advance(tick->market_ns);
}

void portfolio::fold(const session_started& started) {
  if (started.broker_account != broker_account_) {
    *this = portfolio{};
    broker_account_ = started.broker_account;
    cash_ = started.cash;
  }
  advance(started.market_ns);
}

void portfolio::fold(const intent& asked) {
  advance(asked.market_ns);
  orders_.fold(asked);
}

void portfolio::fold(const order_event& reported) {
  advance(reported.market_ns);
  const auto added = orders_.fold(reported);
  if (added == execution_totals{})
    return;
  auto& held = at(reported.symbol);
  const auto before = held.qty;
  const auto realised_before = held.realised;
  revalue(held, [&](position& each) { cash_ += apply(each, reported.side, added); });
  day_.realise(held.realised - realised_before);
  const auto& strategy = orders_.find(reported.client_order_id)->strategy;
  manual_.change(reported.symbol, held.qty - before, held.qty,
                 strategy.empty() || strategy == manual_strategy);
}

void portfolio::fold(const adjustment& taken_over) {
  advance(taken_over.market_ns);
  quarantined_.fold(taken_over);
  std::string_view ids = taken_over.activity_id; // of one that is told in pieces, with spaces
  while (!ids.empty()) {
    const auto end = std::min(ids.find(' '), ids.size());
    activities_.emplace(ids.substr(0, end));
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
  take_cash(taken_over);
  if (!taken_over.qty.is_zero())
    take_units(taken_over);
}

void portfolio::take_cash(const adjustment& taken_over) {
  cash_ += taken_over.cash;
  if (!is_profit(taken_over.kind))
    return day_.shift(taken_over.cash);
  day_.realise(taken_over.cash);
  auto& earned = taken_over.symbol.empty() ? unattributed_ : at(taken_over.symbol).realised;
  earned += taken_over.cash;
}

void portfolio::take_units(const adjustment& taken_over) {
  auto& held = at(taken_over.symbol);
  const auto equity_before = equity();
  const bool rescaled = rescales(taken_over, held.qty);
  if (rescaled)
    rescale_units(taken_over, held);
  else
    correct_units(taken_over, held);
  if (!rescaled || !is_profit(taken_over.kind))
    day_.shift(equity() - equity_before);
}

void portfolio::rescale_units(const adjustment& taken_over, position& held) {
  const auto before = held.qty;
  revalue(held, [&](position& each) {
    rescale(each, taken_over.qty);
    if (taken_over.kind == adjustment_kind::split)
      each.market_price.units =
          exact::multiply_divide(each.market_price.units, before.units, each.qty.units);
  });
  if (const auto marked = marks_.find(taken_over.symbol); marked != marks_.end())
    marked->second = held.market_price;
  manual_.rescale(taken_over.symbol, before, held.qty);
}

void portfolio::correct_units(const adjustment& taken_over, position& held) {
  const auto before = held.qty;
  revalue(held, [&](position& each) { correct(each, taken_over.qty, taken_over.px); });
  if (reduces(before, taken_over.qty) && reduces(before, held.qty)) { // through zero
    manual_.change(taken_over.symbol, -before, {}, false);
    manual_.change(taken_over.symbol, held.qty, held.qty, true);
  } else {
    const bool more = !reduces(before, taken_over.qty);
    manual_.change(taken_over.symbol, taken_over.qty, held.qty, more);
  }
}

void portfolio::fold(const command& ordered) {
  advance(ordered.market_ns);
  quarantined_.fold(ordered);
}

void portfolio::fold(const bar& candle) {
  advance(candle.end_ns());
  mark(candle.symbol, candle.close);
}

void portfolio::fold(const quote& seen) {
  advance(seen.market_ns);
  if (const auto price_now = middle(seen); !price_now.is_zero())
    mark(seen.symbol, price_now);
}

void portfolio::mark(const symbol& name, price last) {
  marks_[name] = last;
  if (const auto held = positions_.find(name); held != positions_.end())
    revalue(held->second, [last](position& each) { each.market_price = last; });
}

void portfolio::advance(time_ns now) {
  day_.advance(now, equity());
}

position portfolio::position_of(const symbol& name) const {
  if (const auto held = positions_.find(name); held != positions_.end())
    return held->second;
  position flat;
  flat.symbol = name;
  flat.market_price = mark_of(name);
  return flat;
}

price portfolio::mark_of(const symbol& name) const {
  const auto known = marks_.find(name);
  return known == marks_.end() ? price{} : known->second;
}

money portfolio::realised() const {
  auto sum = unattributed_;
  for (const auto& [name, held] : positions_)
    sum += held.realised;
  return sum;
}

position& portfolio::at(const symbol& name) {
  const auto [found, added] = positions_.try_emplace(name);
  if (added) {
    found->second.symbol = name;
    found->second.market_price = mark_of(name);
  }
  return found->second;
}

} // namespace troupe::trading
