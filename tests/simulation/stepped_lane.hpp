// A lane that runs one thing at a time, when it is told to: an actor with what waits for it, as a
// lane with a thread would run it, or else one ready handler.
#pragma once

#include "runtime/lane.hpp"

#include <caf/intrusive_ptr.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <deque>
#include <string>
#include <utility>

namespace troupe::simulation {

class stepped_lane final : public runtime::lane {
public:
  stepped_lane(caf::actor_system& system, std::string name)
      : lane(system, std::move(name), {.spin = false, .driven = true}) {}

  // Takes over one reference to `job`.
  void exec_later(caf::resumable* job) override {
    if (job->subtype() == caf::resumable::io_actor)
      waiting_.push_back(job);
    else
      system().scheduler().enqueue(job);
  }

  // False when nothing was ready.
  bool run_one() {
    if (waiting_.empty()) {
      io().restart();
      return io().poll_one() > 0;
    }
    auto* const job = waiting_.front();
    waiting_.pop_front();
    if (job->resume(this, messages_per_actor) == caf::resumable::resume_later)
      waiting_.push_back(job);
    else
      caf::intrusive_ptr_release(job);
    return true;
  }

private:
  std::deque<caf::resumable*> waiting_;
};

} // namespace troupe::simulation
