// The symbols lately read, by their spelling on the wire: reading one again costs a comparison.
//
// 512 places, each for one spelling; a new one takes the place of that which it collides with.
#pragma once

#include "trading/market/symbol.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace troupe::net::alpaca {

class symbol_cache {
public:
  // How many bytes must be readable from the first letter on, however short the text.
  static constexpr std::size_t readable = 24;

  // Nothing where the text is no symbol. Valid until the next call.
  const trading::symbol* find(const char* text, std::size_t size);

private:
  static constexpr std::size_t places_bits = 9;

  struct place {
    std::array<std::uint64_t, 3> letters{};
    std::size_t size = 0; // zero: free
    trading::symbol name;
  };

  std::vector<place> places_ = std::vector<place>(std::size_t{1} << places_bits);
};

} // namespace troupe::net::alpaca
