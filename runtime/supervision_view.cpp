#include "runtime/supervision_view.hpp"

#include <utility>

namespace troupe::runtime {

std::string_view to_text(restart_strategy strategy) {
  switch (strategy) {
  case restart_strategy::one_for_one:
    return "one_for_one";
  case restart_strategy::one_for_all:
    return "one_for_all";
  case restart_strategy::rest_for_one:
    return "rest_for_one";
  }
  return "unknown";
}

std::string_view to_text(child_state state) {
  switch (state) {
  case child_state::running:
    return "running";
  case child_state::restarting:
    return "restarting";
  case child_state::stopped:
    return "stopped";
  }
  return "unknown";
}

void supervision_view::publish(supervisor_status status) {
  const std::lock_guard lock{mutex_};
  auto& place = supervisors_[status.name];
  place = std::move(status);
}

std::vector<supervisor_status> supervision_view::snapshot() const {
  const std::lock_guard lock{mutex_};
  std::vector<supervisor_status> all;
  all.reserve(supervisors_.size());
  for (const auto& [name, status] : supervisors_) {
    all.push_back(status);
  }
  return all;
}

} // namespace troupe::runtime
