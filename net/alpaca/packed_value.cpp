#include "net/alpaca/packed_value.hpp"

#include "net/alpaca/digit_run.hpp"
#include "net/alpaca/shortest_decimal.hpp"
#include "net/alpaca/wire_text.hpp"
#include "trading/market/fixed_point.hpp"

#include <array>
#include <bit>
#include <limits>
#include <type_traits>

namespace troupe::net::alpaca {

namespace {

// First bytes, as the format names them.
enum format : unsigned char {
  fixmap = 0x80,
  fixarray = 0x90,
  fixstr = 0xa0,
  nil = 0xc0,
  never_used = 0xc1,
  truth = 0xc3,
  bin8 = 0xc4,
  bin16 = 0xc5,
  bin32 = 0xc6,
  ext8 = 0xc7,
  ext16 = 0xc8,
  ext32 = 0xc9,
  float32 = 0xca,
  float64 = 0xcb,
  uint8 = 0xcc,
  uint16 = 0xcd,
  uint32 = 0xce,
  uint64 = 0xcf,
  int8 = 0xd0,
  int16 = 0xd1,
  int32 = 0xd2,
  int64 = 0xd3,
  fixext4 = 0xd6,
  fixext8 = 0xd7,
  str8 = 0xd9,
  str16 = 0xda,
  str32 = 0xdb,
  array16 = 0xdc,
  array32 = 0xdd,
  map16 = 0xde,
  map32 = 0xdf,
  negative_fixint = 0xe0
};

// Of the formats from nil to str8 - 1: whole sizes, and zero where the length follows.
constexpr std::array<unsigned char, str8 - nil> sizes_from_nil{
    1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 5, 9, 2, 3, 5, 9, 2, 3, 5, 9, 3, 4, 6, 10, 18};

unsigned char first_byte(const char* at) {
  return static_cast<unsigned char>(*at);
}

template <class Word>
Word big_endian(const char* at) {
  auto word = load<std::make_unsigned_t<Word>>(at);
  if constexpr (sizeof(Word) == 2)
    word = __builtin_bswap16(word);
  else if constexpr (sizeof(Word) == 4)
    word = __builtin_bswap32(word);
  else if constexpr (sizeof(Word) == 8)
    word = __builtin_bswap64(word);
  return static_cast<Word>(word);
}

struct extent {
  std::uint64_t size = 0;  // of the bytes that are no value of their own; zero: not a value
  std::uint64_t items = 0; // values that follow
};

extent extent_of(const char* at) {
  const auto first = first_byte(at);
  if (first >= fixmap && first < fixarray)
    return {1, 2u * (first - fixmap)};
  if (first >= fixarray && first < fixstr)
    return {1, static_cast<std::uint64_t>(first - fixarray)};
  switch (first) {
  case bin8:
  case str8:
    return {2u + big_endian<std::uint8_t>(at + 1)};
  case bin16:
  case str16:
    return {3u + big_endian<std::uint16_t>(at + 1)};
  case bin32:
  case str32:
    return {5 + std::uint64_t{big_endian<std::uint32_t>(at + 1)}};
  case ext8:
    return {3u + big_endian<std::uint8_t>(at + 1)};
  case ext16:
    return {4u + big_endian<std::uint16_t>(at + 1)};
  case ext32:
    return {6 + std::uint64_t{big_endian<std::uint32_t>(at + 1)}};
  case array16:
    return {3, big_endian<std::uint16_t>(at + 1)};
  case array32:
    return {5, big_endian<std::uint32_t>(at + 1)};
  case map16:
    return {3, 2 * std::uint64_t{big_endian<std::uint16_t>(at + 1)}};
  case map32:
    return {5, 2 * std::uint64_t{big_endian<std::uint32_t>(at + 1)}};
  default:
    return {};
  }
}

std::optional<std::int64_t> whole_units(std::int64_t value) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max() / trading::units_per_one;
  if (value > most || value < -most)
    return std::nullopt;
  return value * trading::units_per_one;
}

// The integer that stands here, if one does and it fits.
std::optional<std::int64_t> integer(const char* at) {
  switch (const auto first = first_byte(at)) {
  case uint8:
    return big_endian<std::uint8_t>(at + 1);
  case uint16:
    return big_endian<std::uint16_t>(at + 1);
  case uint32:
    return big_endian<std::uint32_t>(at + 1);
  case int8:
    return big_endian<std::int8_t>(at + 1);
  case int16:
    return big_endian<std::int16_t>(at + 1);
  case int32:
    return big_endian<std::int32_t>(at + 1);
  case int64:
    return big_endian<std::int64_t>(at + 1);
  case uint64:
    if (const auto value = big_endian<std::uint64_t>(at + 1); !(value >> 63))
      return static_cast<std::int64_t>(value);
    return std::nullopt;
  default:
    if (first < fixmap || first >= negative_fixint)
      return static_cast<signed char>(first);
    return std::nullopt;
  }
}

std::optional<trading::time_ns> time_of(std::int64_t seconds, std::uint32_t nanoseconds) {
  constexpr auto last = std::numeric_limits<trading::time_ns>::max() / trading::second_ns - 1;
  if (seconds > last || seconds < -last || nanoseconds >= trading::second_ns)
    return std::nullopt;
  return seconds * trading::second_ns + nanoseconds;
}

packed_header header_in(const extent& found, const char* at, const char* end, bool of_kind) {
  if (!of_kind || found.size > static_cast<std::uint64_t>(end - at))
    return {};
  return {found.items, at + found.size};
}

} // namespace

