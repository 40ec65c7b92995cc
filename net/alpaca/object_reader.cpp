#include "net/alpaca/object_reader.hpp"

#include <limits>

namespace troupe::net::alpaca {

namespace {

constexpr std::int64_t whole_max =
    std::numeric_limits<std::int64_t>::max() / trading::units_per_one;

} // namespace

std::string_view object_reader::text(std::string_view key) {
  simdjson::dom::element value;
  std::string_view read;
  if (fields_.at_key(key).get(value) || value.is_null())
    return {};
  if (value.get_string().get(read))
    note(key);
  return read;
}

std::string_view object_reader::needed_text(std::string_view key) {
  const auto read = text(key);
  if (read.empty())
    note(key);
  return read;
}

bool object_reader::flag(std::string_view key) {
  simdjson::dom::element value;
  bool read = false;
  if (fields_.at_key(key).get(value) || value.is_null())
    return false;
  if (value.get_bool().get(read))
    note(key);
  return read;
}

trading::time_ns object_reader::time(std::string_view key) {
  const auto read = text(key);
  if (read.empty())
    return 0;
  const auto at = parse_timestamp(read);
  if (!at)
    note(key);
  return at.value_or(0);
}

trading::symbol object_reader::symbol(std::string_view key) {
  const auto read = text(key);
  if (read.empty())
    return {};
  const auto name = trading::symbol::parse(read);
  if (!name)
    note(key);
  return name ? *name : trading::symbol{};
}

// A whole JSON number is exact and therefore taken; one with decimals has been through a double.
std::int64_t object_reader::units(std::string_view key) {
  simdjson::dom::element value;
  if (fields_.at_key(key).get(value) || value.is_null())
    return 0;
  std::int64_t whole = 0;
  if (value.is_int64() && !value.get_int64().get(whole) && whole <= whole_max &&
      whole >= -whole_max)
    return whole * trading::units_per_one;
  const auto read = text(key);
  const auto parsed = parse_decimal(read);
  if (!parsed && !(read.empty() && value.is_string()))
    note(key);
  return parsed.value_or(0);
}

void object_reader::note(std::string_view key) {
  if (fault_.empty())
    fault_ = key;
}

result<void> object_reader::outcome() const {
  if (fault_.empty())
    return {};
  return error{"malformed_report", "the value of '" + fault_ + "' is missing or unreadable"};
}

} // namespace troupe::net::alpaca
