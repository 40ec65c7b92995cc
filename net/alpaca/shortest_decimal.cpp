#include "net/alpaca/shortest_decimal.hpp"

#include "net/alpaca/wire_text.hpp"

#include <array>
#include <charconv>

namespace troupe::net::alpaca {

namespace {

template <class Number>
std::optional<std::int64_t> units_of_text(Number value) {
  std::array<char, 64> text;
  const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
  if (written.ec != std::errc{})
    return std::nullopt;
  return parse_decimal({text.data(), static_cast<std::size_t>(written.ptr - text.data())});
}

} // namespace

std::optional<std::int64_t> any_shortest_units(double value) {
  return units_of_text(value);
}

std::optional<std::int64_t> shortest_units(float value) {
  return units_of_text(value);
}

} // namespace troupe::net::alpaca
