#include "net/venue/data/history_query.hpp"

#include "net/venue/date_parameter.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>
#include <charconv>
#include <span>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t page_default = 1000;
constexpr std::int64_t page_max = 10'000;

constexpr std::string_view history_feeds[] = {"sip", "iex", "otc", "boats"};
constexpr std::string_view latest_feeds[] = {"sip", "iex",   "delayed_sip",
                                             "otc", "boats", "overnight"};
constexpr std::string_view adjustments[] = {"raw", "split", "dividend", "spin-off", "all"};

error invalid(std::string_view name, std::string_view value) {
  return {"invalid_parameter", "invalid " + std::string(name) + ": " + std::string(value)};
}

template <class Number>
bool read_whole(std::string_view text, Number& into) {
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, into);
  return failed == std::errc{} && rest == end;
}

result<page_position> parse_token(std::string_view token) {
  const auto last = token.rfind('.');
  const auto middle =
      last == std::string_view::npos || last == 0 ? last : token.rfind('.', last - 1);
  if (last != std::string_view::npos && middle != std::string_view::npos) {
    const auto symbol = trading::symbol::parse(token.substr(0, middle));
    page_position position;
    if (symbol && read_whole(token.substr(middle + 1, last - middle - 1), position.at) &&
        read_whole(token.substr(last + 1), position.told)) {
      position.symbol = *symbol;
      return position;
    }
  }
  return invalid("page_token", token);
}

std::string lower(std::string_view text) {
  std::string made(text);
  std::transform(made.begin(), made.end(), made.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
  });
  return made;
}

bool is_one_of(std::span<const std::string_view> known, std::string_view word) {
  return std::find(known.begin(), known.end(), word) != known.end();
}

bool is_adjustment(std::string_view list) {
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (!is_one_of(adjustments, lower(list.substr(0, comma))))
      return false;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return true;
}

bool is_currency(std::string_view word) {
  constexpr std::size_t letters = 3;
  return word.size() == letters && std::all_of(word.begin(), word.end(), [](char letter) {
           return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
         });
}

result<void> check_known(const call& asked, std::initializer_list<std::string_view> known) {
  std::string unexpected;
  for (const auto& given : asked.query)
    if (!given.value.empty() && !is_one_of({known.begin(), known.size()}, given.name))
      unexpected += (unexpected.empty() ? "" : ", ") + given.name;
  if (!unexpected.empty())
    return error{"invalid_parameter", "Unexpected query parameter(s): " + unexpected};
  return {};
}

} // namespace

result<history_query> read_history_query(const call& asked, std::vector<trading::symbol> symbols,
                                         trading::time_ns default_first_ns, trading::time_ns now) {
  history_query query;
  query.symbols = std::move(symbols);
  const auto start = time_parameter(asked, "start");
  const auto end = time_parameter(asked, "end");
  if (!start || !end)
    return start ? end.failure() : start.failure();
  query.first_ns = start->value_or(default_first_ns);
  query.last_ns = end->value_or(now);
  const auto limit = integer_parameter(asked, "limit", {1, page_max, page_default});
  if (!limit)
    return limit.failure();
  query.limit = *limit;
  const auto sort = lower(asked.parameter("sort"));
  if (!sort.empty() && sort != "asc" && sort != "desc")
    return invalid("sort", asked.parameter("sort"));
  query.ascending = sort != "desc";
  if (const auto token = asked.parameter("page_token"); !token.empty()) {
    const auto after = parse_token(token);
    if (!after)
      return after.failure();
    query.after = *after;
  }
  return query;
}

std::string token_of(const page_position& position) {
  std::string name(position.symbol.text());
  std::replace(name.begin(), name.end(), '/', '-');
  return name + "." + std::to_string(position.at) + "." + std::to_string(position.told);
}

result<void> check_parameters(const call& asked, std::initializer_list<std::string_view> known,
                              price_feed feeds) {
  if (auto checked = check_known(asked, known); !checked)
    return checked;
  const auto feed = lower(asked.parameter("feed"));
  const auto named = feeds == price_feed::history ? std::span<const std::string_view>(history_feeds)
                                                  : std::span<const std::string_view>(latest_feeds);
  if (!feed.empty() && !is_one_of(named, feed))
    return invalid("feed", asked.parameter("feed"));
  if (const auto word = asked.parameter("adjustment"); !is_adjustment(word))
    return invalid("adjustment", word);
  if (const auto word = asked.parameter("currency"); !word.empty() && !is_currency(word))
    return invalid("currency", word);
  if (asked.parameter("asof") != "-")
    if (const auto asof = date_parameter(asked, "asof"); !asof)
      return asof.failure();
  return {};
}

} // namespace troupe::net::venue
