// Orders that risk has approved and that are not journaled as intents yet, by the key of their
// decision: at most one for each.
//
// Bound: approvals_max. While entries_max wait, risk approves no entry, so that exits have room; at
// approvals_max nothing at all (rule `approvals_waiting`). The memory is taken once, and set()
// beyond the bound throws std::length_error.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/term.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace troupe::trading {

// As decisions and intents are identified.
struct order_key {
  time_ns market_ns = 0;
  trading::symbol symbol;
  term strategy;
  std::uint32_t ordinal = 0;

  friend auto operator<=>(const order_key&, const order_key&) = default;
};

// An order under way, seen as risk sees it.
struct commitment {
  trading::symbol symbol;
  std::string_view strategy;
  trading::side side = side::buy;
  quantity qty; // still open
  price px;     // its limit, or the price it is expected to fill at

  money value() const { return notional(px, qty); }
};

class reservations {
public:
  static constexpr std::size_t approvals_max = 1024;
  static constexpr std::size_t entries_max = 768;

  reservations() { entries_.reserve(approvals_max); }
  reservations(reservations&&) = default;
  reservations& operator=(reservations&&) = default;

  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }

  void set(const order_key& key, const commitment& reserved) {
    const auto at = find(key);
    if (at != entries_.end() && at->first == key) {
      at->second = reserved;
      return;
    }
    if (entries_.size() == approvals_max)
      throw std::length_error("more approved orders wait than risk has room for");
    entries_.insert(at, {key, reserved});
  }
  // What was reserved, if anything.
  std::optional<commitment> take(const order_key& key) {
    const auto at = find(key);
    if (at == entries_.end() || at->first != key)
      return std::nullopt;
    const auto reserved = at->second;
    entries_.erase(at);
    return reserved;
  }
  // take() of the oldest, if it is from before this instant.
  std::optional<commitment> take_before(time_ns market_ns) {
    if (entries_.empty() || entries_.front().first.market_ns >= market_ns)
      return std::nullopt;
    return take(order_key(entries_.front().first));
  }
  void clear() { entries_.clear(); }

private:
  using entry = std::pair<order_key, commitment>;

  std::vector<entry>::iterator find(const order_key& key) {
    return std::lower_bound(entries_.begin(), entries_.end(), key,
                            [](const entry& each, const order_key& sought) {
                              return each.first < sought;
                            });
  }

  std::vector<entry> entries_; // sorted
};

} // namespace troupe::trading
