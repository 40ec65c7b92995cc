// Orders that risk has approved and that are not journaled as intents yet, by the key of their
// decision: at most one for each.
//
// Bound: approvals_max; while as many wait, risk approves nothing (rule `approvals_waiting`). The
// memory is taken once.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/term.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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

  reservations() { entries_.reserve(approvals_max); }
  reservations(const reservations& other) : reservations() { entries_ = other.entries_; }
  reservations(reservations&&) = default;
  reservations& operator=(reservations other) {
    std::swap(entries_, other.entries_);
    return *this;
  }
  ~reservations() = default;

  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }

  // The caller sees to the bound.
  void set(const order_key& key, const commitment& reserved) {
    const auto at = find(key);
    if (at != entries_.end() && at->first == key)
      at->second = reserved;
    else
      entries_.insert(at, {key, reserved});
  }
  void erase(const order_key& key) {
    if (const auto at = find(key); at != entries_.end() && at->first == key)
      entries_.erase(at);
  }
  void erase_before(time_ns market_ns) {
    entries_.erase(entries_.begin(), find({market_ns, {}, {}, 0}));
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
