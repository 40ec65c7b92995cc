// What leaves, and what does not any more: orders that wait for the disk, the stream or another
// order's answer while trading is halted, and those that are to be sent again.
#include "tests/unit/actors/executor/executor_stand.hpp"

#include <algorithm>

namespace troupe::actors::executor_sending_test {
namespace {

using trading::order_status;

class executor_sending_test : public testing::Test {
protected:
  // Of no order does its answer say whether the venue has it.
  void leave_orders_unknown() {
    stand.script = [](const net::http::request& asked, net::http::respond& answer) {
      if (asked.method != "POST")
        return false;
      answer({503, {}, "{}"});
      return true;
    };
  }

  executor_stand stand;
};

TEST_F(executor_sending_test, gives_up_what_adds_risk_and_had_not_left_when_trading_was_halted) {
  stand.start();
  stand.accept_orders();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  stand.send(stand.approved(limit_order()));
  stand.send(operator_command{0, {trading::command_kind::halt, "operator", "", {}}});
  stand.start();
  stand.run_until([&] { return stand.has("main-1-1", order_status::rejected); });
  EXPECT_EQ(stand.order("main-1-1")->reason, "trading_stopped");
  EXPECT_TRUE(stand.requests("POST").empty());
}

TEST_F(executor_sending_test, gives_up_what_waits_behind_another_order_when_trading_is_halted) {
  stand.start();
  std::vector<net::http::respond> answers;
  stand.script = [&](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    answers.push_back(std::move(answer));
    return true;
  };
  stand.send(stand.approved(limit_order()));
  stand.send(stand.approved(limit_order(), 1));
  stand.run_until([&] { return answers.size() == 1 && stand.order("main-1-2") != nullptr; });
  stand.pump();
  stand.send(operator_command{0, {trading::command_kind::halt, "operator", "", {}}});
  stand.pump();
  answers[0]({200, {}, venue_order("v-main-1-1", "main-1-1", "new").dump()});
  stand.run_until([&] { return stand.has("main-1-2", order_status::rejected); });
  EXPECT_EQ(stand.order("main-1-2")->reason, "trading_stopped");
  EXPECT_TRUE(stand.has("main-1-1", order_status::open));
  EXPECT_EQ(stand.requests("POST").size(), 1u);
}

TEST_F(executor_sending_test, sends_what_only_reduces_and_what_risk_let_pass_while_halted) {
  stand.positions = {{{"symbol", "AAPL"}, {"qty", "10"}, {"avg_entry_price", "100"}}};
  stand.start();
  stand.accept_orders();
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  auto closing = limit_order();
  closing.side = trading::side::sell;
  stand.send(stand.approved(closing));
  stand.send(operator_command{0, {trading::command_kind::halt, "operator", "", {}}});
  stand.send(stand.approved(limit_order(), 1));
  stand.start();
  stand.run_until([&] {
    return stand.has("main-1-1", order_status::open) && stand.has("main-1-2", order_status::open);
  });
}

TEST_F(executor_sending_test, does_not_send_again_what_adds_risk_when_trading_was_halted_since) {
  stand.start();
  leave_orders_unknown();
  stand.settings.executor.unknown_lookup_interval_ms = 50;
  stand.send(stand.approved(limit_order()));
  stand.run_until([&] { return stand.has("main-1-1", order_status::unknown); });
  stand.send(operator_command{0, {trading::command_kind::halt, "operator", "", {}}});
  stand.run_until([&] { return stand.has("main-1-1", order_status::rejected); });
  EXPECT_EQ(stand.requests("POST").size(), 1u);
}

// Once the venue has said that it has no such order, nothing is unknown of it.
TEST_F(executor_sending_test, is_ready_again_with_an_order_that_waits_to_be_sent_again) {
  stand.settings.executor.unknown_lookup_interval_ms = 1;
  stand.start();
  leave_orders_unknown();
  stand.send(stand.approved(limit_order()));
  stand.run_until([&] { return stand.requests("POST").size() == 1; });
  stand.venue.drop();
  stand.run_until([&] { return !stand.is_ready(); });
  const auto asked_for = [&] {
    const auto asked = stand.requests("GET");
    return std::any_of(asked.begin(), asked.end(), [](const auto& target) {
      return target.find("client_order_id=main-1-1") != std::string::npos;
    });
  };
  stand.run_until([&] { return stand.has("main-1-1", order_status::unknown) && asked_for(); });
  stand.pump();
  stand.accept_orders();
  stand.start();
  stand.run_until([&] { return stand.has("main-1-1", order_status::open); });
  EXPECT_EQ(stand.requests("POST").size(), 2u);
}

} // namespace
} // namespace troupe::actors::executor_sending_test
