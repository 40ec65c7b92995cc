#include "runtime/pinned.hpp"

#include <caf/sec.hpp>

namespace troupe::runtime {

caf::error exit_reason_for(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& known) {
    return caf::make_error(caf::sec::runtime_error, known.what());
  } catch (...) {
    return caf::make_error(caf::sec::runtime_error, "threw something that is no std::exception");
  }
}

} // namespace troupe::runtime
