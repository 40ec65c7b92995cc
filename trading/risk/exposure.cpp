#include "trading/risk/exposure.hpp"

#include <algorithm>
#include <utility>

namespace troupe::trading {

namespace {

quantity size_of(quantity held) {
  return held < quantity{} ? -held : held;
}

// A sum that values are taken from again has to come out as it was: each is added exactly.
void add(money& sum, money value, std::int64_t times) {
  times > 0 ? sum += value : sum -= value;
}

} // namespace

commitment commitment_of(const portfolio& books, const order& open) {
  const auto& asked = open.request;
  commitment made{asked.symbol, open.strategy, asked.side, {},
                  price_at_stake(books.orders(), open)};
  if (asked.limit_price.is_zero())
    made.px = std::max(made.px, books.mark_of(asked.symbol));
  if (asked.notional.is_zero())
    made.qty = quantity_at_stake(books.orders(), open);
  else if (!made.px.is_zero())
    made.qty = quantity{
        exact::multiply_divide(std::max(asked.notional - open.filled_notional, money{}).units,
                               units_per_one, made.px.units)};
  return made;
}

money symbol_exposure::gross_with(side direction, money added) const {
  auto bought = buys().value;
  auto sold = sells().value;
  (direction == side::buy ? bought : sold) += added;
  return std::max({value + bought, sold - value, money{}});
}

quantity symbol_exposure::position_with(side direction, quantity added) const {
  return added + (direction == side::buy ? held : -held) + under_way(direction).qty;
}

quantity symbol_exposure::closable() const {
  const auto closing = held > quantity{} ? side::sell : side::buy;
  return std::max(size_of(held) - under_way(closing).qty, quantity{});
}

void exposure::set_sectors(sector_table sectors) {
  sectors_ = std::move(sectors);
  sectors_at_stake_.assign(sectors_.size(), {});
  for (auto& [name, known] : symbols_) {
    known.now.sector = sectors_.index_of(name);
    if (known.now.sector)
      sectors_at_stake_[*known.now.sector] += known.now.gross();
  }
}

void exposure::changed(const symbol& name) {
  const auto found = symbols_.find(name);
  if (found == symbols_.end() || found->second.stale || !found->second.now.is_at_stake())
    return;
  found->second.stale = true;
  stale_.push_back(&found->second);
}

void exposure::take_over(const symbol& name, const portfolio& books, time_ns now) {
  take_over(at(name), books, now);
}

void exposure::clear() {
  auto sectors = std::move(sectors_);
  *this = exposure();
  set_sectors(std::move(sectors));
}

void exposure::settle(const portfolio& books, time_ns now) {
  for (auto* known : stale_) {
    known->stale = false;
    take_over(*known, books, now);
  }
  stale_.clear();
}

const symbol_exposure& exposure::of(const symbol& name) const {
  static const symbol_exposure nothing;
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nothing : found->second.now;
}

exposure::entry& exposure::at(const symbol& name) {
  const auto [found, added] = symbols_.try_emplace(name);
  if (added) {
    found->second.name = name;
    found->second.now.sector = sectors_.index_of(name);
    stale_.reserve(symbols_.size());
  }
  return found->second;
}

template <class Change>
void exposure::change(entry& known, Change&& apply) {
  count(known.now, -1);
  apply(known.now);
  count(known.now, 1);
}

void exposure::count(const symbol_exposure& of, std::int64_t times) {
  if (!of.is_at_stake())
    return;
  const auto gross = of.gross();
  add(total_.gross, gross, times);
  add(total_.net, of.value, times);
  add(total_.buys, of.buys().value, times);
  add(total_.sells, of.sells().value, times);
  add(total_.approved, of.approved_buys.value + of.approved_sells.value, times);
  total_.symbols += times;
  if (of.sector)
    add(sectors_at_stake_[*of.sector], gross, times);
}

void exposure::approve(const commitment& of, std::int64_t times) {
  change(at(of.symbol), [&](symbol_exposure& now) {
    auto& one_side = of.side == side::buy ? now.approved_buys : now.approved_sells;
    times > 0 ? one_side.qty += of.qty : one_side.qty -= of.qty;
    add(one_side.value, of.value(), times);
    one_side.count += times;
  });
}

void exposure::take_over(entry& known, const portfolio& books, time_ns now) {
  const auto bare_before = known.now.bare_since_ns;
  change(known, [&](symbol_exposure& of) {
    const auto held = books.positions().find(known.name);
    const bool any = held != books.positions().end();
    of.held = any ? held->second.qty : quantity{};
    of.value = any ? held->second.market_value() : money{};
    of.open_buys = of.open_sells = {};
    of.unknown_orders = 0;
    books.orders().each_open(known.name, [&](const order& open) {
      of.unknown_orders += open.status == order_status::unknown ? 1 : 0;
      if (!counts(books.orders(), open))
        return;
      const auto made = commitment_of(books, open);
      auto& one_side = made.side == side::buy ? of.open_buys : of.open_sells;
      one_side = one_side + side_at_stake{made.qty, made.value(), 1};
    });
    const auto by_strategies = size_of(of.held - books.manual_qty(known.name));
    const bool bare = !by_strategies.is_zero() &&
                      protected_qty(books.orders(), known.name, of.held) < by_strategies;
    of.bare_since_ns =
        bare ? std::optional(of.bare_since_ns.value_or(now)) : std::nullopt;
  });
  if (known.now.bare_since_ns != bare_before)
    find_bare();
}

void exposure::find_bare() {
  bare_since_ns_.reset();
  for (const auto& [name, known] : symbols_)
    if (const auto since = known.now.bare_since_ns)
      bare_since_ns_ = std::min(bare_since_ns_.value_or(*since), *since);
}

} // namespace troupe::trading
