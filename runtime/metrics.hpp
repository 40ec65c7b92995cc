// Counters, gauges and histograms of this process, exposed as Prometheus text.
//
// An instrument is made once (or found again: same name and labels, same instrument) and kept by
// reference; it lives as long as its metrics object. Using one is an atomic add, from any thread.
// Names begin with troupe_, counters end in _total, durations in _seconds: Prometheus' conventions.
#pragma once

#include "runtime/mailbox_gauge.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace troupe::runtime {

class counter {
public:
  void add(std::uint64_t by = 1) { value_.fetch_add(by, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
  std::atomic<std::uint64_t> value_ = 0;
};

class gauge {
public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t by) { value_.fetch_add(by, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
  std::atomic<std::int64_t> value_ = 0;
};

// Durations in nanoseconds, in buckets whose upper bounds double from 256 ns to 8.6 s, and one
// without a bound. Exposed in seconds.
class histogram {
public:
  static constexpr std::size_t bounded_buckets = 26;
  static constexpr std::int64_t upper_bound_ns(std::size_t bucket) {
    return std::int64_t{256} << bucket;
  }

  void observe_ns(std::int64_t duration_ns);

  struct reading {
    std::array<std::uint64_t, bounded_buckets + 1> counts{}; // not cumulative
    std::uint64_t total = 0;
    std::int64_t sum_ns = 0;

    // The upper bound of the bucket that holds this share (0..100) of the observations; 0 when
    // there are none, the largest bound when it lies beyond.
    std::int64_t percentile_ns(std::uint32_t percent) const;
  };
  reading read() const;

private:
  std::array<std::atomic<std::uint64_t>, bounded_buckets + 1> counts_{};
  std::atomic<std::int64_t> sum_ns_ = 0;
};

using metric_labels = std::map<std::string, std::string>;

// A value that is looked up at exposition.
struct metric_sample {
  metric_labels labels;
  std::int64_t value = 0;
};
enum class metric_kind : std::uint8_t { counter, gauge };

class metrics {
public:
  metrics();
  ~metrics();
  metrics(const metrics&) = delete;
  metrics& operator=(const metrics&) = delete;

  // A name that is already of another kind throws std::logic_error: a broken invariant.
  counter& make_counter(const std::string& name, const std::string& help,
                        const metric_labels& labels = {});
  gauge& make_gauge(const std::string& name, const std::string& help,
                    const metric_labels& labels = {});
  histogram& make_histogram(const std::string& name, const std::string& help,
                            const metric_labels& labels = {});

  // A family whose samples `read` yields at each exposition, on the exposing thread; what it reads
  // must live as long as this object. Two sources of one name add their samples up to one family.
  void make_source(metric_kind kind, const std::string& name, const std::string& help,
                   std::function<std::vector<metric_sample>()> read);

  // troupe_mailbox_depth of every actor of the roster, which must outlive this object, and
  // troupe_mailbox_dropped_total of the lane.
  void watch_mailboxes(const std::string& lane, mailbox_roster& roster);

  std::string expose() const; // text format 0.0.4

private:
  struct registry;
  std::unique_ptr<registry> registry_;
};

} // namespace troupe::runtime
