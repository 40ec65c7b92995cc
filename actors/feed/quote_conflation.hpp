// Quotes that wait for a slow receiver: the latest of each symbol, in the order in which the
// symbols first waited. Bounded by the number of symbols.
#pragma once

#include "actors/protocol/messages.hpp"

#include <map>
#include <vector>

namespace troupe::actors {

class quote_conflation {
public:
  // False when it replaced an older quote of the symbol.
  bool put(const market_quote& quote) {
    const auto [place, is_new] = place_of_.try_emplace(quote.quote.symbol, waiting_.size());
    if (is_new)
      waiting_.push_back(quote);
    else
      waiting_[place->second] = quote;
    return is_new;
  }

  bool empty() const { return waiting_.empty(); }

  template <class Send>
  void drain(Send&& send) {
    for (const auto& each : waiting_)
      send(each);
    waiting_.clear();
    place_of_.clear();
  }

private:
  std::map<trading::symbol, std::size_t> place_of_;
  std::vector<market_quote> waiting_;
};

} // namespace troupe::actors
