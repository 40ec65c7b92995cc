// A market as it is after splits: prices and sizes in the new units, in the increments of stocks.
#pragma once

#include "net/venue/market_source.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace troupe::net::venue {

// `to` new units for each `from` old ones; both above zero.
struct split_ratio {
  std::int64_t from = 1;
  std::int64_t to = 1;
};

trading::price after_split(trading::price before, split_ratio ratio);
trading::quantity after_split(trading::quantity before, split_ratio ratio);

class split_prices {
public:
  void add(const trading::symbol& of, split_ratio ratio) { ratios_[of].push_back(ratio); }
  // What the market's source says of an instant, as it is from now on.
  void apply(market_instant& instant) const;

private:
  std::map<trading::symbol, std::vector<split_ratio>> ratios_;
};

} // namespace troupe::net::venue
