// Decimal digits out of text, eight at a time.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace troupe::net::alpaca {

static_assert(std::endian::native == std::endian::little, "words are read as they lie in text");

template <class Word>
Word load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

struct digit_run {
  std::uint64_t value = 0;
  std::size_t size = 0; // digits, 0 to 8
};

// The digits that stand here, at most eight. Eight bytes must be readable.
inline digit_run read_digits(const char* at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::uint64_t word = load<std::uint64_t>(at) ^ 0x3030303030303030;
  const std::uint64_t others = (word | (word + 0x7676767676767676)) & high_bits;
  const auto size = static_cast<std::size_t>(std::countr_zero(others)) / 8;
  if (size == 0)
    return {};
  word <<= 64 - 8 * size; // the last digit last, zeros before the first
  word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ff;
  word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffff;
  word = (word * 10'000 + (word >> 32)) & 0xffffffff;
  return {word, size};
}

inline constexpr std::array<std::int64_t, 10> powers_of_ten{
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

} // namespace troupe::net::alpaca
