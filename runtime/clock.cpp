#include "runtime/clock.hpp"

#include <chrono>

namespace troupe::runtime {

namespace {

template <class Clock>
std::int64_t now_ns() {
  const auto since_zero = Clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since_zero).count();
}

} // namespace

std::int64_t system_clock_source::steady_ns() const {
  return now_ns<std::chrono::steady_clock>();
}
std::int64_t system_clock_source::utc_ns() const {
  return now_ns<std::chrono::system_clock>();
}

void manual_clock::advance(std::int64_t by_ns) {
  steady_ns_.fetch_add(by_ns);
  utc_ns_.fetch_add(by_ns);
}

} // namespace troupe::runtime
