#include "tests/unit/net/venue/faults/fault_client.hpp"

#include <chrono>

namespace troupe::net::venue::socket_faults_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class socket_faults_test : public fault_test {
protected:
  // A connection of its own, with which the next request is alone.
  http::client fresh_client() {
    return {
        io, stream_client::where(venue->port()),
        http::client_options{.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}}}};
  }
};

TEST_F(socket_faults_test, let_bytes_creep_in_both_directions) {
  serve();
  const auto whole = ask("GET", "/v2/account").body;
  for (const std::string direction : {"in", "out"}) {
    SCOPED_TRACE(direction);
    set_faults(R"({"kind":"slow_socket","piece_bytes":20,"delay_ms":3,"times":1,"direction":")" +
               direction + R"("})");
    auto creeping = fresh_client();
    const auto asked = steady_clock::now();
    const auto answer = ask_with(creeping, "GET", "/v2/account");
    EXPECT_EQ(answer.body, whole);
    // A request has 100 bytes at least, and the answer its body.
    const auto pieces = direction == "in" ? 100u / 20u : whole.size() / 20;
    EXPECT_GE(steady_clock::now() - asked, milliseconds(3) * (pieces - 1));
    EXPECT_EQ(strikes(), 1);
  }
}

TEST_F(socket_faults_test, let_a_stream_creep_and_lose_none_of_it) {
  serve();
  set_faults(R"({"kind":"slow_socket","piece_bytes":64,"delay_ms":1})");
  stream_client orders(io, venue->port(), "/stream");
  orders.send(authenticate);
  orders.send(listen);
  orders.frame(2);
  place("crept");
  const auto filled = nlohmann::json::parse(orders.frame(4));
  EXPECT_EQ(filled["data"]["event"], "fill");
  EXPECT_EQ(filled["data"]["order"]["client_order_id"], "crept");
}

TEST_F(socket_faults_test, reset_a_connection_instead_of_an_answer_that_was_taken) {
  serve();
  set_faults(R"({"kind":"reset_socket","times":1})");
  auto cut = fresh_client();
  const auto outcome = try_ask(cut, "POST", "/v2/orders", market_order("cut", "BTC/USD"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failure().code, "connection_lost");
  EXPECT_NE(outcome.failure().message.find("reset"), std::string::npos)
      << outcome.failure().message;
  EXPECT_TRUE(http::may_have_been_sent(outcome.failure()));
  EXPECT_TRUE(knows("cut"));
}

TEST_F(socket_faults_test, reset_a_connection_in_the_middle_of_an_answer) {
  serve();
  set_faults(R"({"kind":"reset_socket","after_bytes":200,"times":1})");
  auto cut = fresh_client();
  EXPECT_EQ(try_ask(cut, "GET", "/v2/assets").failure().code, "connection_lost");
  EXPECT_EQ(ask_with(cut, "GET", "/v2/assets").status, 200) << "the next connection is a good one";
}

TEST_F(socket_faults_test, reset_a_stream_without_a_farewell) {
  serve();
  set_faults(R"({"kind":"reset_socket","after_bytes":600,"times":1})");
  stream_client orders(io, venue->port(), "/stream");
  orders.send(authenticate);
  orders.send(listen);
  orders.frame(2);
  EXPECT_TRUE(orders.open());
  place("unheard");
  EXPECT_TRUE(run_until(io, [&] { return !orders.open(); }));
}

TEST_F(socket_faults_test, strike_the_same_connections_for_the_same_seed) {
  serve();
  const auto outcomes = [this](int seed) {
    set_faults(R"({"kind":"reset_socket","probability":0.5})", seed);
    std::string told;
    for (int count = 0; count < 24; ++count) {
      auto one = fresh_client();
      told += try_ask(one, "GET", "/v2/clock") ? '.' : 'x';
    }
    clear_faults();
    return told;
  };
  const auto first = outcomes(5);
  EXPECT_NE(first.find('.'), std::string::npos);
  EXPECT_NE(first.find('x'), std::string::npos);
  EXPECT_EQ(outcomes(5), first);
  EXPECT_NE(outcomes(6), first);
}

} // namespace
} // namespace troupe::net::venue::socket_faults_test
