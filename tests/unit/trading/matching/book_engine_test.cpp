// The engine over a book with depth.
#include "tests/unit/trading/matching/paper_market.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::book_engine_test {
namespace {

using namespace paper_test;

class book_engine : public testing::Test {
protected:
  book_engine() { show("99.99", "100"); }

  order_updates show(const char* bid, const char* ask, std::int64_t size = 10) {
    auto made = quoted(apple, bid, ask);
    made.bid_qty = made.ask_qty = quantity::of(size);
    return engine.take(made);
  }
  order_updates print(const char* px, std::int64_t qty) {
    return engine.take(
        trade{.symbol = apple, .market_ns = 0, .px = at(px), .qty = quantity::of(qty)});
  }
  paper_engine::submission place(const order_draft& asked) {
    auto made = engine.submit(asked);
    EXPECT_TRUE(made) << made.failure().message;
    return std::move(*made);
  }

  paper_engine engine{{.model = market_model::book}};
};

TEST_F(book_engine, fills_a_market_order_level_by_level_and_the_rest_later) {
  const auto made = place(draft(apple, side::buy, 200));
  EXPECT_EQ(words(made.updates), (told{"buy market new", "buy market partial_fill",
                                       "buy market partial_fill", "buy market partial_fill",
                                       "buy market partial_fill", "buy market partial_fill"}));
  EXPECT_EQ(made.updates[2].event.px, at("100.01"));
  EXPECT_EQ(engine.find(made.accepted.id)->filled_qty, quantity::of(10 + 20 + 30 + 40 + 50));
  EXPECT_EQ(words(show("100.04", "100.05", 50)), (told{"buy market fill"}));
}

TEST_F(book_engine, fills_a_resting_order_in_its_turn) {
  const auto id = place(limit(apple, side::buy, 5, "99.99")).accepted.id;
  EXPECT_EQ(engine.queue_before(*engine.find(id)), quantity::of(10));
  EXPECT_TRUE(print("99.99", 8).empty());
  EXPECT_EQ(words(print("99.99", 4)), (told{"buy limit partial_fill"}));
  EXPECT_EQ(engine.find(id)->filled_qty, quantity::of(2));
  EXPECT_EQ(words(engine.cancel(id).value()), (told{"buy limit canceled"}));
  EXPECT_TRUE(print("99.99", 100).empty());
}

TEST_F(book_engine, gives_fill_or_kill_all_or_nothing) {
  auto asked = limit(apple, side::buy, 31, "100.01");
  asked.time_in_force = time_in_force::fok;
  EXPECT_EQ(words(place(asked).updates), (told{"buy limit new", "buy limit canceled"}));
  asked.qty = quantity::of(30);
  EXPECT_EQ(words(place(asked).updates).back(), "buy limit fill");
  asked.time_in_force = time_in_force::ioc;
  EXPECT_EQ(words(place(asked).updates), (told{"buy limit new", "buy limit canceled"}));
}

TEST_F(book_engine, triggers_a_stop_on_the_quote_and_takes_what_is_there) {
  place(draft(apple, side::buy, 10));
  auto stop = draft(apple, side::sell, 10, order_type::stop);
  stop.stop_price = at("99");
  place(stop);
  EXPECT_TRUE(show("99.5", "99.51").empty());
  const auto updates = show("98.99", "99", 4);
  EXPECT_EQ(words(updates), (told{"sell stop partial_fill", "sell stop fill"}));
  EXPECT_EQ(updates[1].event.px, at("98.98"));
}

TEST_F(book_engine, trades_through_the_four_prices_of_a_bar_where_there_are_no_quotes) {
  const auto candle = [](const char* low, const char* close) {
    bar made;
    made.symbol = bitcoin;
    made.open = made.high = at("100");
    made.low = at(low);
    made.close = at(close);
    made.volume = quantity::of(40);
    return made;
  };
  engine.take(candle("100", "100"));
  const auto id = place(limit(bitcoin, side::buy, 5, "99.9")).accepted.id;
  EXPECT_TRUE(engine.take(candle("99.95", "100")).empty());
  engine.take(candle("99", "100"));
  engine.take(candle("99", "99.5"));
  EXPECT_EQ(engine.find(id)->status, paper_status::filled);
}

} // namespace
} // namespace troupe::trading::book_engine_test
