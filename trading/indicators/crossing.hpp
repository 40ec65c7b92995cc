// Tells when one line crosses another.
//
// The tie rule, the same wherever lines are compared: two lines closer than 1e-9 count as equal,
// so that the order in which sums were taken cannot decide. The fast line crosses above the slow
// one when it was not above (fast - slow <= 1e-9) and now is (fast - slow > 1e-9); below is
// mirrored. A touch is therefore no cross, and a cross out of a touch is one.
#pragma once

#include <optional>

namespace troupe::trading {

inline constexpr double equal_within = 1e-9;

class crossing {
public:
  // Gaps between the lines: fast - slow at the last update and at this one.
  struct gaps {
    double before;
    double now;

    bool above() const { return before <= equal_within && now > equal_within; }
    bool below() const { return -before <= equal_within && -now > equal_within; }
  };

  // Empty at the first update, which has nothing before it.
  std::optional<gaps> update(double fast, double slow) {
    const auto before = last_gap_;
    last_gap_ = fast - slow;
    if (!before)
      return std::nullopt;
    return gaps{*before, *last_gap_};
  }

private:
  std::optional<double> last_gap_;
};

} // namespace troupe::trading
