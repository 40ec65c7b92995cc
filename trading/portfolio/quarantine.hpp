// Symbols on which the venue's books and ours did not agree: they take no new risk until an
// operator has looked at them and releases them. A fold of events.
//
// What the venue holds was taken over (adjustment_kind::position_corrected), so the figures agree
// again; but why they did not is not known, and more may be wrong. Positions that were adopted
// whole are no disagreement.
#pragma once

#include "trading/events.hpp"

#include <map>
#include <string>

namespace troupe::trading {

class quarantine {
public:
  void fold(const adjustment& taken_over);
  void fold(const command& ordered);

  bool contains(const symbol& name) const { return reasons_.contains(name); }
  // In the words of the latest adjustment.
  const std::map<symbol, std::string>& reasons() const { return reasons_; }

private:
  std::map<symbol, std::string> reasons_;
};

} // namespace troupe::trading
