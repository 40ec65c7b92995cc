#include "trading/backtest/parity_report.hpp"

#include <algorithm>
#include <set>

namespace troupe::trading {

namespace {

struct change {
  money cash;
  quantity units;
};
using changes = std::array<change, parity_causes>;

change& of(changes& parts, parity_cause why) {
  return parts[static_cast<std::size_t>(why)];
}

money part_of(money whole, quantity part, quantity of) {
  return part == of ? whole : money{exact::multiply_divide(whole.units, part.units, of.units)};
}

// What the market's move between the two fills did, on what both filled.
money timing_of(const filled_wish& actual, const filled_wish& simulated) {
  const auto both = std::min(actual.qty, simulated.qty);
  if (actual.quote_ns == simulated.quote_ns || both.is_zero())
    return {};
  if (actual.qty == simulated.qty && actual.notional == simulated.notional)
    return {};
  const auto moved = part_of(actual.quoted_notional, both, actual.qty) -
                     part_of(simulated.notional, both, simulated.qty);
  return actual.side == side::buy ? -moved : moved;
}

changes changes_of(const filled_wish* actual, const filled_wish* simulated) {
  changes parts{};
  auto& signal = of(parts, parity_cause::signal);
  if (simulated == nullptr)
    signal = {actual->cash(), actual->units()};
  else if (actual == nullptr)
    signal = {-simulated->cash(), -simulated->units()};
  if (actual == nullptr || simulated == nullptr)
    return parts;
  auto& fee = of(parts, parity_cause::fee);
  fee = {simulated->fee - actual->fee, simulated->fee_qty - actual->fee_qty};
  auto& timing = of(parts, parity_cause::timing);
  timing.cash = timing_of(*actual, *simulated);
  of(parts, parity_cause::fill) = {
      actual->cash() - simulated->cash() - fee.cash - timing.cash,
      actual->units() - simulated->units() - fee.units};
  return parts;
}

// Of one symbol, from what the simulated side holds towards what is held.
class dealer {
public:
  explicit dealer(closing_position closing) : closing_(closing) {}

  parity_parts deal(const changes& of) {
    parity_parts parts;
    for (std::size_t index = 0; index < of.size(); ++index) {
      const auto before = notional(closing_.last, closing_.qty);
      closing_.qty += of[index].units;
      parts.of[index] = of[index].cash + notional(closing_.last, closing_.qty) - before;
    }
    return parts;
  }

private:
  closing_position closing_;
};

const filled_wish* find(const filled_wishes& in, const order_key& key) {
  const auto found = in.find(key);
  return found == in.end() ? nullptr : &found->second;
}

std::optional<filled_wish> copy_of(const filled_wish* wish) {
  return wish == nullptr ? std::nullopt : std::optional(*wish);
}

bool same(const filled_wish* actual, const filled_wish* simulated) {
  return actual != nullptr && simulated != nullptr && actual->cash() == simulated->cash() &&
         actual->units() == simulated->units() && actual->fee == simulated->fee &&
         actual->fee_qty == simulated->fee_qty;
}

void count(parity_row& row, const filled_wish* actual, const filled_wish* simulated) {
  auto& counter = simulated == nullptr ? row.only_actual
                  : actual == nullptr  ? row.only_simulated
                                       : row.both;
  ++counter;
}

} // namespace

std::string_view to_text(parity_cause value) {
  switch (value) {
  case parity_cause::signal:
    return "signal";
  case parity_cause::timing:
    return "timing";
  case parity_cause::fill:
    return "fill";
  case parity_cause::fee:
    return "fee";
  }
  return "unknown";
}

money parity_parts::total() const {
  money sum;
  for (const auto each : of)
    sum += each;
  return sum;
}

parity_parts& parity_parts::operator+=(const parity_parts& other) {
  for (std::size_t index = 0; index < of.size(); ++index)
    of[index] += other.of[index];
  return *this;
}

parity_comparison compare(const filled_wishes& actual, const filled_wishes& simulated,
                          const closing_position_of& closing) {
  std::set<order_key> keys;
  for (const auto& [key, filled] : actual)
    keys.insert(key);
  for (const auto& [key, filled] : simulated)
    keys.insert(key);
  parity_comparison found;
  std::map<symbol, dealer> dealers;
  for (const auto& key : keys) {
    const auto* done = find(actual, key);
    const auto* tried = find(simulated, key);
    auto& row = found.rows[{key.symbol, key.strategy}];
    count(row, done, tried);
    if (same(done, tried))
      continue;
    auto& deals = dealers.try_emplace(key.symbol, closing(key.symbol)).first->second;
    const auto parts = deals.deal(changes_of(done, tried));
    found.parts += parts;
    row.parts += parts;
    if (++found.differing <= parity_comparison::trades_max)
      found.trades.push_back({key, copy_of(done), copy_of(tried), parts});
  }
  return found;
}

} // namespace troupe::trading
