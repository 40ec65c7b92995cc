#include "trading/risk/strategy_books.hpp"

#include "trading/orders/order_stake.hpp"
#include "trading/risk/exposure.hpp"

#include <algorithm>
#include <utility>

namespace troupe::trading {

namespace {

// What a strategy has to its name that is no order of ours.
std::string_view owner_of(const order& of) {
  return of.strategy.empty() ? manual_strategy.text() : std::string_view(of.strategy);
}

} // namespace

money budget_of(const strategy_share& share, money equity) {
  constexpr auto hundred = number::of(100);
  return money{exact::multiply_divide(std::max(equity, money{}).units, share.budget_percent.units,
                                      hundred.units)};
}

money strategy_stake::gross(price last) const {
  const auto value = notional(last, held);
  const auto bought = std::max(buys, notional(last, buy_qty));
  const auto sold = std::max(sells, notional(last, sell_qty));
  return std::max({value + bought, sold - value, money{}});
}

void strategy_books::set_shares(std::span<const strategy_choice> chosen) {
  shares_.clear();
  is_shared_ = false;
  for (const auto& each : chosen) {
    const auto share = share_of(each);
    is_shared_ = is_shared_ || share != strategy_share{};
    shares_.insert_or_assign(each.name, share);
  }
}

strategy_share strategy_books::share(std::string_view strategy) const {
  const auto found = shares_.find(strategy);
  return found == shares_.end() ? strategy_share{} : found->second;
}

void strategy_books::execute(const order& of, side direction, const execution_totals& added,
                             const switching_terms& by) {
  auto& parts = parts_[of.request.symbol];
  const auto owner = owner_of(of);
  parts.apply(owner, trade_of(direction, added));
  parts.charge(owner, added.fee);
  follow(of.request.symbol, by);
}

void strategy_books::adjust(const adjustment& taken_over, const position& before,
                            const position& after, const switching_terms& by) {
  if (taken_over.symbol.empty())
    return;
  auto& parts = parts_[taken_over.symbol];
  if (is_profit(taken_over.kind) && !taken_over.cash.is_zero())
    parts.earn(taken_over.cash);
  if (taken_over.qty.is_zero())
    return;
  if (rescales(taken_over, before.qty)) {
    parts.rescale(before.qty, after.qty);
  } else if (reduces(before.qty, taken_over.qty) && reduces(before.qty, after.qty)) {
    parts.correct({-before.qty, -before.cost_basis});
    parts.correct({after.qty, after.cost_basis});
  } else {
    parts.correct({taken_over.qty, after.cost_basis - before.cost_basis});
  }
  follow(taken_over.symbol, by);
}

// The parts have changed: what each strategy holds, and which of its trades are closed by it.
void strategy_books::follow(const symbol& name, const switching_terms& by) {
  for (const auto& [strategy, part] : parts_[name].at_price({})) {
    if (strategy == manual_strategy.text())
      continue;
    auto& stake = accounts_[strategy].stakes[name];
    const auto before = std::exchange(stake.held, part.qty);
    if (!part.is_flat() || before.is_zero())
      continue;
    auto& settled = stake.settled;
    const auto profit = part.realised - settled;
    settled = part.realised;
    performance_.close(strategy, profit, by);
  }
}

void strategy_books::take_over(const symbol& name, const portfolio& books) {
  for (auto& [strategy, owned] : accounts_)
    if (const auto found = owned.stakes.find(name); found != owned.stakes.end()) {
      found->second.buys = found->second.sells = {};
      found->second.buy_qty = found->second.sell_qty = {};
      found->second.has_orders = false;
    }
  books.orders().each_open(name, [&](const order& open) {
    if (open.strategy.empty() || open.strategy == manual_strategy.text())
      return;
    auto& stake = accounts_[open.strategy].stakes[name];
    stake.has_orders = true;
    if (!counts(books.orders(), open))
      return;
    const auto made = commitment_of(books, open);
    (made.side == side::buy ? stake.buys : stake.sells) += made.value();
    (made.side == side::buy ? stake.buy_qty : stake.sell_qty) += made.qty;
  });
}

void strategy_books::clear() {
  auto shares = std::move(shares_);
  const bool is_shared = is_shared_;
  *this = strategy_books();
  shares_ = std::move(shares);
  is_shared_ = is_shared;
}

void strategy_books::pass(const symbol& name, const passed_wish& passed) {
  passed_[name] = passed;
  auto& count = counts_[passed.strategy];
  if (count.market_ns != passed.market_ns)
    count = {passed.market_ns, 0};
  ++count.passed;
}

const strategy_books::account* strategy_books::find(std::string_view strategy) const {
  const auto found = accounts_.find(strategy);
  return found == accounts_.end() ? nullptr : &found->second;
}

money strategy_books::at_stake(std::string_view strategy, const portfolio& books,
                               const reservations& approved) const {
  money sum;
  const auto* known = find(strategy);
  if (known != nullptr)
    for (const auto& [name, stake] : known->stakes)
      if (stake.is_any())
        sum += stake.gross(books.mark_of(name));
  for (const auto& [key, each] : approved)
    if (each.strategy == strategy && !closes(known, each))
      sum += each.value();
  return sum;
}

// An approved order that leaves what the strategy holds.
bool strategy_books::closes(const account* known, const commitment& approved) {
  if (known == nullptr)
    return false;
  const auto found = known->stakes.find(approved.symbol);
  if (found == known->stakes.end())
    return false;
  const auto held = found->second.held;
  return approved.side == side::sell ? held > quantity{} : held < quantity{};
}

std::int64_t strategy_books::symbols_with(std::string_view strategy, const symbol& added,
                                          const reservations& approved) const {
  const auto* known = find(strategy);
  const auto is_known = [&](const symbol& name) {
    if (known == nullptr)
      return false;
    const auto found = known->stakes.find(name);
    return found != known->stakes.end() && found->second.is_any();
  };
  std::int64_t count = is_known(added) ? 0 : 1;
  if (known != nullptr)
    for (const auto& [name, stake] : known->stakes)
      count += stake.is_any() ? 1 : 0;
  // Sorted by instant, then symbol: of one strategy a symbol may be approved once at a time.
  for (const auto& [key, each] : approved)
    count += each.strategy == strategy && each.symbol != added && !is_known(each.symbol) ? 1 : 0;
  return count;
}

std::int64_t strategy_books::strategies_with(const symbol& name, std::string_view added,
                                             const reservations& approved) const {
  std::int64_t count = 1;
  for (const auto& [strategy, owned] : accounts_) {
    if (strategy == added)
      continue;
    const auto found = owned.stakes.find(name);
    const bool any = found != owned.stakes.end() && found->second.is_any();
    const bool waits = std::any_of(approved.begin(), approved.end(), [&](const auto& each) {
      return each.second.symbol == name && each.second.strategy == strategy;
    });
    count += any || waits ? 1 : 0;
  }
  // Those that have had nothing to do with any symbol yet.
  for (const auto& [key, each] : approved)
    count += each.symbol == name && each.strategy != added && find(each.strategy) == nullptr &&
                     each.strategy != manual_strategy.text()
                 ? 1
                 : 0;
  return count;
}

bool strategy_books::holds(std::string_view strategy, const symbol& name) const {
  const auto* known = find(strategy);
  if (known == nullptr)
    return false;
  const auto found = known->stakes.find(name);
  return found != known->stakes.end() && !found->second.held.is_zero();
}

bool strategy_books::anybody_holds(const symbol& name) const {
  return std::any_of(accounts_.begin(), accounts_.end(), [&](const auto& each) {
    const auto found = each.second.stakes.find(name);
    return found != each.second.stakes.end() && !found->second.held.is_zero();
  });
}

const passed_wish& strategy_books::last_passed(const symbol& name) const {
  static const passed_wish nothing;
  const auto found = passed_.find(name);
  return found == passed_.end() ? nothing : found->second;
}

std::int64_t strategy_books::passed_at(term strategy, time_ns now) const {
  const auto found = counts_.find(strategy);
  return found == counts_.end() || found->second.market_ns != now ? 0 : found->second.passed;
}

std::map<std::string, strategy_profit, std::less<>>
strategy_books::profits(const portfolio& books) const {
  std::map<std::string, strategy_profit, std::less<>> all;
  for (const auto& [name, parts] : parts_)
    for (const auto& [strategy, part] : parts.at_price(books.mark_of(name))) {
      all[strategy].realised += part.realised;
      if (!part.is_flat())
        all[strategy].unrealised += part.unrealised();
    }
  return all;
}

} // namespace troupe::trading
