// Which symbols are silent that should not be: a watch over each symbol, not over the socket that
// they come on, since a connection can live and one symbol of it be dead.
//
// Times are of one steady clock. Whether a symbol is to be heard of at all just now (its market is
// open) is the caller's to say; while it is not, its silence does not count, and begins anew.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <map>
#include <vector>

namespace troupe::trading {

class data_watch {
public:
  data_watch(const std::vector<symbol>& watched, time_ns silence_max_ns, time_ns now_ns);

  void heard(const symbol& name, time_ns now_ns);
  // Ascending by symbol. `is_open` is asked of each symbol.
  template <class Open>
  std::vector<symbol> silent(time_ns now_ns, Open is_open) {
    std::vector<symbol> found;
    for (auto& [name, last_ns] : last_ns_)
      if (!is_open(name))
        last_ns = now_ns;
      else if (now_ns - last_ns > silence_max_ns_)
        found.push_back(name);
    return found;
  }

private:
  time_ns silence_max_ns_;
  std::map<symbol, time_ns> last_ns_; // as many as are watched
};

} // namespace troupe::trading
