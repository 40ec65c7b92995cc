// Text that came from outside, made safe to be quoted in a message: a cut or broken UTF-8 sequence
// in it would make the whole JSON unreadable.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace troupe::actors {

// What is not ASCII becomes '?'.
inline std::string printable(std::string_view text) {
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(), [](char letter) { return static_cast<signed char>(letter) < 0; },
      '?');
  return clean;
}

} // namespace troupe::actors
