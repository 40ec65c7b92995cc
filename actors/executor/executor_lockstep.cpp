// The executor's part in lockstep: a step is answered when nothing of it is under way any more.
#include "actors/executor/executor_role.hpp"

#include <chrono>

namespace troupe::actors {

namespace {

// A role that was restarted in the middle of a step has lost the question: it is asked again.
constexpr std::chrono::milliseconds settle_interval{250};

} // namespace

void executor_role::on_step(const step_done& step) {
  progress_.begin_data_step(step.step, step.end);
  advance_step();
}

bool executor_role::idle() const {
  return waiting_.empty() && durable_.empty() && in_flight_ == 0 && unknown_.empty();
}

void executor_role::advance_step() {
  finish_winding_down();
  if (progress_.now() != step_progress::phase::sending || !idle())
    return;
  progress_.sync();
  if (!stream_->sync(static_cast<std::uint64_t>(progress_.step())))
    fail("stream_lost", "the order stream is not open, so the step cannot be answered");
}

void executor_role::ask_to_settle() {
  context().outbox->flush();
  tell(risk_, settle{progress_.step()});
  tell(journal_, settle{progress_.step()});
  settle_timer_.expires_after(settle_interval);
  settle_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed && progress_.now() == step_progress::phase::settling)
      ask_to_settle();
  }));
}

void executor_role::on_settled(const settled& told) {
  if (!progress_.settled(told.step, told.role, told.shard, 1 + context().shards()))
    return;
  progress_.finish();
  settle_timer_.cancel();
  stream_->answer_barrier(static_cast<std::uint64_t>(told.step));
  if (progress_.end())
    context().on_market_end();
}

} // namespace troupe::actors
