#include "net/venue/faults/socket_faults.hpp"

namespace troupe::net::venue {

roughness judge_socket(const fault_plan& plan, dice& chance) {
  roughness met;
  for (std::size_t index = 0; index < plan.rules.size(); ++index) {
    const auto& rule = plan.rules[index];
    const bool slow = rule.kind == fault_kind::slow_socket;
    if ((!slow && rule.kind != fault_kind::reset_socket) || !chance.roll(index))
      continue;
    if (!slow) {
      met.reset_after_bytes = static_cast<std::size_t>(rule.after_bytes);
      continue;
    }
    met.slow_in = rule.direction != "out";
    met.slow_out = rule.direction != "in";
    met.piece_bytes = static_cast<std::size_t>(rule.piece_bytes);
    met.pause = std::chrono::milliseconds(rule.delay_ms);
  }
  return met;
}

} // namespace troupe::net::venue
