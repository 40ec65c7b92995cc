// In which order risk takes what is wanted at one market instant. Every wish is judged by itself,
// upon what those before it have taken; so the order says who comes first where capital, places or
// a symbol do not suffice for all.
//
// By instant, symbol, strategy and ordinal; where strategies share the capital (strategy_books.hpp)
// within an instant first the exits, then by the strategy's priority, the higher one first, then by
// the confidence that the decision tells, the surer one first. So a scanner's best candidates are
// taken, whatever their names and wherever they were found.
#pragma once

#include "trading/decision.hpp"
#include "trading/risk/strategy_books.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace troupe::trading {

// Nothing where the decision tells none.
inline number confidence_of(const decision& wish) {
  for (const auto& each : wish.inputs)
    if (each.name == "confidence" && each.defined)
      return each.value;
  return {};
}

// decision_of(wish) is its decision.
template <class Wish, class DecisionOf>
void order_wishes(std::vector<Wish>& wishes, const strategy_books& strategies,
                  DecisionOf&& decision_of) {
  const bool ranked = strategies.is_shared();
  const auto key = [&](const decision& of) {
    const bool enters = of.verdict != verdict::exit;
    const auto rank = ranked && enters ? -strategies.share(of.strategy).priority : 0;
    const auto sure = ranked && enters ? -confidence_of(of).units : 0;
    return std::tuple(of.market_ns, ranked && enters, rank, sure, of.symbol, of.strategy,
                      of.ordinal);
  };
  std::stable_sort(wishes.begin(), wishes.end(), [&](const Wish& left, const Wish& right) {
    return key(decision_of(left)) < key(decision_of(right));
  });
}

} // namespace troupe::trading
