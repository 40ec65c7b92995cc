#include "trading/market/data_watch.hpp"

namespace troupe::trading {

data_watch::data_watch(const std::vector<symbol>& watched, time_ns silence_max_ns, time_ns now_ns)
    : silence_max_ns_(silence_max_ns) {
  for (const auto& each : watched)
    last_ns_[each] = now_ns;
}

void data_watch::heard(const symbol& name, time_ns now_ns) {
  if (const auto found = last_ns_.find(name); found != last_ns_.end())
    found->second = now_ns;
}

} // namespace troupe::trading
