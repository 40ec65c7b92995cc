#include "runtime/mailbox_gauge.hpp"

namespace troupe::runtime {

void mailbox_roster::add(const std::shared_ptr<mailbox_gauge>& gauge) {
  gauge->dropped = dropped_;
  const std::lock_guard lock{mutex_};
  forget_closed();
  gauges_.push_back(gauge);
}

std::vector<mailbox_reading> mailbox_roster::snapshot() {
  const std::lock_guard lock{mutex_};
  forget_closed();
  std::vector<mailbox_reading> readings;
  readings.reserve(gauges_.size());
  for (const auto& gauge : gauges_) {
    readings.push_back({gauge->actor, gauge->lane, gauge->depth.load(std::memory_order_relaxed),
                        gauge->received.load(std::memory_order_relaxed)});
  }
  return readings;
}

void mailbox_roster::forget_closed() {
  std::erase_if(gauges_,
                [](const auto& gauge) { return gauge->closed.load(std::memory_order_acquire); });
}

} // namespace troupe::runtime
