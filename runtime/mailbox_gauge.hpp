// How full an actor's mailbox is, readable from any thread without touching the actor.
//
// A pinned actor counts itself: back-pressure reads `depth`, the topology and the metrics read all
// of it. A gauge outlives its actor for as long as somebody holds it and then says closed.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace troupe::runtime {

struct mailbox_gauge {
  std::string actor; // the actor's name()
  std::string lane;
  std::atomic<std::int64_t> depth = 0;     // messages that wait or that are being handled
  std::atomic<std::uint64_t> received = 0; // since the actor's start
  std::atomic<bool> closed = false;        // the actor has ended; depth is 0 for good
  // Of the whole lane: messages that came after their actor's end, or that it left behind.
  std::shared_ptr<std::atomic<std::uint64_t>> dropped;
};

// One moment of a gauge.
struct mailbox_reading {
  std::string actor;
  std::string lane;
  std::int64_t depth = 0;
  std::uint64_t received = 0;

  friend bool operator==(const mailbox_reading&, const mailbox_reading&) = default;
};

// The gauges of the living actors of one lane. Thread-safe. Bounded by the number of actors: the
// closed ones are forgotten at the next snapshot or addition.
class mailbox_roster {
public:
  void add(const std::shared_ptr<mailbox_gauge>& gauge);
  std::vector<mailbox_reading> snapshot(); // in the order of addition
  // Messages that no actor of the lane ever handled, since the lane's start.
  std::uint64_t dropped() const { return dropped_->load(std::memory_order_relaxed); }

private:
  void forget_closed();

  std::mutex mutex_;
  std::vector<std::shared_ptr<const mailbox_gauge>> gauges_;
  std::shared_ptr<std::atomic<std::uint64_t>> dropped_ =
      std::make_shared<std::atomic<std::uint64_t>>(0);
};

} // namespace troupe::runtime
