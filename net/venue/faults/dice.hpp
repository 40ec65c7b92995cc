// Decides by chance whether a rule strikes, and counts. Each rule has dice of its own, seeded by
// the plan's seed and the rule's place in it: what one rule decides depends on its own chances
// only, in their order, never on the other rules.
#pragma once

#include "net/venue/faults/plan.hpp"
#include "trading/matching/splitmix64.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace troupe::net::venue {

struct fault_count {
  std::int64_t chances = 0; // how often the rule was asked
  std::int64_t strikes = 0;
};

class dice {
public:
  explicit dice(const fault_plan& plan);

  // Whether the rule with this index strikes at this chance. Never before its `after`, never more
  // often than its `times`.
  bool roll(std::size_t rule);
  const fault_count& count(std::size_t rule) const { return sides_[rule].count; }

private:
  struct side {
    trading::splitmix64 bits;
    std::uint64_t probability_ppm;
    std::int64_t after;
    std::int64_t times; // negative is without bound
    fault_count count;
  };

  std::vector<side> sides_; // by rule
};

} // namespace troupe::net::venue
