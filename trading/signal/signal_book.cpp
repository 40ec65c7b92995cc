#include "trading/signal/signal_book.hpp"

#include "trading/strategies/share_parameters.hpp"

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
                                      const std::vector<strategy_choice>& choices,
                                      watchlist_table lists) {
  auto sorted = choices;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& left, const auto& right) { return left.name < right.name; });
  for (std::size_t index = 1; index < sorted.size(); ++index)
    if (sorted[index].name == sorted[index - 1].name)
      return error{"duplicate_strategy",
                   "strategy " + sorted[index].name + " is named twice; name it once"};
  signal_book book;
  book.choices_ = std::move(sorted);
  book.lists_ = std::move(lists);
  for (const auto& name : symbols) {
    auto& instances = book.desks_[name].instances;
    instances.clear();
    for (const auto& choice : book.choices_) {
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
  auto& [name, place] = *found;
  place.recent.fold(live);
  for (std::size_t index = 0; index < place.instances.size(); ++index) {
    auto& each = place.instances[index];
    const auto before = each.last_live_start_ns;
    for (const auto& candle : each.candles.fold(live))
      close(place, index, candle, lies_in(candle, before) || lies_in(candle, live.start_ns));
    each.last_live_start_ns = std::max(before, live.start_ns);
  }
  return sorted();
}

void signal_book::fold(const history_bar& past) {
  const auto found = desks_.find(past.bar.symbol);
  if (found == desks_.end())
    return;
  auto& place = found->second;
  place.recent.fold(past.bar);
  for (std::size_t index = 0; index < place.instances.size(); ++index)
    for (const auto& candle : place.instances[index].candles.fold(past.bar))
      close(place, index, candle, false);
}

std::span<const decision> signal_book::fold(const quote& seen) {
  made_.clear();
  const auto found = desks_.find(seen.symbol);
  if (found == desks_.end())
    return {};
  auto& place = found->second;
  for (std::size_t index = 0; index < place.instances.size(); ++index)
    if (auto wish = place.instances[index].machine->on_quote(seen, place.held)) {
      restrain(place.instances[index], index, *wish);
      number(place.instances[index], *wish);
      made_.push_back(std::move(*wish));
    }
  return made_;
}

void signal_book::fold(const position& held) {
  if (const auto found = desks_.find(held.symbol); found != desks_.end())
    found->second.held = {held.qty, held.average_price};
}

void signal_book::fold(const command& ordered) {
  if (ordered.kind != command_kind::change_strategy)
    return;
  const auto [strategy, changes] = split_strategy_change(ordered.changes);
  for (std::size_t index = 0; index < choices_.size(); ++index) {
    auto& now = choices_[index];
    if (now.name != strategy)
      continue;
    auto changed = with_changes(now, changes, lists_);
    if (!changed)
      return;
    const bool differs = !same_machine(*changed, now);
    now = std::move(*changed);
    for (auto& [name, place] : desks_)
      if (differs)
        make_anew(place, name, index);
  }
}

// Nobody decided anything on the candles that the new machine takes in here.
void signal_book::make_anew(desk& at, const symbol& name, std::size_t index) {
  auto& old = at.instances[index];
  const auto& choice = choices_[index];
  instance anew(make_strategy(choice.name, choice.parameters).value(), name.kind());
  const auto take = [&anew](const bar& candle) {
    anew.machine->on_candle(candle, {});
    anew.turnover.fold(candle);
  };
  at.recent.each([&](const bar& told) {
    for (const auto& candle : anew.candles.fold(told))
      take(candle);
  });
  if (const auto candle = anew.candles.advance(told_until_ns_))
    take(*candle);
  anew.last_live_start_ns = old.last_live_start_ns;
  anew.last_market_ns = old.last_market_ns;
  anew.next_ordinal = old.next_ordinal;
  old = std::move(anew);
}

std::span<const decision> signal_book::advance(time_ns now) {
  made_.clear();
  told_until_ns_ = std::max(told_until_ns_, now);
  for (auto& [name, place] : desks_)
    for (std::size_t index = 0; index < place.instances.size(); ++index) {
      auto& each = place.instances[index];
      if (const auto candle = each.candles.advance(now))
        close(place, index, *candle, lies_in(*candle, each.last_live_start_ns));
    }
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

// Exits pass: what is held must always find its way out.
void signal_book::restrain(const instance& source, std::size_t index, decision& wish) const {
  const auto& choice = choices_[index];
  const bool enters = wish.verdict == verdict::enter_long || wish.verdict == verdict::enter_short;
  if (!enters || (choice.enabled && choice.symbols.is_everything()))
    return;
  const auto asked = wish.gates.size();
  bool passes = choice.enabled;
  if (!choice.enabled)
    wish.gates.push_back(
        {"strategy_enabled", trading::number{}, "==", trading::number::of(1), false});
  if (!choice.symbols.is_everything())
    passes = choice.symbols.admits(wish.symbol, source.turnover, wish.gates) && passes;
  if (passes)
    return;
  const auto& gates = std::as_const(wish.gates);
  wish.verdict = verdict::none;
  wish.reason = std::find_if(gates.begin() + static_cast<std::ptrdiff_t>(asked), gates.end(),
                             [](const gate& each) { return !each.passed; })
                    ->name;
}

void signal_book::close(desk& at, std::size_t index, const bar& candle, bool live) {
  auto& which = at.instances[index];
  which.turnover.fold(candle);
  auto wish = which.machine->on_candle(candle, at.held);
  if (!wish || !live)
    return;
  restrain(which, index, *wish);
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
