// How long to wait before the next attempt: doubles with each failure up to a bound, less a
// random part of up to a half, so that many clients do not come back at once. The randomness
// comes from the seed alone.
#pragma once

#include <chrono>
#include <cstdint>

namespace troupe::net::alpaca {

struct back_off_options {
  std::chrono::milliseconds first{250};
  std::chrono::milliseconds most{30000};
};

class back_off {
public:
  back_off(back_off_options options, std::uint64_t seed);

  // The wait after one more failure.
  std::chrono::milliseconds next();
  // The wait after a failure that will not mend by itself soon (wrong keys).
  std::chrono::milliseconds longest();
  // It worked: the next failure waits from `first` again.
  void reset();

private:
  std::chrono::milliseconds shorten(std::chrono::milliseconds whole);

  back_off_options options_;
  std::chrono::milliseconds current_;
  std::uint64_t random_;
};

} // namespace troupe::net::alpaca
