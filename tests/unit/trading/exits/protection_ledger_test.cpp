#include "trading/exits/protection_ledger.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::protection_ledger_test {
namespace {

const auto apple = symbol::of("AAPL");

class protection_ledger_test : public testing::Test {
protected:
  void ask(const char* id, side direction, order_type type, const char* parent = "") {
    intent asked;
    asked.request.client_order_id = id;
    asked.request.symbol = apple;
    asked.request.side = direction;
    asked.request.type = type;
    asked.request.qty = quantity::of(10);
    asked.request.parent_id = parent;
    asked.strategy = "manual";
    books.fold(event(asked));
  }
  void tell(const char* id, side direction, order_event_kind kind, time_ns at) {
    order_event told;
    told.kind = kind;
    told.client_order_id = id;
    told.order_id = std::string("v-") + id;
    told.symbol = apple;
    told.side = direction;
    told.market_ns = at;
    if (kind == order_event_kind::fill) {
      told.qty = told.cumulative_qty = quantity::of(10);
      told.px = price::of(100);
      told.execution_id = id;
    }
    books.fold(event(told));
    watch.look(books, apple, at);
  }

  portfolio books;
  protection_ledger watch;
};

TEST_F(protection_ledger_test, counts_from_the_fill_to_the_stop_and_again_from_its_end) {
  ask("in", side::buy, order_type::market);
  tell("in", side::buy, order_event_kind::fill, 100);
  ask("stop", side::sell, order_type::stop);
  watch.advance(130);
  EXPECT_EQ(watch.bare_for_ns(), 30);
  tell("stop", side::sell, order_event_kind::open, 140);
  watch.advance(500);
  EXPECT_EQ(watch.bare_for_ns(), 0);
  EXPECT_EQ(watch.total_ns(), 40);
  tell("stop", side::sell, order_event_kind::canceled, 600);
  watch.advance(650);
  EXPECT_EQ(watch.bare_for_ns(), 50);
  EXPECT_EQ(watch.total_ns(), 90);
}

TEST_F(protection_ledger_test, counts_nothing_where_a_bracket_had_its_stop_before_the_fill) {
  ask("in", side::buy, order_type::limit);
  ask("leg", side::sell, order_type::stop, "in");
  tell("leg", side::sell, order_event_kind::open, 50);
  tell("in", side::buy, order_event_kind::open, 60);
  tell("in", side::buy, order_event_kind::fill, 100);
  watch.advance(900);
  EXPECT_EQ(watch.total_ns(), 0);
  tell("leg", side::sell, order_event_kind::fill, 950);
  watch.advance(999);
  EXPECT_EQ(watch.total_ns(), 0);
}

TEST_F(protection_ledger_test, takes_a_target_and_an_order_that_has_not_arrived_for_no_protection) {
  ask("in", side::buy, order_type::market);
  tell("in", side::buy, order_event_kind::fill, 100);
  ask("target", side::sell, order_type::limit);
  tell("target", side::sell, order_event_kind::open, 110);
  ask("stop", side::sell, order_type::stop);
  watch.look(books, apple, 120);
  EXPECT_EQ(watch.bare_for_ns(), 20);
}

} // namespace
} // namespace troupe::trading::protection_ledger_test
