#include "net/alpaca/json_scanner.hpp"

#include "net/alpaca/wire_text.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace troupe::net::alpaca {

namespace {

const char* skip_digits(const char* at) {
  for (auto run = read_digits(at); run.size > 0; run = read_digits(at))
    at += run.size;
  return at;
}

const char* skip_json_number(const char* at) {
  at += *at == '-' ? 1 : 0;
  const char* const behind = skip_digits(at);
  if (behind == at || (*at == '0' && behind - at > 1))
    return nullptr;
  if (*behind != '.')
    return behind;
  const char* const last = skip_digits(behind + 1);
  return last == behind + 1 ? nullptr : last;
}

const char* skip_json_word(const char* at, std::string_view word) {
  return std::equal(word.begin(), word.end(), at) ? at + word.size() : nullptr;
}

const char* skip_plain_json(const char* at) {
  std::string_view ignored;
  switch (*at) {
  case '"':
    return take_text(at, ignored);
  case 't':
    return skip_json_word(at, "true");
  case 'f':
    return skip_json_word(at, "false");
  case 'n':
    return skip_json_word(at, "null");
  default:
    return skip_json_number(at);
  }
}

} // namespace

const char* skip_json(const char* at) {
  if (*at != '[')
    return skip_plain_json(at);
  if (at[1] == ']')
    return at + 2;
  do {
    at = skip_plain_json(at + 1);
  } while (at != nullptr && *at == ',');
  return at != nullptr && *at == ']' ? at + 1 : nullptr;
}

bool json_clock::read_minute(const std::array<std::uint64_t, 2>& letters) {
  constexpr std::string_view second_zero = ":00Z";
  constexpr auto latest = std::numeric_limits<trading::time_ns>::max() - trading::day_ns;
  const auto minute = std::bit_cast<std::array<char, minute_size>>(letters);
  std::array<char, minute_size + second_zero.size()> text;
  std::copy(second_zero.begin(), second_zero.end(),
            std::copy(minute.begin(), minute.end(), text.begin()));
  const auto read = parse_timestamp({text.data(), text.size()});
  if (!read || *read < 0 || *read > latest)
    return false;
  minute_letters_ = letters;
  minute_ns_ = *read;
  return true;
}

} // namespace troupe::net::alpaca
