// Exact amounts. A price, a quantity, a sum of money and a plain number are 64-bit counts of
// 1e-9 (so up to 9.2 thousand million units). Text in and out is exact.
//
// Sums and products are checked: an amount that does not fit throws std::overflow_error, which is
// a broken invariant and ends the actor; nothing ever wraps. Products go through 128 bits.
//
// Rounding, said once for the whole system: where 1e-9 does not suffice, a result is rounded half
// away from zero; fees are rounded up, against the trader.
#pragma once

#include "trading/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::trading {

inline constexpr std::int64_t units_per_one = 1'000'000'000;

namespace exact {
// Each throws std::overflow_error when the result does not fit in 64 bits.
std::int64_t add(std::int64_t left, std::int64_t right);
std::int64_t subtract(std::int64_t left, std::int64_t right);
// left * right / divisor, rounded half away from zero; divisor is not zero.
std::int64_t multiply_divide(std::int64_t left, std::int64_t right, std::int64_t divisor);
// left * right / divisor, rounded away from zero on any remainder.
std::int64_t multiply_divide_up(std::int64_t left, std::int64_t right, std::int64_t divisor);
// Decimal text ("-12.5", "3", ".5"; no exponent, at most nine decimals) in units of 1e-9.
// Errors: `invalid_decimal`, `decimal_out_of_range`.
result<std::int64_t> parse(std::string_view text);
// The shortest decimal text: no exponent, no trailing zeros ("150", "0.5", "-3.25").
std::string format(std::int64_t units);
// Rounds to a multiple of increment (> 0), towards zero, up, or down.
std::int64_t floor_to(std::int64_t units, std::int64_t increment);
std::int64_t ceil_to(std::int64_t units, std::int64_t increment);
} // namespace exact

template <class Tag>
struct fixed {
  std::int64_t units = 0;

  static constexpr fixed of(std::int64_t whole) { return fixed{whole * units_per_one}; }
  static result<fixed> parse(std::string_view text) {
    auto parsed = exact::parse(text);
    if (!parsed)
      return parsed.failure();
    return fixed{*parsed};
  }

  std::string text() const { return exact::format(units); }
  // Only for indicators and for prices that leave as JSON numbers; never the way into a message.
  double to_double() const { return static_cast<double>(units) / units_per_one; }

  bool is_zero() const { return units == 0; }
  fixed operator-() const { return fixed{exact::subtract(0, units)}; }
  fixed& operator+=(fixed other) { return *this = *this + other; }
  fixed& operator-=(fixed other) { return *this = *this - other; }
  friend fixed operator+(fixed left, fixed right) {
    return fixed{exact::add(left.units, right.units)};
  }
  friend fixed operator-(fixed left, fixed right) {
    return fixed{exact::subtract(left.units, right.units)};
  }
  friend auto operator<=>(fixed, fixed) = default;
};

struct price_tag;
struct quantity_tag;
struct money_tag;
struct number_tag;

using price = fixed<price_tag>;       // of one unit of the asset, in the quote currency
using quantity = fixed<quantity_tag>; // of the asset: shares or coins; negative where short
using money = fixed<money_tag>;       // of the quote currency
using number = fixed<number_tag>;     // a plain value in a record: an indicator, a ratio

// price * quantity, rounded half away from zero.
money notional(price px, quantity qty);
// amount / quantity as a price, rounded half away from zero; qty is not zero.
price unit_price(money amount, quantity qty);
// A fee of bps (1/100 of a percent) on an amount or a quantity, rounded up; amounts are >= 0.
money fee_on(money amount, std::int64_t bps);
quantity fee_on(quantity amount, std::int64_t bps);
// A computed value on its way into a record: rounded to 1e-9. A value that is not finite or does
// not fit throws std::overflow_error.
number to_number(double value);

} // namespace troupe::trading
