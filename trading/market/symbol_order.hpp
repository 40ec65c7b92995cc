// The order of symbols, eight letters at a time: for maps that are searched for every tick and
// every order. It is the order of their text, as operator<=> has it.
#pragma once

#include "trading/market/symbol.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace troupe::trading {

struct symbol_order {
  static_assert(std::is_trivially_copyable_v<symbol> && sizeof(symbol) % 8 == 0);

  bool operator()(const symbol& left, const symbol& right) const {
    for (std::size_t at = 0; at < sizeof(symbol); at += 8) {
      const auto a = letters(left, at);
      const auto b = letters(right, at);
      if (a != b)
        return a < b;
    }
    return false;
  }

private:
  // Eight from there on; the first of them counts most.
  static std::uint64_t letters(const symbol& of, std::size_t from) {
    std::uint64_t read = 0;
    std::memcpy(&read, reinterpret_cast<const char*>(&of) + from, sizeof read);
    return __builtin_bswap64(read);
  }
};

} // namespace troupe::trading
