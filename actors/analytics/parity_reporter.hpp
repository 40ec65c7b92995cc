// When a market day has ended, in New York, says in the log what a backtest of it would have done
// against what was done (actors/replay/parity_replay.hpp): `parity`, with the difference of the
// equities and its causes; `parity_failed` with the reason.
//
// It runs on a thread of its own with a low priority, one day at a time; a day that ends while
// another one is being made is `parity_skipped`. Days that ended before the role had read the
// journal are not told, and in lockstep none: days pass in seconds there, and the backtest does the
// same by construction. `troupe replay --parity` makes the report of any day. Belongs to a lane.
#pragma once

#include "actors/replay/journal_replay.hpp"
#include "actors/role/side_thread.hpp"

#include <atomic>
#include <chrono>
#include <memory>

namespace troupe::actors {

class parity_reporter {
public:
  // What is asked of the journal, but for its last record.
  parity_reporter(boost::asio::io_context& lane, replay_request journal);
  // Stops the report under way.
  ~parity_reporter() { *ending_ = true; }
  parity_reporter(const parity_reporter&) = delete;
  parity_reporter& operator=(const parity_reporter&) = delete;

  void note(const persistence::journal::record& told);
  // What is told from here on happens now.
  void begin() { live_ = true; }

private:
  void report(std::chrono::sys_days day, std::uint64_t last_seq);

  replay_request journal_;
  std::shared_ptr<std::atomic<bool>> ending_;
  std::chrono::sys_days day_{};
  bool live_ = false;
  bool lockstep_;
  side_thread worker_; // last: a task under way looks at the members above
};

} // namespace troupe::actors
