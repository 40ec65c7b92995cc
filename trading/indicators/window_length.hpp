// The length of an indicator's window, which is never zero.
#pragma once

#include <cstddef>
#include <stdexcept>

namespace troupe::trading {

// Yields the length. Throws std::invalid_argument when it is zero.
inline std::size_t window_length(std::size_t length) {
  if (length == 0)
    throw std::invalid_argument("an indicator needs a length of at least one");
  return length;
}

} // namespace troupe::trading
