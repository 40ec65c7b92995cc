// One page of historical market data, whatever they are made of: by symbol, then time.
//
// An item is a bar, which goes by its start, or anything with a stamp `market_ns`; of each there is
// a function that writes it as JSON, write_object().
#pragma once

#include "net/venue/data/history_query.hpp"
#include "net/venue/data/market_json.hpp"
#include "trading/market/bar.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace troupe::net::venue {

template <class Item>
struct history_page {
  struct run {
    trading::symbol symbol;
    std::vector<Item> items; // never empty
  };
  std::vector<run> runs;
  std::string next_page_token; // empty at the end
};

template <class Item>
trading::time_ns stamp_of(const Item& item) {
  return item.market_ns;
}
inline trading::time_ns stamp_of(const trading::bar& bar) {
  return bar.start_ns;
}

// Where the page that comes after this position goes on within the items of its symbol.
template <class Item>
std::size_t first_after(const history_query& query, const std::vector<Item>& items) {
  const auto& after = *query.after;
  const auto reached = std::find_if(items.begin(), items.end(), [&](const auto& item) {
    return query.ascending ? stamp_of(item) >= after.at : stamp_of(item) <= after.at;
  });
  auto first = static_cast<std::size_t>(reached - items.begin());
  for (auto told = after.told;
       told > 0 && first < items.size() && stamp_of(items[first]) == after.at; --told)
    ++first;
  return first;
}

template <class Item>
page_position position_of(const trading::symbol& symbol, const std::vector<Item>& items,
                          std::size_t last) {
  page_position position{.symbol = symbol, .at = stamp_of(items[last]), .told = 1};
  while (last-- > 0 && stamp_of(items[last]) == position.at)
    ++position.told;
  return position;
}

// `between(symbol)` gives all items of a symbol in the query's window, ascending.
template <class Item, class Between>
history_page<Item> take_page(const history_query& query, Between between) {
  history_page<Item> page;
  auto left = static_cast<std::size_t>(query.limit);
  page_position last;
  for (const auto& symbol : query.symbols) {
    if (query.after && symbol < query.after->symbol)
      continue;
    auto items = between(symbol);
    if (!query.ascending)
      std::reverse(items.begin(), items.end());
    const bool resumes = query.after && symbol == query.after->symbol;
    const auto first = resumes ? first_after(query, items) : 0;
    if (first == items.size())
      continue;
    if (left == 0) {
      page.next_page_token = token_of(last);
      return page;
    }
    const auto count = std::min(left, items.size() - first);
    last = position_of(symbol, items, first + count - 1);
    const bool cut = first + count < items.size();
    items.resize(first + count);
    items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(first));
    page.runs.push_back({symbol, std::move(items)});
    left -= count;
    if (cut) {
      page.next_page_token = token_of(last);
      return page;
    }
  }
  return page;
}

// The member of this name and "next_page_token", and what else belongs to the answer: a map by
// symbol, or, of one symbol's page, the plain list and its "symbol".
template <class Item>
std::string page_json(std::string_view name, const history_page<Item>& page,
                      std::string_view only_symbol, std::string_view currency) {
  json_writer json;
  json.object().key(name);
  const auto write_run = [&json](const auto& items) {
    json.array();
    for (const auto& item : items)
      write_object(json, item);
    json.end_array();
  };
  if (only_symbol.empty()) {
    json.object();
    for (const auto& run : page.runs) {
      json.key(run.symbol.text());
      write_run(run.items);
    }
    json.end_object();
  } else {
    write_run(page.runs.empty() ? std::vector<Item>{} : page.runs.front().items);
    json.key("symbol").text(only_symbol);
  }
  json.key("next_page_token");
  if (page.next_page_token.empty())
    json.null();
  else
    json.text(page.next_page_token);
  if (!currency.empty())
    json.key("currency").text(currency);
  json.end_object();
  return json.take();
}

} // namespace troupe::net::venue
