#include "net/venue/data/side_messages.hpp"

#include "net/venue/data/tape_names.hpp"
#include "trading/matching/bar_quote.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr timeframe whole_day{.unit = time_unit::day, .count = 1};
// What is told at once after a stretch without instants.
constexpr trading::time_ns news_behind_max_ns = 60 * trading::minute_ns;

trading_status status_of(const trading::symbol& stock, trading::time_ns at, bool halted) {
  const bool nasdaq = tape_of(stock) == "C";
  trading_status told{
      .symbol = stock, .market_ns = at, .code = {}, .text = {}, .reason_code = {}, .reason = {}};
  told.code = nasdaq ? (halted ? "H" : "T") : (halted ? "2" : "3");
  told.text = halted ? "Trading Halt" : "Trading Resumption";
  if (halted) {
    told.reason_code = nasdaq ? "LUDP" : "M";
    told.reason = "Volatility Trading Pause";
  }
  return told;
}

} // namespace

std::vector<stream_message> side_messages::before(const market_instant& seen) const {
  messages told;
  for (const auto& event : seen.events)
    if (const auto* bar = std::get_if<trading::bar>(&event)) {
      if (const auto quote = market_.ticks().quote_for(*bar))
        told.emplace_back(*quote);
      for (const auto& trade : market_.ticks().trades_for(*bar))
        told.emplace_back(trade);
    }
  return told;
}

std::vector<stream_message> side_messages::after(const market_instant& seen) {
  messages told(market_.fates());
  for (const auto& event : seen.events) {
    if (const auto* quote = std::get_if<trading::quote>(&event)) {
      add_book(*quote, told);
    } else if (const auto* bar = std::get_if<trading::bar>(&event)) {
      if (const auto derived = market_.ticks().quote_for(*bar))
        add_book(*derived, told);
      add_day(*bar, told);
      add_band(*bar, told);
    }
  }
  add_statuses(seen.at, told);
  add_news(seen.at, told);
  return told;
}

void side_messages::skip(const market_instant& seen) {
  books_.clear();
  days_.clear();
  halts_.clear();
  news_told_ns_ = seen.at;
}

order_book side_messages::book_of(const trading::symbol& pair) {
  auto& book = books_[pair];
  if (const auto quote = market_.engine().quote_of(pair); quote && book.empty())
    book = order_book::around(*quote);
  return book;
}

void side_messages::add_book(const trading::quote& quote, messages& into) {
  if (!quote.symbol.is_crypto())
    return;
  auto& told = books_[quote.symbol];
  auto book = order_book::around(quote);
  const bool whole = told.empty();
  auto change = whole ? book : book.change_since(told);
  told = std::move(book);
  if (!change.empty())
    into.emplace_back(book_message{std::move(change), whole});
}

void side_messages::add_day(const trading::bar& published, messages& into) {
  const auto& of = published.symbol;
  const auto start_ns = whole_day.start_of(of, published.start_ns);
  auto& day = days_[of];
  if (day.start_ns != start_ns || day.symbol != of) {
    day = market_.bars().at(of, whole_day, published.start_ns).value_or(published);
  } else {
    day.high = std::max(day.high, published.high);
    day.low = std::min(day.low, published.low);
    day.close = published.close;
    day.volume += published.volume;
    day.trade_count += published.trade_count;
  }
  into.emplace_back(daily_bar{day});
}

void side_messages::add_band(const trading::bar& published, messages& into) const {
  constexpr trading::time_ns window_ns = 5 * trading::minute_ns;
  constexpr std::int64_t percents = 100;
  const auto& of = published.symbol;
  if (of.is_crypto() || published.end_ns() % trading::minute_ns != 0)
    return;
  const auto end_ns = published.end_ns();
  const auto last = market_.bars().ended_between(of, end_ns - window_ns + 1, end_ns);
  trading::price sum;
  for (const auto& bar : last)
    sum += bar.close;
  const auto count = static_cast<std::int64_t>(last.size());
  const trading::price mean = count == 0 ? published.close : trading::price{sum.units / count};
  const std::int64_t width = mean > trading::price::of(3) ? 5 : 20;
  const auto tick = trading::tick_of(mean).units;
  const auto at_percent = [&](std::int64_t percent) {
    return trading::price{trading::exact::floor_to(
        trading::exact::multiply_divide(mean.units, percent, percents), tick)};
  };
  into.emplace_back(
      price_band{of, end_ns, at_percent(percents + width), at_percent(percents - width)});
}

void side_messages::add_statuses(trading::time_ns at, messages& into) {
  for (const auto& symbol : market_.symbols()) {
    const bool now_halted = halted_(symbol, at);
    if (symbol.is_crypto())
      continue;
    if (now_halted && at % trading::minute_ns == 0)
      if (const auto last = market_.engine().last_price(symbol))
        into.emplace_back(order_imbalance{symbol, at, *last});
    if (now_halted == halts_.contains(symbol))
      continue;
    into.emplace_back(status_of(symbol, at, now_halted));
    if (now_halted)
      halts_.insert(symbol);
    else
      halts_.erase(symbol);
  }
}

void side_messages::add_news(trading::time_ns at, messages& into) {
  const auto since = std::max({news_told_ns_, at - news_behind_max_ns, market_.opened_ns()});
  for (auto& article : market_.news().told_between(since, at))
    into.emplace_back(std::move(article));
  news_told_ns_ = at;
}

} // namespace troupe::net::venue
