#include "trading/signal/signal_book.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace troupe::trading {

namespace {

bool lies_in(const bar& candle, time_ns start_ns) {
  return start_ns >= candle.start_ns && start_ns < candle.end_ns();
}

} // namespace

result<signal_book> signal_book::make(const std::vector<symbol>& symbols,
                                      const std::vector<strategy_choice>& choices) {
  auto sorted = choices;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& left, const auto& right) { return left.name < right.name; });
  for (std::size_t index = 1; index < sorted.size(); ++index)
    if (sorted[index].name == sorted[index - 1].name)
      return error{"duplicate_strategy",
                   "strategy " + sorted[index].name + " is named twice; name it once"};
  signal_book book;
  for (const auto& name : symbols) {
    auto& instances = book.desks_[name].instances;
    instances.clear();
    for (const auto& choice : sorted) {
      auto made = make_strategy(choice.name, choice.parameters);
      if (!made)
        return made.failure();
      instances.emplace_back(std::move(*made), name.kind());
    }
  }
  return book;
}

std::span<const decision> signal_book::fold(const bar& live) {
  made_.clear();
  const auto found = desks_.find(live.symbol);
  if (found == desks_.end())
    return {};
  for (auto& each : found->second.instances) {
    const auto before = each.last_live_start_ns;
    for (const auto& candle : each.candles.fold(live))
      close(found->second, each, candle,
            lies_in(candle, before) || lies_in(candle, live.start_ns));
    each.last_live_start_ns = std::max(before, live.start_ns);
  }
  return sorted();
}

void signal_book::fold(const history_bar& past) {
  const auto found = desks_.find(past.bar.symbol);
  if (found == desks_.end())
    return;
  for (auto& each : found->second.instances)
    for (const auto& candle : each.candles.fold(past.bar))
      close(found->second, each, candle, false);
}

std::span<const decision> signal_book::fold(const quote& seen) {
  made_.clear();
  const auto found = desks_.find(seen.symbol);
  if (found == desks_.end())
    return {};
  for (auto& each : found->second.instances)
    if (auto wish = each.machine->on_quote(seen, found->second.held)) {
      number(each, *wish);
      made_.push_back(std::move(*wish));
    }
  return made_;
}

void signal_book::fold(const position& held) {
  if (const auto found = desks_.find(held.symbol); found != desks_.end())
    found->second.held = {held.qty, held.average_price};
}

std::span<const decision> signal_book::advance(time_ns now) {
  made_.clear();
  for (auto& [name, place] : desks_)
    for (auto& each : place.instances)
      if (const auto candle = each.candles.advance(now))
        close(place, each, *candle, lies_in(*candle, each.last_live_start_ns));
  return sorted();
}

std::uint64_t signal_book::ignored_bars() const {
  std::uint64_t count = 0;
  for (const auto& [name, place] : desks_)
    for (const auto& each : place.instances)
      count += each.candles.ignored_bars();
  return count;
}

void signal_book::number(instance& source, decision& made) {
  if (made.market_ns != source.last_market_ns)
    source.next_ordinal = 0;
  source.last_market_ns = made.market_ns;
  made.ordinal = source.next_ordinal++;
}

void signal_book::close(desk& at, instance& which, const bar& candle, bool live) {
  auto wish = which.machine->on_candle(candle, at.held);
  if (!wish || !live)
    return;
  number(which, *wish);
  made_.push_back(std::move(*wish));
}

std::span<const decision> signal_book::sorted() {
  const auto key = [](const decision& of) {
    return std::tie(of.market_ns, of.symbol, of.strategy);
  };
  const auto before = [key](const decision& left, const decision& right) {
    return key(left) < key(right);
  };
  if (!std::is_sorted(made_.begin(), made_.end(), before)) // what sorts stably allocates
    std::stable_sort(made_.begin(), made_.end(), before);
  return made_;
}

} // namespace troupe::trading
