#include "trading/strategies/universe.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr std::string_view blanks = " ,";
constexpr std::string_view list_prefix = "watchlist:";

error wrong_word(std::string_view word) {
  return {"invalid_universe",
          '"' + std::string(word) +
              "\" is no part of a universe; give symbols, watchlist:NAME, crypto, us_equity, "
              "price>=N, price<=N or dollar_volume>=N"};
}

// visit(word) until it fails.
template <class Visit>
result<void> each_word(std::string_view text, Visit&& visit) {
  for (;;) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
      return {};
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(blanks), text.size());
    if (auto taken = visit(text.substr(0, end)); !taken)
      return taken;
    text.remove_prefix(end);
  }
}

} // namespace

result<watchlist_table> parse_watchlists(std::span<const std::string> words) {
  watchlist_table lists;
  for (const auto& word : words) {
    const auto sign = word.find('=');
    if (sign == 0 || sign == std::string::npos)
      return error{"invalid_watchlist",
                   '"' + word + "\" is no watchlist; write NAME=SYMBOL SYMBOL, as majors=BTC/USD "
                                "ETH/USD"};
    auto& list = lists[word.substr(0, sign)];
    const auto taken = each_word(std::string_view(word).substr(sign + 1),
                                 [&list](std::string_view text) -> result<void> {
                                   const auto name = symbol::parse(text);
                                   if (!name)
                                     return name.failure();
                                   list.push_back(*name);
                                   return {};
                                 });
    if (!taken)
      return taken.failure();
  }
  return lists;
}

void candle_turnover::fold(const bar& candle) {
  close_ = candle.close.to_double();
  values_[count_++ % candles] = close_ * candle.volume.to_double();
}

std::optional<double> candle_turnover::dollar_volume() const {
  if (count_ < candles)
    return std::nullopt;
  double sum = 0.0;
  for (const auto each : values_)
    sum += each;
  return sum / static_cast<double>(candles);
}

result<universe> universe::parse(std::string_view text, const watchlist_table& lists) {
  universe made;
  const auto taken = each_word(text, [&](std::string_view word) -> result<void> {
    made.text_ += (made.text_.empty() ? "" : ",") + std::string(word);
    return made.take(word, lists);
  });
  if (!taken)
    return taken.failure();
  return made;
}

result<void> universe::take(std::string_view word, const watchlist_table& lists) {
  if (word == "crypto" || word == "us_equity") {
    classes_.insert(word == "crypto" ? asset_class::crypto : asset_class::us_equity);
    return {};
  }
  if (word.starts_with(list_prefix)) {
    const auto found = lists.find(word.substr(list_prefix.size()));
    if (found == lists.end())
      return error{"unknown_watchlist", "there is no " + std::string(word) +
                                            "; name it in trading.watchlists"};
    symbols_.insert(found->second.begin(), found->second.end());
    return {};
  }
  if (const auto sign = word.find_first_of("<>"); sign != std::string_view::npos)
    return take_filter(word, sign);
  const auto name = symbol::parse(word);
  if (!name)
    return name.failure();
  symbols_.insert(*name);
  return {};
}

result<void> universe::take_filter(std::string_view word, std::size_t sign) {
  const auto of = word.substr(0, sign);
  const bool known = of == "price" || of == "dollar_volume";
  if (!known || word.size() < sign + 3 || word[sign + 1] != '=')
    return wrong_word(word);
  const auto bound = number::parse(word.substr(sign + 2));
  if (!bound || bound->units < 0)
    return wrong_word(word);
  filters_.push_back({of == "price" ? figure::last_price : figure::dollar_volume, word[sign] == '>',
                      *bound});
  return {};
}

bool universe::names(const symbol& name) const {
  return (symbols_.empty() && classes_.empty()) || symbols_.contains(name) ||
         classes_.contains(name.kind());
}

bool universe::admits(const symbol& name, const candle_turnover& seen, gate_list& into) const {
  const bool named = names(name);
  into.push_back({"in_universe", number::of(named ? 1 : 0), "==", number::of(1), named});
  bool all = named;
  for (const auto& each : filters_) {
    const auto value =
        to_number(each.of == figure::last_price ? seen.close()
                                                : seen.dollar_volume().value_or(0.0));
    const bool holds = each.at_least ? value >= each.bound : value <= each.bound;
    const auto label = each.of == figure::last_price ? term("universe_price")
                                                : term("universe_dollar_volume");
    into.push_back(each.at_least ? gate{label, value, ">=", each.bound, holds}
                                 : gate{label, value, "<=", each.bound, holds});
    all = all && holds;
  }
  return all;
}

} // namespace troupe::trading
