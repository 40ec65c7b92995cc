// The feed's clock: Alpaca tells prices but no time. Where nothing was traded the day has to roll
// and candles have to close all the same, so the time is told once a second.
#include "actors/feed/feed_role.hpp"

#include <chrono>

namespace troupe::actors {

namespace {

constexpr std::chrono::seconds tick_interval{1};
// A minute's bar comes this long after the minute at most: the time that is told is one whose bars
// are all there. A later one counts as any late bar does.
constexpr auto bars_within_ns = 10 * trading::second_ns;

} // namespace

void feed_role::keep_time() {
  clock_timer_.expires_after(tick_interval);
  clock_timer_.async_wait(guarded([this](const auto& failed) {
    if (failed)
      return;
    const auto venue_ns = context().clock->utc_ns() + venue_ahead_ns_;
    tell_tick({trading::floor_time(venue_ns - bars_within_ns, trading::second_ns), 0, false});
    keep_time();
  }));
}

} // namespace troupe::actors
