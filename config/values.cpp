#include "config/schema.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace troupe::config {

namespace {

template <class T>
using place_of = T& (*)(settings&);

template <class... Each>
struct overloaded : Each... {
  using Each::operator()...;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const auto comma = text.find(',');
    if (const auto part = trimmed(text.substr(0, comma)); !part.empty())
      parts.emplace_back(part);
    if (comma == std::string_view::npos)
      return parts;
    text.remove_prefix(comma + 1);
  }
}

std::string joined(const auto& words) {
  std::string text;
  for (const auto& word : words)
    text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

std::string range(const key& row) {
  if (row.most == std::numeric_limits<std::int64_t>::max())
    return "from " + std::to_string(row.least);
  return std::to_string(row.least) + " to " + std::to_string(row.most);
}

error refusal(const key& row, std::string_view text) {
  const auto shown =
      row.shown == visibility::secret ? std::string("the value") : '"' + std::string(text) + '"';
  return {"invalid_setting", shown + " is not allowed; allowed: " + allowed(row)};
}

result<void> check_speed(const key& row, std::string_view text) {
  if (text == "max")
    return {};
  const auto factor = trading::number::parse(text);
  if (!factor || factor->units <= 0)
    return refusal(row, text);
  return {};
}

// The account's name is in client order ids, and in the names of folders.
result<void> check_account(const key& row, std::string_view text) {
  constexpr std::size_t account_max = 24;
  const auto is_allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
  };
  if (text.empty() || text.size() > account_max ||
      !std::all_of(text.begin(), text.end(), is_allowed))
    return refusal(row, text);
  return {};
}

result<void> check_text(const key& row, std::string_view text) {
  if (row.name == "venue.speed")
    return check_speed(row, text);
  if (row.name == "trading.account_id")
    return check_account(row, text);
  if (!row.choices.empty() &&
      std::find(row.choices.begin(), row.choices.end(), text) == row.choices.end())
    return refusal(row, text);
  return {};
}

} // namespace

std::string allowed(const key& row) {
  const auto unit = row.unit.empty() ? std::string() : " " + std::string(row.unit);
  if (!row.choices.empty())
    return "one of " + joined(row.choices);
  if (row.name == "venue.speed")
    return "a positive number, or max";
  if (row.name == "trading.account_id")
    return "1 to 24 letters, digits, _ and -";
  return std::visit(
      overloaded{
          [](place_of<std::string>) { return std::string("text"); },
          [](place_of<bool>) { return std::string("true or false"); },
          [&](place_of<std::int64_t>) { return "a whole number, " + range(row) + unit; },
          [&](place_of<trading::money>) { return "an amount as text, " + range(row) + unit; },
          [](place_of<std::vector<std::string>>) { return std::string("a list of text"); },
          [](const choice_access&) { return std::string("a word"); }},
      row.place);
}

result<void> assign(const key& row, settings& into, std::string_view text) {
  return std::visit(
      overloaded{[&](place_of<std::string> place) -> result<void> {
                   if (auto checked = check_text(row, text); !checked)
                     return checked;
                   place(into) = text;
                   return {};
                 },
                 [&](place_of<bool> place) -> result<void> {
                   if (text != "true" && text != "false")
                     return refusal(row, text);
                   place(into) = text == "true";
                   return {};
                 },
                 [&](place_of<std::int64_t> place) -> result<void> {
                   std::int64_t value = 0;
                   const auto* end = text.data() + text.size();
                   const auto parsed = std::from_chars(text.data(), end, value);
                   if (parsed.ec != std::errc() || parsed.ptr != end || value < row.least ||
                       value > row.most)
                     return refusal(row, text);
                   place(into) = value;
                   return {};
                 },
                 [&](place_of<trading::money> place) -> result<void> {
                   const auto amount = trading::money::parse(text);
                   if (!amount || *amount < trading::money::of(row.least) ||
                       *amount > trading::money::of(row.most))
                     return refusal(row, text);
                   place(into) = *amount;
                   return {};
                 },
                 [&](place_of<std::vector<std::string>> place) -> result<void> {
                   place(into) = split(text);
                   return {};
                 },
                 [&](const choice_access& place) -> result<void> {
                   const auto found = std::find(row.choices.begin(), row.choices.end(), text);
                   if (found == row.choices.end())
                     return refusal(row, text);
                   place.set(into, static_cast<std::size_t>(found - row.choices.begin()));
                   return {};
                 }},
      row.place);
}

std::string text_of(const key& row, const settings& from) {
  // The accessors only read here.
  auto& all = const_cast<settings&>(from);
  return std::visit(
      overloaded{
          [&](place_of<std::string> place) { return place(all); },
          [&](place_of<bool> place) { return std::string(place(all) ? "true" : "false"); },
          [&](place_of<std::int64_t> place) { return std::to_string(place(all)); },
          [&](place_of<trading::money> place) { return place(all).text(); },
          [&](place_of<std::vector<std::string>> place) { return joined(place(all)); },
          [&](const choice_access& place) { return std::string(row.choices[place.get(all)]); }},
      row.place);
}

} // namespace troupe::config