// External linkage: the header declares it.
constexpr std::array<unsigned char, 256> packed_sizes = [] {
  std::array<unsigned char, 256> sizes{};
  for (unsigned first = 0; first < sizes.size(); ++first)
    if (first < fixmap || first >= negative_fixint)
      sizes[first] = 1;
    else if (first >= fixstr && first < nil)
      sizes[first] = static_cast<unsigned char>(1 + (first - fixstr));
    else if (first >= nil && first < str8)
      sizes[first] = sizes_from_nil[first - nil];
  return sizes;
}();

const char* skip_any_packed(const char* at, const char* end) {
  for (std::uint64_t left = 1; left > 0; --left) {
    if (at >= end)
      return nullptr;
    extent found{packed_sizes[first_byte(at)], 0};
    if (found.size == 0)
      found = extent_of(at);
    if (found.size == 0 || found.size > static_cast<std::uint64_t>(end - at))
      return nullptr;
    at += found.size;
    left += found.items;
  }
  return at;
}

packed_header packed_array(const char* at, const char* end) {
  if (at >= end)
    return {};
  const auto first = first_byte(at);
  const bool of_kind =
      (first >= fixarray && first < fixstr) || first == array16 || first == array32;
  return header_in(extent_of(at), at, end, of_kind);
}

packed_header packed_map(const char* at, const char* end) {
  if (at >= end)
    return {};
  const auto first = first_byte(at);
  const bool of_kind = (first >= fixmap && first < fixarray) || first == map16 || first == map32;
  auto found = header_in(extent_of(at), at, end, of_kind);
  found.items /= 2;
  return found;
}

std::optional<std::string_view> packed_text(const char* at) {
  if (at == nullptr)
    return std::nullopt;
  const auto first = first_byte(at);
  if (first >= fixstr && first < nil)
    return std::string_view(at + 1, first - fixstr);
  if (first == str8)
    return std::string_view(at + 2, big_endian<std::uint8_t>(at + 1));
  if (first == str16)
    return std::string_view(at + 3, big_endian<std::uint16_t>(at + 1));
  if (first == str32)
    return std::string_view(at + 5, big_endian<std::uint32_t>(at + 1));
  return std::nullopt;
}

bool packed_true(const char* at) {
  return at != nullptr && first_byte(at) == truth;
}

std::optional<std::uint64_t> packed_unsigned(const char* at) {
  if (at == nullptr)
    return std::nullopt;
  const auto first = first_byte(at);
  if (first == uint64)
    return big_endian<std::uint64_t>(at + 1);
  if (const auto value = integer(at))
    return *value >= 0 ? std::optional(static_cast<std::uint64_t>(*value)) : std::nullopt;
  if (first != float64 && first != float32)
    return std::nullopt;
  constexpr double exact = 9007199254740992; // 2^53
  const double value = first == float64 ? std::bit_cast<double>(big_endian<std::uint64_t>(at + 1))
                                        : std::bit_cast<float>(big_endian<std::uint32_t>(at + 1));
  if (!(value >= 0 && value <= exact) ||
      value != static_cast<double>(static_cast<std::uint64_t>(value)))
    return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

std::optional<std::int64_t> packed_units(const char* at) {
  if (at == nullptr)
    return std::nullopt;
  const auto first = first_byte(at);
  if (first == float64)
    return shortest_units(std::bit_cast<double>(big_endian<std::uint64_t>(at + 1)));
  if (const auto value = integer(at))
    return whole_units(*value);
  if (first == float32)
    return shortest_units(std::bit_cast<float>(big_endian<std::uint32_t>(at + 1)));
  const auto text = packed_text(at);
  return text ? parse_decimal(*text) : std::nullopt;
}

std::optional<trading::time_ns> packed_time(const char* at) {
  constexpr char timestamp = -1;
  constexpr std::uint64_t seconds_bits = 34;
  if (at == nullptr)
    return std::nullopt;
  const auto first = first_byte(at);
  if (first == fixext8 && at[1] == timestamp) {
    const auto both = big_endian<std::uint64_t>(at + 2);
    return time_of(static_cast<std::int64_t>(both & ((std::uint64_t{1} << seconds_bits) - 1)),
                   static_cast<std::uint32_t>(both >> seconds_bits));
  }
  if (first == fixext4 && at[1] == timestamp)
    return time_of(big_endian<std::uint32_t>(at + 2), 0);
  if (first == ext8 && at[1] == 12 && at[2] == timestamp)
    return time_of(big_endian<std::int64_t>(at + 7), big_endian<std::uint32_t>(at + 3));
  const auto text = packed_text(at);
  return text ? parse_timestamp(*text) : std::nullopt;
}

} // namespace troupe::net::alpaca
