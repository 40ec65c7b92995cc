#include "net/venue/parameter.hpp"

#include <algorithm>
#include <charconv>

namespace troupe::net::venue {

result<std::int64_t> integer_parameter(const call& asked, std::string_view name,
                                       integer_range allowed) {
  const auto text = asked.parameter(name);
  if (text.empty())
    return allowed.absent;
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = failed == std::errc{} && end == text.data() + text.size();
  if (whole && value > allowed.most)
    return error{"invalid_parameter", "invalid " + std::string(name) +
                                          ": larger than the allowed maximum of " +
                                          std::to_string(allowed.most)};
  if (!whole || value < allowed.least)
    return error{"invalid_parameter", "invalid " + std::string(name) +
                                          ": give a whole number from " +
                                          std::to_string(allowed.least)};
  return value;
}

result<std::optional<trading::time_ns>> time_parameter(const call& asked, std::string_view name) {
  std::string text(asked.parameter(name));
  if (text.empty())
    return std::optional<trading::time_ns>{};
  constexpr std::size_t date_length = 10;
  if (text.size() == date_length && text[4] == '-')
    text += "T00:00:00Z";
  const auto parsed = trading::parse_time(text);
  if (!parsed)
    return error{"invalid_parameter", "invalid " + std::string(name) + ": \"" + text +
                                          "\" is neither RFC 3339 nor YYYY-MM-DD"};
  return std::optional(*parsed);
}

bool flag_parameter(const call& asked, std::string_view name) {
  constexpr std::string_view yes = "true";
  const auto text = asked.parameter(name);
  return std::equal(text.begin(), text.end(), yes.begin(), yes.end(),
                    [](char given, char lower) { return (given | 0x20) == lower; });
}

result<std::vector<trading::symbol>> symbols_parameter(std::string_view list) {
  std::vector<trading::symbol> symbols;
  while (!list.empty()) {
    const auto comma = list.find(',');
    const auto name = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    if (name.empty())
      continue;
    const auto parsed = trading::symbol::parse(name);
    if (!parsed)
      return error{"invalid_parameter", "invalid symbol: " + std::string(name)};
    symbols.push_back(*parsed);
  }
  std::sort(symbols.begin(), symbols.end());
  symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
  return symbols;
}

} // namespace troupe::net::venue
