#include "net/venue/faults/dice.hpp"

namespace troupe::net::venue {

dice::dice(const fault_plan& plan) {
  trading::splitmix64 seeds(plan.seed);
  sides_.reserve(plan.rules.size());
  for (const auto& rule : plan.rules)
    sides_.push_back({.bits = trading::splitmix64(seeds.next()),
                      .probability_ppm = static_cast<std::uint64_t>(rule.probability_ppm),
                      .after = rule.after,
                      .times = rule.times.value_or(-1),
                      .count = {}});
}

bool dice::roll(std::size_t rule) {
  auto& rolled = sides_[rule];
  const bool hit =
      rolled.bits.below(static_cast<std::uint64_t>(certain_ppm)) < rolled.probability_ppm;
  const auto chance = rolled.count.chances++;
  const bool spent = rolled.times >= 0 && rolled.count.strikes >= rolled.times;
  if (!hit || spent || chance < rolled.after)
    return false;
  ++rolled.count.strikes;
  return true;
}

} // namespace troupe::net::venue
