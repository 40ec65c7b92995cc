#include "trading/portfolio/portfolio.hpp"

#include "trading/market/market_day.hpp"
#include "trading/portfolio/position_change.hpp"

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
  revalue(held, [&](position& each) { cash_ += apply(each, reported.side, added); });
  const auto& strategy = orders_.find(reported.client_order_id)->strategy;
  manual_.change(reported.symbol, held.qty - before, held.qty,
                 strategy.empty() || strategy == manual_strategy);
}

void portfolio::fold(const adjustment& taken_over) {
  advance(taken_over.market_ns);
  const auto equity_before = equity();
  const auto day_goes_on = [&] { day_start_equity_ += equity() - equity_before; };
  cash_ += taken_over.cash;
  quarantined_.fold(taken_over);
  if (taken_over.qty.is_zero())
    return day_goes_on();
  auto& held = at(taken_over.symbol);
  const auto before = held.qty;
  revalue(held, [&](position& each) { correct(each, taken_over.qty, taken_over.px); });
  if (reduces(before, taken_over.qty) && reduces(before, held.qty)) { // through zero
    manual_.change(taken_over.symbol, -before, {}, false);
    manual_.change(taken_over.symbol, held.qty, held.qty, true);
  } else {
    const bool more = !reduces(before, taken_over.qty);
    manual_.change(taken_over.symbol, taken_over.qty, held.qty, more);
  }
  day_goes_on();
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
  constexpr time_ns shortest_day_ns = 23 * 60 * minute_ns;
  if (now < day_ns_ + shortest_day_ns)
    return;
  const auto today = market_day_of(asset_class::us_equity, now).begins_ns;
  if (today <= day_ns_)
    return;
  day_ns_ = today;
  day_start_equity_ = equity();
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
  money sum;
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
