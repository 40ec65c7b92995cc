#include "net/venue/channel_lists.hpp"

#include "net/venue/json_writer.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::string_view every = "*";

} // namespace

bool channel_request::empty() const {
  return std::all_of(symbols.begin(), symbols.end(),
                     [](const auto& list) { return list.second.empty(); });
}

channel_lists channel_lists::of_stocks() {
  return channel_lists({{"trades", {}},
                        {"quotes", {}},
                        {"bars", {}},
                        {"updatedBars", {}},
                        {"dailyBars", {}},
                        {"statuses", {}},
                        {"lulds", {}},
                        {"imbalances", {}},
                        {"corrections", {}},
                        {"cancelErrors", {}},
                        {"ticks", {}}});
}

channel_lists channel_lists::of_crypto() {
  return channel_lists({{"trades", {}},
                        {"quotes", {}},
                        {"bars", {}},
                        {"updatedBars", {}},
                        {"dailyBars", {}},
                        {"orderbooks", {}},
                        {"ticks", {}}});
}

void channel_lists::add(const channel_request& asked) {
  for (const auto& [channel, symbols] : asked.symbols)
    if (const auto list = lists_.find(channel); list != lists_.end())
      list->second.insert(symbols.begin(), symbols.end());
  follow_trades();
}

void channel_lists::remove(const channel_request& asked) {
  for (const auto& [channel, symbols] : asked.symbols)
    if (const auto list = lists_.find(channel); list != lists_.end())
      for (const auto& symbol : symbols)
        list->second.erase(symbol);
  follow_trades();
}

// Corrections and cancellations of trades come to whoever gets the trades.
void channel_lists::follow_trades() {
  for (const auto* channel : {"corrections", "cancelErrors"})
    if (const auto list = lists_.find(channel); list != lists_.end())
      list->second = lists_.find("trades")->second;
}

bool channel_lists::contains(std::string_view channel, std::string_view symbol) const {
  const auto list = lists_.find(channel);
  if (list == lists_.end())
    return false;
  const auto& symbols = list->second;
  return symbols.contains(std::string(every)) || symbols.contains(std::string(symbol));
}

bool channel_lists::has_ticks() const {
  return !lists_.find("ticks")->second.empty();
}

std::string channel_lists::frame() const {
  json_writer json;
  json.array().object().key("T").text("subscription");
  for (const auto& [channel, symbols] : lists_) {
    if (channel == "ticks" && symbols.empty())
      continue;
    json.key(channel).array();
    for (const auto& symbol : symbols)
      json.text(symbol);
    json.end_array();
  }
  json.end_object().end_array();
  return json.take();
}

} // namespace troupe::net::venue
