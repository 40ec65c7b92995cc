// Keeps within a venue's limit of requests a minute, by what its answers say of it.
//
// Credit is counted in nanoseconds: a request costs its share of a minute, a minute's worth is
// the most that accumulates. Until the venue has named a limit every request passes. Time comes
// in from outside, steady.
#pragma once

#include <chrono>
#include <cstdint>

namespace troupe::net::alpaca {

class token_bucket {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::nanoseconds;

  // How long the next request has to wait; zero when it may go.
  duration wait(time_point now) const;
  // One request goes. Call only when wait() is zero.
  void take(time_point now);
  // The venue's count: so many a minute, so many left, of which `in_flight` are already on their
  // way. It replaces our own count.
  void learn(std::int64_t limit, std::int64_t remaining, std::int64_t in_flight, time_point now);
  // Nothing passes for so long: the venue said "too many".
  void hold(duration length, time_point now);

private:
  duration credit(time_point now) const;

  duration cost_{0}; // of one request; zero until a limit is known
  duration credit_{0};
  time_point counted_at_{};
  time_point held_until_{};
};

} // namespace troupe::net::alpaca
