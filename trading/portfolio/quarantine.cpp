#include "trading/portfolio/quarantine.hpp"

namespace troupe::trading {

void quarantine::fold(const adjustment& taken_over) {
  if (taken_over.kind == adjustment_kind::position_corrected)
    reasons_[taken_over.symbol] = taken_over.reason;
}

void quarantine::fold(const command& ordered) {
  if (ordered.kind == command_kind::release_symbol)
    reasons_.erase(ordered.symbol);
}

} // namespace troupe::trading
