#include "tests/unit/net/venue/faults/fault_client.hpp"

namespace troupe::net::venue::event_faults_test {
namespace {

using nlohmann::json;

class event_faults_test : public fault_test {
protected:
  void listen_to_orders() {
    serve();
    orders = std::make_unique<stream_client>(io, venue->port(), "/stream");
    orders->send(authenticate);
    orders->send(listen);
    orders->frame(2);
  }

  // Everything that the venue has told so far: the sync's echo comes behind it.
  std::vector<std::string> told() {
    const auto marker = R"({"stream":"sync","data":{"step":)" + std::to_string(++syncs) + "}}";
    orders->send(R"({"action":"sync","data":{"step":)" + std::to_string(syncs) + "}}");
    EXPECT_TRUE(run_until(io, [&] { return orders->frames().back() == marker; }));
    std::vector<std::string> heard;
    for (const auto& frame : orders->frames())
      if (const auto message = json::parse(frame); message["stream"] == "trade_updates")
        heard.push_back(message["data"]["order"]["client_order_id"].get<std::string>() + " " +
                        message["data"]["event"].get<std::string>());
    return heard;
  }

  using events = std::vector<std::string>;
  std::unique_ptr<stream_client> orders;
  int syncs = 0;
};

TEST_F(event_faults_test, tell_each_event_once_and_in_order_while_none_is_set) {
  listen_to_orders();
  place("a");
  EXPECT_EQ(told(), (events{"a new", "a fill"}));
}

TEST_F(event_faults_test, drop_the_events_that_they_name) {
  listen_to_orders();
  set_faults(R"({"kind":"drop_event","event":"fill","symbol":"BTC/USD"})");
  place("a");
  place("b", "ETH/USD");
  EXPECT_EQ(told(), (events{"a new", "b new", "b fill"}));
  EXPECT_EQ(get("/v2/orders:by_client_order_id?client_order_id=a")["status"], "filled");
}

TEST_F(event_faults_test, tell_an_event_twice) {
  listen_to_orders();
  set_faults(R"({"kind":"duplicate_event","event":"fill"})");
  place("a");
  EXPECT_EQ(told(), (events{"a new", "a fill", "a fill"}));
  const auto& frames = orders->frames();
  EXPECT_EQ(frames[frames.size() - 2], frames[frames.size() - 3]) << "with the same execution id";
}

TEST_F(event_faults_test, tell_an_event_later_than_what_came_after_it) {
  listen_to_orders();
  set_faults(R"({"kind":"delay_event","event":"fill","symbol":"BTC/USD","delay_ms":25000})");
  place("a");
  place("b", "ETH/USD");
  EXPECT_EQ(told(), (events{"a new", "b new", "b fill"}));
  set_faults(R"({"kind":"delay_event","delay_ms":20})");
  place("c");
  orders->frame(orders->frames().size() + 2);
  EXPECT_EQ(told(), (events{"a new", "b new", "b fill", "c new", "c fill"}));
}

TEST_F(event_faults_test, tell_an_event_behind_the_next_one) {
  listen_to_orders();
  set_faults(R"({"kind":"reorder_events","event":"new","delay_ms":25000})");
  place("a");
  EXPECT_EQ(told(), (events{"a fill", "a new"}));
}

TEST_F(event_faults_test, hold_an_event_back_no_longer_than_told_when_none_follows) {
  listen_to_orders();
  set_faults(R"({"kind":"reorder_events","event":"fill","delay_ms":20})");
  place("a");
  orders->frame(4);
  EXPECT_EQ(told(), (events{"a new", "a fill"}));
}

TEST_F(event_faults_test, let_go_of_what_they_hold_back_when_they_are_cleared) {
  listen_to_orders();
  set_faults(R"({"kind":"reorder_events","delay_ms":25000})");
  place("a");
  EXPECT_EQ(told(), events{});
  clear_faults();
  EXPECT_EQ(told(), (events{"a new", "a fill"}));
}

} // namespace
} // namespace troupe::net::venue::event_faults_test
