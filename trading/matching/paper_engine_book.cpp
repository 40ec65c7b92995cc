// Matching against a book with depth: a part of paper_engine.
#include "trading/matching/fill_price.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/orders/enum_words.hpp"
#include "trading/orders/stop_types.hpp"

#include <array>

namespace troupe::trading {

namespace {

constexpr std::array<std::string_view, 2> model_words{"paper", "book"};

constexpr std::int64_t prints_of_a_bar = 4;

bool waits_for_stop(const paper_order& order) {
  return !order.triggered && is_stop(order.request.type);
}

std::optional<price> limit_of(const paper_order& order) {
  const auto limit = order.request.limit_price;
  return limit.is_zero() ? std::nullopt : std::optional(limit);
}

} // namespace

result<market_model> parse_market_model(std::string_view text) {
  return parse_word<market_model>(model_words, text, "model");
}

// Executions were told by the book first, so that what they change cannot disturb its walk.
void paper_engine::settle(const depth_book::executions& made, updates& out) {
  for (const auto& each : made)
    if (auto& order = at(each.sequence); order.is_open())
      execute(order, each.px, each.qty, out);
}

template <class Market>
void paper_engine::seek_fills(const symbol& of, const Market& against, updates& out) {
  const auto found = live_.find(of);
  if (found == live_.end())
    return;
  const auto resting = found->second; // fills change who is live
  for (const auto index : resting) {
    auto& order = state_.orders[index];
    if (!order.is_live() || !trades_now(order))
      continue;
    const bool triggered = order.triggered;
    static_cast<void>(fill_price(order, against)); // moves and triggers stops
    if (order.triggered != triggered)
      after_trigger(order, out);
    meet_book(order, out);
  }
}

order_updates paper_engine::show_in_book(const quote& standing) {
  updates out;
  settle(books_[standing.symbol].show(standing), out);
  seek_fills(standing.symbol, standing, out);
  return out;
}

// A bar without quotes: a quarter of its volume trades at each of its four prices, and then the
// quote around its close stands.
order_updates paper_engine::walk_in_book(const bar& published, const quote& standing) {
  updates out;
  auto& book = books_[published.symbol];
  const quantity part{published.volume.units / prints_of_a_bar};
  for (const auto px : {published.open, published.high, published.low, published.close})
    settle(book.print(px, part), out);
  settle(book.show(standing), out);
  seek_fills(published.symbol, published, out);
  return out;
}

void paper_engine::leave_book(const paper_order& order) {
  if (const auto book = books_.find(order.request.symbol); book != books_.end())
    book->second.withdraw(order.sequence);
}

void paper_engine::resize_in_book(const paper_order& order) {
  if (const auto book = books_.find(order.request.symbol); book != books_.end())
    book->second.shrink(order.sequence, order.open_qty());
}

std::optional<quantity> paper_engine::queue_before(const paper_order& order) const {
  const auto book = books_.find(order.request.symbol);
  return book == books_.end() ? std::nullopt : book->second.queue_before(order.sequence);
}

// Takes what the book offers, and rests in it.
void paper_engine::meet_book(paper_order& order, updates& out) {
  auto& book = books_[order.request.symbol];
  if (!order.is_live() || !trades_now(order) || waits_for_stop(order))
    return;
  const auto lasting = order.request.time_in_force;
  const auto limit = limit_of(order);
  const auto which = order.request.side;
  const bool whole_or_none = lasting == time_in_force::fok &&
                             book.fillable(which, limit, order.open_qty()) < order.open_qty();
  if (!book.rests(order.sequence) && !whole_or_none) {
    const bool rests = lasting == time_in_force::day || lasting == time_in_force::gtc;
    settle(book.place(order.sequence, which, limit, order.open_qty(), rests).made, out);
  }
  if (order.is_open() && order.fills_now_or_never())
    end(order, paper_event::canceled, out);
}

} // namespace troupe::trading
