#include "net/alpaca/wire_text.hpp"

#include "trading/market/fixed_point.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <limits>

namespace troupe::net::alpaca {

namespace {

__extension__ typedef unsigned __int128 wide;

constexpr int units_decimals = 9;
constexpr int digits_kept = 36; // of a mantissa: fits in 128 bits
constexpr int exponent_bound = 10'000;
constexpr wide highest = static_cast<wide>(std::numeric_limits<std::int64_t>::max());

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

constexpr wide power_of_ten(int exponent) {
  wide value = 1;
  for (; exponent > 0; --exponent)
    value *= 10;
  return value;
}

// mantissa * 10^exponent
struct scientific {
  wide mantissa = 0;
  int exponent = 0;
};

// Reads digits with at most one point; false when there is no digit.
bool read_mantissa(std::string_view& rest, scientific& value) {
  bool pointed = false;
  bool any = false;
  int kept = 0;
  for (; !rest.empty(); rest.remove_prefix(1)) {
    const char letter = rest.front();
    if (letter == '.' && !pointed) {
      pointed = true;
      continue;
    }
    if (!is_digit(letter))
      break;
    any = true;
    if (kept < digits_kept) {
      value.mantissa = value.mantissa * 10 + static_cast<unsigned>(letter - '0');
      kept += value.mantissa != 0 ? 1 : 0;
      value.exponent -= pointed ? 1 : 0;
    } else {
      value.exponent += pointed ? 0 : 1;
    }
  }
  return any;
}

bool read_exponent(std::string_view& rest, scientific& value) {
  if (rest.empty() || (rest.front() != 'e' && rest.front() != 'E'))
    return true;
  rest.remove_prefix(1);
  const bool negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+'))
    rest.remove_prefix(1);
  if (rest.empty())
    return false;
  int exponent = 0;
  for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1))
    exponent = std::min(exponent * 10 + (rest.front() - '0'), exponent_bound);
  value.exponent += negative ? -exponent : exponent;
  return true;
}

std::optional<wide> in_units(const scientific& value) {
  const int shift = value.exponent + units_decimals;
  if (value.mantissa == 0)
    return wide{0};
  if (shift >= 0) {
    if (value.mantissa > highest || shift > std::numeric_limits<std::int64_t>::digits10)
      return std::nullopt;
    return value.mantissa * power_of_ten(shift);
  }
  if (-shift > digits_kept)
    return wide{0};
  const wide divisor = power_of_ten(-shift);
  const wide rest = value.mantissa % divisor;
  return value.mantissa / divisor + (rest * 2 >= divisor ? 1 : 0);
}

// Nearly every amount on the wire: up to nine digits, a point, up to nine more.
std::optional<std::int64_t> plain_units(std::string_view text) {
  const auto* at = text.data();
  const auto* const end = at + text.size();
  const auto digits = [&at, end](std::int64_t& value) {
    const auto* const first = at;
    for (; at != end && is_digit(*at) && at - first < units_decimals; ++at)
      value = value * 10 + (*at - '0');
    return static_cast<int>(at - first);
  };
  std::int64_t units = 0;
  if (digits(units) == 0)
    return std::nullopt;
  int missing = units_decimals;
  if (at != end && *at == '.') {
    ++at;
    missing -= digits(units);
  }
  if (at != end)
    return std::nullopt;
  for (; missing > 0; --missing)
    units *= 10;
  return units;
}

// The fixed places of "2018-04-04T00:01:00", all digits checked at once.
std::optional<trading::time_ns> whole_seconds(std::string_view text) {
  static constexpr std::array<std::size_t, 14> places{0, 1,  2,  3,  5,  6,  8,
                                                      9, 11, 12, 14, 15, 17, 18};
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      !std::all_of(places.begin(), places.end(), [&](auto place) { return is_digit(text[place]); }))
    return std::nullopt;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const std::chrono::year_month_day date{std::chrono::year{two(0) * 100 + two(2)},
                                         std::chrono::month{static_cast<unsigned>(two(5))},
                                         std::chrono::day{static_cast<unsigned>(two(8))}};
  if (!date.ok() || two(11) > 23 || two(14) > 59 || two(17) > 59)
    return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * 86'400 + two(11) * 3'600 + two(14) * 60 + two(17);
}

} // namespace

std::optional<std::int64_t> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative)
    text.remove_prefix(1);
  if (const auto plain = plain_units(text))
    return negative ? -*plain : *plain;
  scientific value;
  if (!read_mantissa(text, value) || !read_exponent(text, value) || !text.empty())
    return std::nullopt;
  const auto units = in_units(value);
  if (!units || *units > highest)
    return std::nullopt;
  const auto size = static_cast<std::int64_t>(*units);
  return negative ? -size : size;
}

std::optional<trading::time_ns> parse_timestamp(std::string_view text) {
  constexpr std::size_t seconds_size = 19;
  constexpr std::int64_t last_second =
      std::numeric_limits<trading::time_ns>::max() / trading::second_ns - 1;
  if (text.size() <= seconds_size)
    return std::nullopt;
  if (text.back() != 'Z') {
    const auto at = trading::parse_time(text);
    return at ? std::optional(*at) : std::nullopt;
  }
  const auto seconds = whole_seconds(text);
  auto fraction = text.substr(seconds_size, text.size() - seconds_size - 1);
  if (!seconds || *seconds > last_second || *seconds < -last_second)
    return std::nullopt;
  if (fraction.empty())
    return *seconds * trading::second_ns;
  if (fraction.front() != '.' || fraction.size() < 2 || fraction.size() > 10)
    return std::nullopt;
  fraction.remove_prefix(1);
  trading::time_ns value = 0;
  trading::time_ns place = trading::second_ns;
  for (const char letter : fraction) {
    if (!is_digit(letter))
      return std::nullopt;
    value = value * 10 + (letter - '0');
    place /= 10;
  }
  return *seconds * trading::second_ns + value * place;
}

void append_json(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\')
      out += '\\';
    if (code >= 0x20) {
      out += letter;
      continue;
    }
    out += "\\u00";
    out += hex[code >> 4];
    out += hex[code & 0xf];
  }
  out += '"';
}

} // namespace troupe::net::alpaca
