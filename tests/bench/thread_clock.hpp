// What the thread itself has spent, for work that one thread does alone: by the wall's clock a
// neighbour that is let in between makes a row up to twenty times slower than it is.
#pragma once

#include <chrono>
#include <ctime>

namespace troupe::bench {

inline std::chrono::nanoseconds thread_time() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return std::chrono::seconds{spent.tv_sec} + std::chrono::nanoseconds{spent.tv_nsec};
}

// In seconds.
inline double thread_time_since(std::chrono::nanoseconds begin) {
  return std::chrono::duration<double>(thread_time() - begin).count();
}

} // namespace troupe::bench
