// What becomes of a stock's trades after they were told: a few are canceled, a few corrected, and
// to a few minutes a late odd lot is added. Drawn from a seed, the symbol and the trade or minute,
// never from the order of things.
//
// One trade in 64 is canceled and one corrected (its size doubles), both at the next whole minute;
// one minute bar in 16 gets a late lot of 1 to 99 shares half a minute after its end: as an odd
// lot, it counts into volume and number of trades only.
//
// Only what the market itself trades singly has a fate: replayed bars stay what they were.
#pragma once

#include "net/venue/data/stream_message.hpp"
#include "net/venue/data/tick_tape.hpp"

#include <cstdint>
#include <vector>

namespace troupe::net::venue {

class trade_fates {
public:
  explicit trade_fates(std::uint64_t seed) : seed_(seed) {}

  // After an instant has been taken: writes what has come due to the tapes and answers it.
  std::vector<stream_message> follow(const market_instant& instant, bar_tape& bars,
                                     tick_tape& ticks);

private:
  struct late_lot {
    trading::symbol symbol;
    trading::time_ns start_ns; // of the bar
    trading::time_ns due_ns;
    trading::quantity qty;
  };

  std::uint64_t draw(const trading::symbol& of, std::uint64_t number) const;
  void judge(const trading::trade& told);
  void judge(const trading::bar& published, const tick_tape& ticks);

  std::uint64_t seed_;
  // Both of the running minute only, one entry a trade or bar at most.
  std::vector<trading::trade> canceled_;
  std::vector<trading::trade> corrected_;
  std::vector<late_lot> late_;
};

} // namespace troupe::net::venue
