#include "trading/matching/depth_book.hpp"

#include "trading/matching/bar_quote.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr limit_book::step grid = 1 << 16;
constexpr std::uint32_t ladder_levels = 5;
constexpr std::uint32_t orders_max = depth_book::own_max + (1 << 12);
constexpr std::uint64_t market_owner = 0;

std::uint64_t count_of(quantity qty) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(qty.units, 0));
}

quantity quantity_of(std::uint64_t count) {
  return quantity{static_cast<std::int64_t>(count)};
}

side other(side of) {
  return of == side::buy ? side::sell : side::buy;
}

} // namespace

depth_book::depth_book() : book_(grid, orders_max) {}

// -- the grid ---------------------------------------------------------------------------------

price depth_book::price_of(step at) const {
  return price{(first_ + static_cast<std::int64_t>(at)) * increment_.units};
}

std::optional<depth_book::step> depth_book::step_of(price px) const {
  const auto index = px.units / increment_.units - first_;
  if (index < 0 || index >= static_cast<std::int64_t>(grid))
    return std::nullopt;
  return static_cast<step>(index);
}

depth_book::step depth_book::nearest_step(price px) const {
  const auto index = px.units / increment_.units - first_;
  return static_cast<step>(std::clamp<std::int64_t>(index, 0, grid - 1));
}

bool depth_book::is_near_edge(price px) const {
  constexpr step margin = grid / 4;
  const auto at = step_of(px);
  const bool low = first_ > 0 && at && *at < margin;
  return !at || low || *at >= grid - margin;
}

void depth_book::lay_grid(const quote& around) {
  const auto middle = around.bid.is_zero() ? around.ask : around.bid;
  increment_ = tick_of(middle);
  first_ = std::max<std::int64_t>(middle.units / increment_.units - grid / 2, 0);
  laid_ = true;
  book_.clear();
  shown_[0].clear();
  shown_[1].clear();
  for (auto& [sequence, order] : own_)
    order.place = {};
}

// -- what the market shows --------------------------------------------------------------------

std::map<depth_book::step, std::uint64_t> depth_book::ladder(side of, price best,
                                                             quantity size) const {
  std::map<step, std::uint64_t> wanted;
  if (best.is_zero() || size <= quantity{})
    return wanted;
  const auto top = nearest_step(best);
  for (std::uint32_t level = 0; level < ladder_levels; ++level) {
    const bool buys = of == side::buy;
    if (buys ? top < level : top + level >= grid)
      break;
    wanted[buys ? top - level : top + level] = count_of(size) * (level + 1);
  }
  return wanted;
}

std::uint64_t depth_book::shown_at(side of, step at) const {
  const auto found = shown(of).find(at);
  std::uint64_t sum = 0;
  if (found != shown(of).end())
    for (const auto each : found->second)
      sum += book_.qty_of(each).value_or(0);
  return sum;
}

// Takes away what is shown no more, the back of each queue first.
void depth_book::hide(side of, const std::map<step, std::uint64_t>& wanted) {
  for (auto& [at, queue] : shown(of)) {
    const auto kept = wanted.find(at);
    auto surplus = shown_at(of, at);
    surplus -= std::min(surplus, kept == wanted.end() ? 0 : kept->second);
    while (surplus > 0 && !queue.empty()) {
      const auto size = book_.qty_of(queue.back()).value_or(0);
      if (size > surplus) {
        book_.reduce(queue.back(), surplus);
        break;
      }
      book_.cancel(queue.back());
      queue.pop_back();
      surplus -= size;
    }
    std::erase_if(queue, [this](auto each) { return !book_.qty_of(each); });
  }
  std::erase_if(shown(of), [](const auto& level) { return level.second.empty(); });
}

void depth_book::join(side of, const std::map<step, std::uint64_t>& wanted, executions& made) {
  for (const auto& [at, size] : wanted) {
    const auto there = shown_at(of, at);
    if (there >= size)
      continue;
    const auto placed = book_.add(market_owner, of, at, size - there, true,
                                  [&](const auto& fill) { note(fill, made); });
    if (placed.rest.rests())
      shown(of)[at].push_back(placed.rest);
  }
}

void depth_book::note(const limit_book::fill& fill, executions& made) {
  const auto found = own_.find(fill.owner);
  if (fill.owner == market_owner || found == own_.end())
    return;
  made.push_back({fill.owner, found->second.limit, quantity_of(fill.qty)});
  found->second.left = quantity_of(fill.left);
  if (fill.left == 0)
    own_.erase(found);
}

