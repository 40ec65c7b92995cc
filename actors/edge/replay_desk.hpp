// Replays and look-ups of the journal, off the lanes: they read and compute on a thread of their
// own, one at a time, and the answer comes back on the edge's lane.
//
// Bounds: pending_max wait or run, more are refused with `replay_busy`; one that has run for
// longest_s ends with `replay_stopped`. The destructor stops the one under way; no callback runs
// afterwards.
#pragma once

#include "actors/role/side_thread.hpp"
#include "runtime/clock.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace troupe::actors {

class replay_desk {
public:
  static constexpr std::size_t pending_max = 4;
  static constexpr std::int64_t longest_s = 60;

  using should_stop = std::function<bool()>;
  using task = std::function<result<std::string>(const should_stop& stop)>; // gives JSON
  using on_done = std::function<void(const result<std::string>&)>;

  // The clock outlives the desk.
  replay_desk(boost::asio::io_context& lane, const runtime::process_clock& clock)
      : clock_(clock), worker_(lane, pending_max) {}
  ~replay_desk() { ending_ = true; }
  replay_desk(const replay_desk&) = delete;
  replay_desk& operator=(const replay_desk&) = delete;

  void run(task wanted, on_done done);

private:
  const runtime::process_clock& clock_;
  std::atomic<bool> ending_ = false;
  side_thread worker_; // last: a task under way looks at the members above
};

} // namespace troupe::actors
