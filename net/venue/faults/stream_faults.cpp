#include "net/venue/faults/stream_faults.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

bool concerns_stream(const fault_rule& rule, stream_kind stream) {
  return rule.stream.empty() || rule.stream == (stream == stream_kind::orders ? "orders" : "data");
}

} // namespace

std::optional<std::int64_t> judge_mute(const fault_plan& plan, dice& chance, stream_kind stream) {
  std::optional<std::int64_t> mute_ms;
  for (std::size_t index = 0; index < plan.rules.size() && !mute_ms; ++index) {
    const auto& rule = plan.rules[index];
    if (rule.kind == fault_kind::mute_stream && concerns_stream(rule, stream) && chance.roll(index))
      mute_ms = rule.duration_ms;
  }
  return mute_ms;
}

std::optional<std::int64_t> judge_storm(const fault_plan& plan, dice& chance, stream_kind stream) {
  std::optional<std::int64_t> storm_ms;
  for (std::size_t index = 0; index < plan.rules.size(); ++index) {
    const auto& rule = plan.rules[index];
    if (rule.kind == fault_kind::disconnect_storm && concerns_stream(rule, stream) &&
        chance.roll(index))
      storm_ms = std::max(storm_ms.value_or(0), rule.duration_ms);
  }
  return storm_ms;
}

} // namespace troupe::net::venue
