#include "trading/market/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <optional>

namespace troupe::trading {

namespace {

__extension__ typedef __int128 wide;

// One day above the lowest, so that the start of its day can be told as well.
constexpr time_ns earliest = std::numeric_limits<time_ns>::min() + day_ns;
constexpr time_ns millisecond_ns = 1'000'000;
constexpr std::size_t longest_epoch_seconds = 10;
constexpr std::size_t decimals = 9;

error invalid(std::string_view text) {
  return {"invalid_timestamp", "\"" + std::string(text.substr(0, 64)) +
                                   "\" is not a time; write RFC 3339 (2018-04-04T00:01:00Z) or "
                                   "epoch seconds or milliseconds"};
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// Reads a text from its front; a step that does not match fails for good.
class reader {
public:
  explicit reader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    const auto field = rest_.substr(0, count);
    if (field.size() < count || !std::all_of(field.begin(), field.end(), is_digit)) {
      failed_ = true;
      return 0;
    }
    int value = 0;
    for (const char digit : field)
      value = value * 10 + (digit - '0');
    rest_.remove_prefix(count);
    return value;
  }

  char one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) {
      failed_ = true;
      return '\0';
    }
    const char letter = rest_.front();
    rest_.remove_prefix(1);
    return letter;
  }

  time_ns fraction_ns() {
    if (rest_.empty() || rest_.front() != '.')
      return 0;
    rest_.remove_prefix(1);
    time_ns value = 0;
    std::size_t count = 0;
    for (; !rest_.empty() && is_digit(rest_.front()) && count < decimals; ++count) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    failed_ = failed_ || count == 0;
    for (; count < decimals; ++count)
      value *= 10;
    return value;
  }

  bool complete() const { return !failed_ && rest_.empty(); }

private:
  std::string_view rest_;
  bool failed_ = false;
};

std::optional<time_ns> to_time(wide value) {
  if (value < earliest || value > std::numeric_limits<time_ns>::max())
    return std::nullopt;
  return static_cast<time_ns>(value);
}

std::optional<time_ns> parse_epoch(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  const auto digits = text.size() - (text.front() == '-' ? 1 : 0);
  return to_time(static_cast<wide>(count) *
                 (digits <= longest_epoch_seconds ? second_ns : millisecond_ns));
}

std::optional<time_ns> parse_rfc3339(std::string_view text) {
  reader in(text);
  const std::chrono::year year{in.digits(4)};
  in.one_of("-");
  const std::chrono::month month{static_cast<unsigned>(in.digits(2))};
  in.one_of("-");
  const std::chrono::day day{static_cast<unsigned>(in.digits(2))};
  in.one_of("Tt ");
  const int hour = in.digits(2);
  in.one_of(":");
  const int minute = in.digits(2);
  in.one_of(":");
  const int second = in.digits(2);
  const time_ns fraction = in.fraction_ns();
  int offset_minutes = 0;
  if (const char zone = in.one_of("Zz+-"); zone == '+' || zone == '-') {
    const int hours = in.digits(2);
    in.one_of(":");
    const int minutes = in.digits(2);
    if (hours > 23 || minutes > 59)
      return std::nullopt;
    offset_minutes = (hours * 60 + minutes) * (zone == '-' ? -1 : 1);
  }
  const auto date = year / month / day;
  if (!in.complete() || !date.ok() || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  const wide minutes = static_cast<wide>(days) * 24 * 60 + hour * 60 + minute - offset_minutes;
  return to_time(minutes * minute_ns + second * second_ns + fraction);
}

void append_padded(std::string& text, std::int64_t value, std::size_t width) {
  const auto digits = std::to_string(value);
  text.append(width > digits.size() ? width - digits.size() : 0, '0');
  text += digits;
}

} // namespace

result<time_ns> parse_time(std::string_view text) {
  if (text.empty())
    return invalid(text);
  const bool epoch =
      std::all_of(text.begin() + (text.front() == '-' ? 1 : 0), text.end(), is_digit);
  const auto at = epoch ? parse_epoch(text) : parse_rfc3339(text);
  if (!at)
    return invalid(text);
  return *at;
}

std::string format_time(time_ns at) {
  const auto midnight = floor_time(at, day_ns);
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{midnight / day_ns}}};
  const auto of_day = at - midnight;
  std::string text;
  append_padded(text, static_cast<int>(date.year()), 4);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.month()), 2);
  text += '-';
  append_padded(text, static_cast<unsigned>(date.day()), 2);
  text += 'T';
  append_padded(text, of_day / (60 * minute_ns), 2);
  text += ':';
  append_padded(text, of_day / minute_ns % 60, 2);
  text += ':';
  append_padded(text, of_day / second_ns % 60, 2);
  if (auto fraction = of_day % second_ns; fraction != 0) {
    auto places = decimals;
    for (; fraction % 10 == 0; --places)
      fraction /= 10;
    text += '.';
    append_padded(text, fraction, places);
  }
  return text + 'Z';
}

} // namespace troupe::trading