depth_book::executions depth_book::show(const quote& standing) {
  executions made;
  const auto near = [this](price px) { return !px.is_zero() && is_near_edge(px); };
  if (standing.bid.is_zero() && standing.ask.is_zero())
    return made;
  if (!laid_ || near(standing.bid) || near(standing.ask))
    lay_grid(standing);
  const auto bids = ladder(side::buy, standing.bid, standing.bid_qty);
  const auto asks = ladder(side::sell, standing.ask, standing.ask_qty);
  hide(side::buy, bids);
  hide(side::sell, asks);
  join(side::buy, bids, made);
  join(side::sell, asks, made);
  for (auto& [sequence, order] : own_)
    if (!order.place.rests())
      rest(sequence, order);
  return made;
}

depth_book::executions depth_book::print(price px, quantity qty) {
  executions made;
  const auto at = laid_ ? step_of(px) : std::nullopt;
  if (!at || qty <= quantity{})
    return made;
  const auto bid = book_.best(side::buy);
  const auto ask = book_.best(side::sell);
  const bool hits_bid = bid && *at <= bid->at;
  if (!hits_bid && !(ask && *at >= ask->at))
    return made;
  book_.add(market_owner, hits_bid ? side::sell : side::buy, *at, count_of(qty), false,
            [&](const auto& fill) { note(fill, made); });
  return made;
}

// -- the account's orders ---------------------------------------------------------------------

void depth_book::rest(std::uint64_t sequence, own_order& order) {
  const auto at = step_of(order.limit);
  const auto meets = at ? book_.best(other(order.of)) : std::nullopt;
  const bool crosses = meets && (order.of == side::buy ? meets->at <= *at : meets->at >= *at);
  if (!at || crosses) // what crosses is placed anew by its owner
    return;
  order.place =
      book_.add(sequence, order.of, *at, count_of(order.left), true, [](const auto&) {}).rest;
}

depth_book::outcome depth_book::place(std::uint64_t sequence, side of, std::optional<price> limit,
                                      quantity qty, bool rests) {
  outcome done{{}, qty};
  if (!laid_)
    return done;
  withdraw(sequence);
  const bool buys = of == side::buy;
  const auto worst = buys ? grid - 1 : step{0};
  const auto on_grid = limit ? step_of(*limit) : std::nullopt;
  const bool beyond = limit && !on_grid && (buys == (price_of(0) > *limit)); // off, and meets none
  if (!beyond) {
    const auto at = limit ? nearest_step(*limit) : worst;
    const auto placed =
        book_.add(sequence, of, at, count_of(qty), false, [&](const limit_book::fill& fill) {
          note(fill, done.made);
          done.made.push_back({sequence, price_of(fill.at), quantity_of(fill.qty)});
        });
    done.left = quantity_of(placed.left);
  }
  if (rests && limit && !done.left.is_zero() && own_.size() < own_max)
    rest(sequence, own_.emplace(sequence, own_order{of, *limit, done.left}).first->second);
  return done;
}

quantity depth_book::fillable(side of, std::optional<price> limit, quantity qty) const {
  std::uint64_t sum = 0;
  if (laid_)
    for (const auto& level : book_.depth(other(of), grid)) {
      if (limit && (of == side::buy ? price_of(level.at) > *limit : price_of(level.at) < *limit))
        break;
      sum += level.qty;
      if (sum >= count_of(qty))
        return qty;
    }
  return quantity_of(sum);
}

void depth_book::withdraw(std::uint64_t sequence) {
  const auto found = own_.find(sequence);
  if (found == own_.end())
    return;
  book_.cancel(found->second.place);
  own_.erase(found);
}

void depth_book::shrink(std::uint64_t sequence, quantity to) {
  const auto found = own_.find(sequence);
  if (found == own_.end() || to >= found->second.left)
    return;
  book_.reduce(found->second.place, count_of(found->second.left - to));
  found->second.left = to;
}

bool depth_book::rests(std::uint64_t sequence) const {
  const auto found = own_.find(sequence);
  return found != own_.end() && found->second.place.rests();
}

std::optional<quantity> depth_book::queue_before(std::uint64_t sequence) const {
  const auto found = own_.find(sequence);
  if (found == own_.end())
    return std::nullopt;
  const auto ahead = book_.ahead_of(found->second.place);
  return ahead ? std::optional(quantity_of(*ahead)) : std::nullopt;
}

} // namespace troupe::trading
