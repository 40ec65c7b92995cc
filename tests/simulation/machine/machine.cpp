#include "tests/simulation/machine/machine.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace troupe::simulation {

namespace {

machine* present = nullptr;

} // namespace

machine::machine(std::uint64_t seed, std::string disk_root, std::int64_t utc_ns)
    : utc_ahead_ns_(utc_ns - now_ns_), network_(*this, seed), disk_(std::move(disk_root)) {
  if (std::exchange(present, this) != nullptr)
    throw std::logic_error("there is a machine already");
}

machine::~machine() { present = nullptr; }

machine* machine::current() { return present; }

void machine::at(std::int64_t steady_ns, std::function<void()> what) {
  agenda_.emplace(std::max(steady_ns, now_ns_), std::move(what));
}

std::int64_t machine::next_due_ns() const {
  const auto planned =
      agenda_.empty() ? std::numeric_limits<std::int64_t>::max() : agenda_.begin()->first;
  return std::min(planned, network_.next_timer_ns());
}

void machine::advance_to(std::int64_t steady_ns) {
  while (!agenda_.empty() && agenda_.begin()->first <= steady_ns) {
    auto due = agenda_.extract(agenda_.begin());
    now_ns_ = std::max(now_ns_, due.key());
    due.mapped()();
  }
  now_ns_ = std::max(now_ns_, steady_ns);
  network_.ring_timers(now_ns_);
}

void machine::power_off(int host) {
  off_[host] = true;
  network_.power_off(host);
}

} // namespace troupe::simulation
