#include "net/venue/date_parameter.hpp"

#include "net/venue/new_york_time.hpp"
#include "net/venue/parameter.hpp"

namespace troupe::net::venue {

namespace {

constexpr std::size_t date_digits = 10;

bool begins_with_date(std::string_view text) {
  return text.size() >= date_digits && text[4] == '-' && text[7] == '-';
}

} // namespace

result<std::optional<std::chrono::sys_days>> date_parameter(const call& asked,
                                                            std::string_view name) {
  const auto at = time_parameter(asked, name);
  if (!at)
    return at.failure();
  if (!*at)
    return std::optional<std::chrono::sys_days>{};
  const auto text = asked.parameter(name);
  if (!begins_with_date(text))
    return std::optional(utc_date(**at));
  const auto midnight =
      trading::parse_time(std::string(text.substr(0, date_digits)) + "T00:00:00Z");
  return std::optional(utc_date(midnight ? *midnight : **at));
}

result<std::optional<trading::time_ns>> market_time_parameter(const call& asked,
                                                              std::string_view name) {
  const auto at = time_parameter(asked, name);
  const auto text = asked.parameter(name);
  if (!at || !*at || !begins_with_date(text) || text.size() > date_digits)
    return at;
  return std::optional(new_york_midnight(utc_date(**at)));
}

std::string date_text(std::chrono::sys_days day) {
  return trading::format_time(day.time_since_epoch().count() * trading::day_ns)
      .substr(0, date_digits);
}

} // namespace troupe::net::venue
