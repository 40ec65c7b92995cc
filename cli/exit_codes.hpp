// How a command ends, and what it says when it fails: one line, and the code.
#pragma once

#include "trading/result.hpp"

#include <ostream>

namespace troupe::cli {

inline constexpr int success = 0;
inline constexpr int failed = 1;      // the work did not succeed
inline constexpr int wrong_usage = 2; // or a wrong configuration

inline int refuse(const error& failure, std::ostream& errors, int code = failed) {
  errors << "troupe: " << failure.message << '\n';
  return code;
}

} // namespace troupe::cli
