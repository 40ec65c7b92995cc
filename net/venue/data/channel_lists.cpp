#include "net/venue/data/channel_lists.hpp"

#include "net/venue/json_writer.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace troupe::net::venue {

namespace {

constexpr std::string_view every = "*";

constexpr std::array<std::string_view, 11> stock_channels{
    "trades", "quotes",     "bars",        "updatedBars",  "dailyBars", "statuses",
    "lulds",  "imbalances", "corrections", "cancelErrors", "ticks"};
constexpr std::array<std::string_view, 7> pair_channels{
    "trades", "quotes", "bars", "updatedBars", "dailyBars", "orderbooks", "ticks"};
constexpr std::array<std::string_view, 1> news_channels{"news"};
constexpr std::array<std::string_view, 3> test_channels{"trades", "quotes", "bars"};
constexpr std::array<std::string_view, 2> option_channels{"trades", "quotes"};

std::span<const std::string_view> channels_of(data_feed feed) {
  switch (feed) {
  case data_feed::stocks:
    return stock_channels;
  case data_feed::crypto:
    return pair_channels;
  case data_feed::news:
    return news_channels;
  case data_feed::test:
    return test_channels;
  case data_feed::options:
    return option_channels;
  }
  return {};
}

bool has(std::span<const std::string_view> channels, std::string_view name) {
  return std::find(channels.begin(), channels.end(), name) != channels.end();
}

bool is_channel(std::string_view name) {
  return has(stock_channels, name) || has(pair_channels, name) || has(news_channels, name);
}

// Sent by no client; some list them all the same.
bool follows_trades(std::string_view name) {
  return name == "corrections" || name == "cancelErrors";
}

bool asks_for_all_options(const channel_request& asked, std::string_view channel) {
  const auto list = asked.symbols.find(channel);
  return list != asked.symbols.end() && list->second.contains(every);
}

} // namespace

bool channel_request::empty() const {
  return std::all_of(symbols.begin(), symbols.end(),
                     [](const auto& list) { return list.second.empty(); });
}

bool channel_request::names(std::string_view channel) const {
  const auto list = symbols.find(channel);
  return list != symbols.end() && !list->second.empty();
}

channel_lists::channel_lists(data_feed feed) : feed_(feed) {
  for (const auto channel : channels_of(feed))
    lists_.emplace(channel, names{});
}

std::optional<stream_refusal> channel_lists::judge(const channel_request& asked) const {
  constexpr stream_refusal other_feed{410, "invalid subscribe action for this feed"};
  if (asked.empty())
    return stream_refusal{400, "invalid syntax"};
  for (const auto& [channel, symbols] : asked.symbols)
    if (!symbols.empty() && is_channel(channel) && !follows_trades(channel) &&
        !has(channels_of(feed_), channel))
      return other_feed;
  if (feed_ == data_feed::options && asks_for_all_options(asked, "trades"))
    return other_feed;
  if (feed_ == data_feed::options && asks_for_all_options(asked, "quotes"))
    return stream_refusal{413, "star subscription is not allowed for option quotes"};
  return std::nullopt;
}

bool channel_lists::exceeds(const data_plan& plan) const {
  const auto list = [this](std::string_view channel) {
    const auto found = lists_.find(channel);
    return found == lists_.end() ? names{} : found->second;
  };
  const auto is_over = [](const names& symbols, std::size_t most) {
    return most != data_plan::unlimited && (symbols.size() > most || symbols.contains(every));
  };
  auto followed = list("trades");
  followed.merge(list("quotes"));
  return is_over(followed, plan.symbols_max) || is_over(list("orderbooks"), plan.books_max);
}

std::optional<stream_refusal> channel_lists::add(const channel_request& asked,
                                                 const data_plan& plan) {
  if (auto refused = judge(asked))
    return refused;
  const auto before = lists_;
  for (const auto& [channel, symbols] : asked.symbols)
    if (const auto list = lists_.find(channel); list != lists_.end())
      list->second.insert(symbols.begin(), symbols.end());
  follow_trades();
  if (exceeds(plan)) {
    lists_ = before;
    return stream_refusal{405, "symbol limit exceeded"};
  }
  return std::nullopt;
}

std::optional<stream_refusal> channel_lists::remove(const channel_request& asked) {
  if (auto refused = judge(asked); refused && refused->code != 413)
    return refused;
  for (const auto& [channel, symbols] : asked.symbols)
    if (const auto list = lists_.find(channel); list != lists_.end())
      for (const auto& symbol : symbols)
        list->second.erase(symbol);
  follow_trades();
  return std::nullopt;
}

// Corrections and cancellations of trades come to whoever gets the trades.
void channel_lists::follow_trades() {
  for (auto& [channel, symbols] : lists_)
    if (follows_trades(channel))
      symbols = lists_.find("trades")->second;
}

bool channel_lists::contains(std::string_view channel, std::string_view symbol) const {
  const auto list = lists_.find(channel);
  return list != lists_.end() && (list->second.contains(every) || list->second.contains(symbol));
}

bool channel_lists::empty() const {
  return std::all_of(lists_.begin(), lists_.end(),
                     [](const auto& list) { return list.second.empty(); });
}

bool channel_lists::has_ticks() const {
  const auto ticks = lists_.find("ticks");
  return ticks != lists_.end() && !ticks->second.empty();
}

std::string channel_lists::frame() const {
  json_writer json;
  json.array().object().key("T").text("subscription");
  for (const auto channel : channels_of(feed_)) {
    const auto& symbols = lists_.find(channel)->second;
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
