#include "trading/market/bar_horizon.hpp"

#include <algorithm>

namespace troupe::trading {

void bar_horizon::fold(const event& happened) {
  if (const auto* live = std::get_if<bar>(&happened)) {
    reach(*live);
  } else if (const auto* past = std::get_if<history_bar>(&happened)) {
    reach(past->bar);
  } else if (const auto* session = std::get_if<session_started>(&happened)) {
    if (session->broker_account != broker_account_)
      ends_.clear();
    broker_account_ = session->broker_account;
  }
}

std::optional<time_ns> bar_horizon::end_of(const symbol& name) const {
  const auto found = ends_.find(name);
  return found == ends_.end() ? std::nullopt : std::optional(found->second);
}

bool bar_horizon::knows(const bar& candle) const {
  const auto end = end_of(candle.symbol);
  return end && candle.end_ns() <= *end;
}

void bar_horizon::reach(const bar& candle) {
  auto& end = ends_.try_emplace(candle.symbol, candle.end_ns()).first->second;
  end = std::max(end, candle.end_ns());
}

} // namespace troupe::trading
