// Process time: the clocks that I/O timeouts, leases, back-off and measurements read. It reaches no
// trading decision; those see market time, which comes with the events.
#pragma once

#include <atomic>
#include <cstdint>

namespace troupe::runtime {

// Thread-safe.
class process_clock {
public:
  virtual ~process_clock() = default;
  virtual std::int64_t steady_ns() const = 0; // never goes back; its zero means nothing
  virtual std::int64_t utc_ns() const = 0;    // since 1970-01-01T00:00:00Z; may be set back
};

// The machine's clocks.
class system_clock_source : public process_clock {
public:
  std::int64_t steady_ns() const override;
  std::int64_t utc_ns() const override;
};

// Moves only when told to.
class manual_clock : public process_clock {
public:
  explicit manual_clock(std::int64_t utc_ns = 0) : utc_ns_(utc_ns) {}

  std::int64_t steady_ns() const override { return steady_ns_.load(); }
  std::int64_t utc_ns() const override { return utc_ns_.load(); }
  void advance(std::int64_t by_ns);

private:
  std::atomic<std::int64_t> steady_ns_ = 0;
  std::atomic<std::int64_t> utc_ns_;
};

} // namespace troupe::runtime
