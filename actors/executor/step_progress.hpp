// How far the present lockstep step has come in the executor.
//
//   sending -> syncing -> settling -> (answered)
//
// A data step begins with risk's step_done and goes through all three; an order step begins with
// the venue's barrier on the order stream, has nothing to send, and begins at settling.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace troupe::actors {

class step_progress {
public:
  enum class phase : std::uint8_t { none, sending, syncing, settling };

  void begin_data_step(std::int64_t step, bool end) { begin(step, phase::sending, end); }
  void begin_order_step(std::int64_t step) { begin(step, phase::settling, false); }

  phase now() const { return phase_; }
  std::int64_t step() const { return step_; }
  bool end() const { return end_; }
  // Lockstep is on from the first step.
  bool on() const { return on_; }

  void sync() { phase_ = phase::syncing; }
  void settle() { phase_ = phase::settling; }
  void finish() { phase_ = phase::none; }

  // A role has folded everything of this step; true when it was the last of `roles`.
  bool settled(std::int64_t step, const std::string& role, std::uint32_t shard,
               std::size_t roles) {
    if (phase_ != phase::settling || step != step_)
      return false;
    settled_.emplace(role, shard);
    return settled_.size() == roles;
  }

private:
  void begin(std::int64_t step, phase first, bool end) {
    step_ = step;
    phase_ = first;
    end_ = end;
    on_ = true;
    settled_.clear();
  }

  phase phase_ = phase::none;
  std::int64_t step_ = 0;
  bool end_ = false;
  bool on_ = false;
  std::set<std::pair<std::string, std::uint32_t>> settled_;
};

} // namespace troupe::actors
