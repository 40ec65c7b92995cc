// What happened to orders, as it was told, for clients that ask for what they missed.
//
// Updates are numbered from 1 over the whole life of the venue's state: taken again at a restart,
// they get the same numbers and ids.
#pragma once

#include "trading/matching/paper_order.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace troupe::net::venue {

class update_log {
public:
  // Some 10 MB; the oldest are forgotten.
  static constexpr std::size_t kept_max = 10'000;

  void record(const trading::order_updates& updates);

  std::uint64_t first() const { return end() - kept_.size(); } // the oldest that is kept
  std::uint64_t end() const { return next_; }                  // the one that comes next
  // Of a number in [first, end).
  const trading::order_update& at(std::uint64_t number) const { return kept_[number - first()]; }

private:
  std::deque<trading::order_update> kept_;
  std::uint64_t next_ = 1;
};

inline constexpr std::size_t event_id_letters = 26;

// A ULID: letters that sort as the updates do, by the millisecond and then the number.
std::string event_id_of(const trading::order_update& update, std::uint64_t number);

} // namespace troupe::net::venue
