#include "net/venue/data/latest_json.hpp"

#include "net/venue/data/delayed_feed.hpp"
#include "net/venue/data/market_json.hpp"

#include <array>

namespace troupe::net::venue {

namespace {

struct kind_name {
  std::string_view plural;
  std::string_view singular;
};

// By kind.
constexpr std::array<kind_name, 4> kind_names{
    {{"bars", "bar"}, {"trades", "trade"}, {"quotes", "quote"}, {"orderbooks", "orderbook"}}};

constexpr timeframe one_day{.unit = time_unit::day, .count = 1};

template <class Found>
bool write_if_known(json_writer& json, const Found& found) {
  if (!found)
    return false;
  write_object(json, *found);
  return true;
}

template <class Items>
bool write_last(json_writer& json, const Items& items) {
  if (items.empty())
    return false;
  write_object(json, items.back());
  return true;
}

std::optional<order_book> book_of(const exchange& market, const trading::symbol& of) {
  const auto quote = market.engine().quote_of(of);
  return quote ? std::optional(order_book::around(*quote)) : std::nullopt;
}

template <class Found>
void write_or_null(json_writer& json, const Found& found) {
  if (!write_if_known(json, found))
    json.null();
}

} // namespace

std::optional<latest_kind> latest_kind_of(std::string_view plural) {
  for (std::size_t kind = 0; kind < kind_names.size(); ++kind)
    if (kind_names[kind].plural == plural)
      return static_cast<latest_kind>(kind);
  return std::nullopt;
}

std::string_view singular_of(latest_kind kind) {
  return kind_names[static_cast<std::size_t>(kind)].singular;
}

bool write_latest(json_writer& json, const exchange& market, latest_kind kind,
                  const trading::symbol& of) {
  switch (kind) {
  case latest_kind::bar:
    return write_if_known(json, market.bars().latest(of));
  case latest_kind::trade:
    return write_if_known(json, market.ticks().latest_trade(of));
  case latest_kind::quote:
    return write_if_known(json, market.engine().quote_of(of));
  case latest_kind::order_book:
    return write_if_known(json, book_of(market, of));
  }
  return false;
}

bool write_delayed(json_writer& json, const exchange& market, latest_kind kind,
                   const trading::symbol& of) {
  const auto last_ns = market.now() - feed_delay_ns;
  const auto first_ns = last_ns - trading::day_ns;
  switch (kind) {
  case latest_kind::bar:
    return write_last(json, market.bars().ended_between(of, first_ns, last_ns));
  case latest_kind::trade: {
    auto trades = market.ticks().trades(of, first_ns, last_ns);
    std::erase_if(trades, [](const auto& trade) { return !trade.stands(); });
    return write_last(json, trades);
  }
  case latest_kind::quote:
    return write_last(json, market.ticks().quotes(of, first_ns, last_ns));
  case latest_kind::order_book: // of pairs, which no stock feed has
    break;
  }
  return false;
}

latest_writer writer_for(std::string_view feed) {
  return is_delayed(feed) ? write_delayed : write_latest;
}

void write_latest_by_symbol(json_writer& json, const exchange& market, latest_kind kind,
                            std::span<const trading::symbol> symbols, latest_writer write) {
  json.object();
  for (const auto& symbol : symbols) {
    json_writer one;
    if (write(one, market, kind, symbol))
      json.key(symbol.text()).raw(one.take());
  }
  json.end_object();
}

void write_snapshot_members(json_writer& json, const exchange& market, const trading::symbol& of,
                            latest_writer write) {
  const auto write_kind = [&](std::string_view name, latest_kind kind) {
    json.key(name);
    if (!write(json, market, kind, of))
      json.null();
  };
  write_kind("latestTrade", latest_kind::trade);
  write_kind("latestQuote", latest_kind::quote);
  write_kind("minuteBar", latest_kind::bar);
  write_or_null(json.key("dailyBar"), market.bars().at(of, one_day, market.now()));
  write_or_null(json.key("prevDailyBar"), day_before(market, of));
}

std::optional<trading::bar> day_before(const exchange& market, const trading::symbol& of) {
  const auto today = one_day.start_of(of, market.now());
  return market.bars().at(of, one_day, today - 1);
}

bool has_market(const exchange& market, const trading::symbol& of) {
  return market.bars().latest(of) != nullptr || market.engine().quote_of(of);
}

} // namespace troupe::net::venue
