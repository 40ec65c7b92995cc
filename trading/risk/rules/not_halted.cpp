#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate not_halted(const proposal&, const risk_situation& now) {
  const bool halted = now.permission.halted() || now.fall.halted();
  return {"not_halted", number::of(halted ? 1 : 0), "==", number::of(0), !halted};
}

} // namespace troupe::trading
