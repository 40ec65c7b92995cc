// What Alpaca tells besides code and message when it refuses an order: the amounts that were
// compared, and the orders that stand in the way.
#pragma once

#include "trading/matching/paper_engine.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

struct refusal_detail {
  std::string_view key; // Alpaca's; lives as long as the program
  std::string text;     // of a value
  std::vector<std::string> list{};
  bool is_list = false;
};

// For an order that this engine has just refused; none where there is nothing to tell.
std::vector<refusal_detail> details_of(const error& refused, const paper_engine& by,
                                       const order_draft& asked);

} // namespace troupe::trading
