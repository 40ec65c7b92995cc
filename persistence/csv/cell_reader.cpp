#include "persistence/csv/cell_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace troupe::persistence {

namespace {

constexpr int largest_exponent = 18;

// "6.527e-05" as "0.00006527": floating point written by another program is still an exact
// decimal. Empty when the text is not of that form.
std::optional<std::string> without_exponent(std::string_view text) {
  const auto mark = text.find_first_of("eE");
  if (mark == std::string_view::npos)
    return std::nullopt;
  auto digits = text.substr(mark + 1);
  if (digits.starts_with('+'))
    digits.remove_prefix(1);
  int exponent = 0;
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
  if (failure != std::errc{} || end != digits.data() + digits.size() ||
      std::abs(exponent) > largest_exponent)
    return std::nullopt;
  std::string mantissa(text.substr(0, mark));
  if (!trading::exact::parse(mantissa))
    return std::nullopt;
  const std::string sign = mantissa.starts_with('-') ? "-" : "";
  mantissa.erase(0, sign.size());
  auto point = std::min(mantissa.find('.'), mantissa.size());
  std::erase(mantissa, '.');
  if (exponent < 0) {
    const auto places = static_cast<std::size_t>(-exponent);
    mantissa.insert(0, places > point ? places - point : 0, '0');
    point = places > point ? 0 : point - places;
  } else {
    point += static_cast<std::size_t>(exponent);
    mantissa.append(point > mantissa.size() ? point - mantissa.size() : 0, '0');
  }
  mantissa.insert(point, ".");
  return sign + mantissa;
}

} // namespace

trading::time_ns cell_reader::time(std::string_view column) {
  const auto cell = next(column);
  if (!cell)
    return 0;
  const auto parsed = trading::parse_time(*cell);
  if (!parsed) {
    refuse(std::string(column) + ": " + parsed.failure().message);
    return 0;
  }
  return *parsed;
}

void cell_reader::refuse(std::string reason) {
  if (!reason_)
    reason_ = std::move(reason);
}

bool cell_reader::complete() {
  if (!exhausted_)
    refuse("more cells than columns");
  return !reason_;
}

std::int64_t cell_reader::units(std::string_view column) {
  const auto cell = next(column);
  if (!cell)
    return 0;
  const auto plain = without_exponent(*cell);
  const auto parsed = trading::exact::parse(plain ? std::string_view(*plain) : *cell);
  if (!parsed) {
    refuse(std::string(column) + ": " + parsed.failure().message);
    return 0;
  }
  return *parsed;
}

std::optional<std::string_view> cell_reader::next(std::string_view column) {
  if (reason_)
    return std::nullopt;
  if (exhausted_) {
    refuse("no cell for column " + std::string(column));
    return std::nullopt;
  }
  const auto comma = rest_.find(',');
  const auto cell = rest_.substr(0, comma);
  exhausted_ = comma == std::string_view::npos;
  rest_.remove_prefix(exhausted_ ? rest_.size() : comma + 1);
  return cell;
}

} // namespace troupe::persistence
