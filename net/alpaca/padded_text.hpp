// A copy of a frame with zeros behind it, so that its readers may look a few bytes past the end.
//
// The copy stays as large as the largest frame so far needs, twice that at most.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace troupe::net::alpaca {

class padded_text {
public:
  static constexpr std::size_t padding = 64;

  padded_text() : bytes_(at_first) {}

  // Valid until the next call.
  const char* hold(std::string_view text) {
    if (const auto needed = text.size() + padding; needed > bytes_.size())
      bytes_.resize(std::max(needed, 2 * bytes_.size()));
    if (!text.empty())
      std::memcpy(bytes_.data(), text.data(), text.size());
    std::memset(bytes_.data() + text.size(), 0, padding);
    return bytes_.data();
  }

  std::size_t capacity() const { return bytes_.size(); }

private:
  static constexpr std::size_t at_first = 64u << 10;

  std::vector<char> bytes_;
};

} // namespace troupe::net::alpaca
