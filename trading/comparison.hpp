// How a gate compares its value with its threshold: "<", "<=", ">", ">=" or "==". Empty is none.
#pragma once

#include "trading/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::trading {

class comparison {
public:
  constexpr comparison() = default;
  template <std::size_t Size>
  consteval comparison(const char (&literal)[Size]) // NOLINT: written as its sign
      : which_(find(std::string_view(literal))) {
    if (which_ == signs.size())
      throw "not a comparison";
  }

  // Error: `invalid_comparison`.
  static result<comparison> parse(std::string_view text) {
    const auto which = find(text);
    if (which == signs.size())
      return error{"invalid_comparison",
                   "\"" + std::string(text) + "\" is no comparison; write <, <=, >, >= or =="};
    return comparison(which);
  }

  constexpr std::string_view text() const { return signs[which_]; }
  friend bool operator==(comparison, comparison) = default;

private:
  static constexpr std::array<std::string_view, 6> signs{"", "<", "<=", ">", ">=", "=="};

  constexpr explicit comparison(std::uint8_t which) : which_(which) {}
  static constexpr std::uint8_t find(std::string_view text) {
    std::uint8_t which = 0;
    while (which < signs.size() && signs[which] != text)
      ++which;
    return which;
  }

  std::uint8_t which_ = 0;
};

} // namespace troupe::trading
