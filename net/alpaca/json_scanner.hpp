// Reads the values of compact JSON text one after the other, knowing what it expects.
//
// Each step takes the value at a place and yields the place behind it, or null for a refusal:
// whatever is unusual (spaces, escapes, letters outside ASCII, exponents, signs, more than nine
// decimals) is refused, not judged. What is taken is what the venue's text means, to the bit.
// The text ends with padded_text::padding zeros; a zero is never taken, so no step leaves it.
//
// The place is handed on by value, and the steps of every message are inlined: it stays in a
// register, which halves the time of a quote.
#pragma once

#include "net/alpaca/digit_run.hpp"
#include "trading/market/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace troupe::net::alpaca {

[[gnu::always_inline]] inline const char* take_text(const char* at, std::string_view& text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  if (*at != '"')
    return nullptr;
  const char* const first = at + 1;
  for (const char* part = first;; part += sizeof(std::uint64_t)) {
    const auto word = load<std::uint64_t>(part);
    const auto quotes = word ^ (ones * '"');
    const auto escapes = word ^ (ones * '\\');
    // The lowest bit set is right in each; one above it may come from a borrow.
    const auto stops = (((quotes - ones) & ~quotes) | ((escapes - ones) & ~escapes) |
                        ((word - ones * ' ') & ~word) | word) &
                       high_bits;
    if (stops == 0)
      continue;
    const char* const stop = part + std::countr_zero(stops) / 8;
    text = {first, static_cast<std::size_t>(stop - first)};
    return *stop == '"' ? stop + 1 : nullptr;
  }
}

// Up to nine digits behind a point, as billionths.
[[gnu::always_inline]] inline const char* take_billionths(const char* at, std::int64_t& value) {
  const auto decimals = read_digits(at);
  if (decimals.size == 0)
    return nullptr;
  at += decimals.size;
  value = static_cast<std::int64_t>(decimals.value) * powers_of_ten[9 - decimals.size];
  if (decimals.size < 8)
    return at;
  const auto ninth = static_cast<unsigned char>(*at - '0');
  value += ninth < 10 ? ninth : 0;
  return at + (ninth < 10 ? 1 : 0);
}

// A number below 1e8, in units of 1e-9.
[[gnu::always_inline]] inline const char* take_units(const char* at, std::int64_t& units) {
  const auto ones = read_digits(at);
  if (ones.size == 0 || (*at == '0' && ones.size > 1))
    return nullptr;
  at += ones.size;
  units = static_cast<std::int64_t>(ones.value) * powers_of_ten[9];
  if (*at != '.')
    return at;
  std::int64_t decimals = 0;
  at = take_billionths(at + 1, decimals);
  units += decimals;
  return at;
}

// A whole number below 1e16.
inline const char* take_whole(const char* at, std::uint64_t& value) {
  const auto leading = read_digits(at);
  if (leading.size == 0 || (*at == '0' && leading.size > 1))
    return nullptr;
  value = leading.value;
  if (leading.size < 8)
    return at + leading.size;
  const auto rest = read_digits(at + leading.size);
  value = value * static_cast<std::uint64_t>(powers_of_ten[rest.size]) + rest.value;
  return at + leading.size + rest.size;
}

// A plain value, or a list of plain ones.
const char* skip_json(const char* at);

// Reads stamps: RFC 3339 in UTC, years 1970 to 2261. Most lie in the minute of the one before,
// whose letters are therefore kept.
class json_clock {
public:
  [[gnu::always_inline]] const char* take_time(const char* at, trading::time_ns& read) {
    if (*at != '"' || at[1 + minute_size] != ':')
      return nullptr;
    const std::array letters{load<std::uint64_t>(at + 1), load<std::uint64_t>(at + 9)};
    if (letters != minute_letters_ && !read_minute(letters))
      return nullptr;
    const auto tens = static_cast<unsigned char>(at[18] - '0');
    const auto ones = static_cast<unsigned char>(at[19] - '0');
    if (tens > 5 || ones > 9)
      return nullptr;
    std::int64_t decimals = 0;
    at += 20;
    if (*at == '.' && (at = take_billionths(at + 1, decimals)) == nullptr)
      return nullptr;
    read = minute_ns_ + (tens * 10 + ones) * trading::second_ns + decimals;
    return at[0] == 'Z' && at[1] == '"' ? at + 2 : nullptr;
  }

private:
  static constexpr std::size_t minute_size = 16; // "2026-11-23T15:00"

  bool read_minute(const std::array<std::uint64_t, 2>& letters);

  std::array<std::uint64_t, 2> minute_letters_{};
  trading::time_ns minute_ns_ = 0;
};

} // namespace troupe::net::alpaca
