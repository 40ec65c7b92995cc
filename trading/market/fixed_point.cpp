#include "trading/market/fixed_point.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace troupe::trading {

namespace {

__extension__ typedef __int128 wide;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
constexpr wide too_large = static_cast<wide>(highest) * 2;
constexpr std::size_t decimals = 9;
constexpr std::int64_t bps_per_one = 10'000;

std::int64_t narrow(wide value) {
  if (value < lowest || value > highest)
    throw std::overflow_error("an amount does not fit in 64 bits of 1e-9");
  return static_cast<std::int64_t>(value);
}

struct division {
  wide quotient;
  wide remainder; // has the sign of the dividend
  wide away;      // the step away from zero
};

division divide(std::int64_t left, std::int64_t right, std::int64_t divisor) {
  if (divisor == 0)
    throw std::overflow_error("an amount was divided by zero");
  const wide product = static_cast<wide>(left) * right;
  const bool negative = (product < 0) != (divisor < 0);
  return {product / divisor, product % divisor, negative ? -1 : 1};
}

wide magnitude(wide value) {
  return value < 0 ? -value : value;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

error invalid(std::string_view text) {
  return {"invalid_decimal", "\"" + std::string(text) +
                                 "\" is not a decimal number; write digits with at most nine "
                                 "decimals, such as -12.5"};
}

error out_of_range(std::string_view text) {
  return {"decimal_out_of_range",
          "\"" + std::string(text) + "\" does not fit; amounts lie within 9223372036.854775807"};
}

} // namespace

namespace exact {

std::int64_t add(std::int64_t left, std::int64_t right) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum))
    throw std::overflow_error("a sum does not fit in 64 bits of 1e-9");
  return sum;
}

std::int64_t subtract(std::int64_t left, std::int64_t right) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(left, right, &difference))
    throw std::overflow_error("a difference does not fit in 64 bits of 1e-9");
  return difference;
}

std::int64_t multiply_divide(std::int64_t left, std::int64_t right, std::int64_t divisor) {
  const auto [quotient, remainder, away] = divide(left, right, divisor);
  const bool rounds_away = magnitude(remainder) * 2 >= magnitude(divisor);
  return narrow(rounds_away ? quotient + away : quotient);
}

std::int64_t multiply_divide_up(std::int64_t left, std::int64_t right, std::int64_t divisor) {
  const auto [quotient, remainder, away] = divide(left, right, divisor);
  return narrow(remainder != 0 ? quotient + away : quotient);
}

result<std::int64_t> parse(std::string_view text) {
  auto rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative)
    rest.remove_prefix(1);
  wide units = 0;
  std::size_t digits = 0;
  std::size_t after_point = 0;
  bool pointed = false;
  for (const char letter : rest) {
    if (letter == '.' && !pointed) {
      pointed = true;
      continue;
    }
    if (!is_digit(letter) || (pointed && ++after_point > decimals))
      return invalid(text);
    units = units * 10 + (letter - '0');
    ++digits;
    if (units > too_large)
      units = too_large; // so that it never leaves 128 bits
  }
  if (digits == 0)
    return invalid(text);
  for (; after_point < decimals; ++after_point)
    units *= 10;
  if (negative)
    units = -units;
  if (units < lowest || units > highest)
    return out_of_range(text);
  return static_cast<std::int64_t>(units);
}

std::string format(std::int64_t units) {
  const bool negative = units < 0;
  const auto size = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(units)
                             : static_cast<std::uint64_t>(units);
  constexpr auto one = static_cast<std::uint64_t>(units_per_one);
  std::string text = negative ? "-" : "";
  text += std::to_string(size / one);
  auto fraction = size % one;
  if (fraction == 0)
    return text;
  auto places = decimals;
  for (; fraction % 10 == 0; --places)
    fraction /= 10;
  const auto digits = std::to_string(fraction);
  text += '.';
  text.append(places - digits.size(), '0');
  return text + digits;
}

std::int64_t floor_to(std::int64_t units, std::int64_t increment) {
  const auto rest = units % increment;
  return rest < 0 ? subtract(units, rest + increment) : units - rest;
}

std::int64_t ceil_to(std::int64_t units, std::int64_t increment) {
  const auto rest = units % increment;
  return rest > 0 ? add(units, increment - rest) : units - rest;
}

} // namespace exact

money notional(price px, quantity qty) {
  return money{exact::multiply_divide(px.units, qty.units, units_per_one)};
}

price unit_price(money amount, quantity qty) {
  return price{exact::multiply_divide(amount.units, units_per_one, qty.units)};
}

money fee_on(money amount, std::int64_t bps) {
  return money{exact::multiply_divide_up(amount.units, bps, bps_per_one)};
}

quantity fee_on(quantity amount, std::int64_t bps) {
  return quantity{exact::multiply_divide_up(amount.units, bps, bps_per_one)};
}

number to_number(double value) {
  constexpr double limit = 9223372036854775808.0; // 2^63
  const double scaled = value * static_cast<double>(units_per_one);
  if (!(scaled > -limit && scaled < limit))
    throw std::overflow_error("a computed value is not finite or does not fit in a record");
  const double rounded = std::round(scaled);
  return number{static_cast<std::int64_t>(rounded)};
}

} // namespace troupe::trading
