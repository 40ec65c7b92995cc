#include "persistence/journal/crc32c.hpp"

#include "persistence/journal/layout.hpp"

#include <array>
#include <cstddef>

namespace troupe::persistence::journal {

namespace {

constexpr std::uint32_t polynomial = 0x82f63b78; // reflected
constexpr std::size_t stride = 8;

using tables = std::array<std::array<std::uint32_t, 256>, stride>;

// Row n holds the checksum of a byte that n zero bytes follow ("slicing by eight").
constexpr tables make_tables() {
  tables made{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    auto state = byte;
    for (int bit = 0; bit < 8; ++bit)
      state = (state >> 1) ^ ((state & 1) != 0 ? polynomial : 0);
    made[0][byte] = state;
  }
  for (std::size_t row = 1; row < stride; ++row)
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const auto before = made[row - 1][byte];
      made[row][byte] = (before >> 8) ^ made[0][before & 0xff];
    }
  return made;
}

constexpr tables table = make_tables();

std::uint8_t octet(std::uint32_t word, int position) {
  return static_cast<std::uint8_t>(word >> (8 * position));
}

} // namespace

std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t state = 0xffffffff;
  for (; bytes.size() >= stride; bytes.remove_prefix(stride)) {
    const auto low = state ^ load<std::uint32_t>(bytes.data());
    const auto high = load<std::uint32_t>(bytes.data() + 4);
    state = table[7][octet(low, 0)] ^ table[6][octet(low, 1)] ^ table[5][octet(low, 2)] ^
            table[4][octet(low, 3)] ^ table[3][octet(high, 0)] ^ table[2][octet(high, 1)] ^
            table[1][octet(high, 2)] ^ table[0][octet(high, 3)];
  }
  for (const char letter : bytes)
    state = (state >> 8) ^ table[0][(state ^ static_cast<std::uint8_t>(letter)) & 0xff];
  return ~state;
}

} // namespace troupe::persistence::journal
