#include "tests/unit/net/venue/faults/fault_client.hpp"

#include <map>
#include <set>

namespace troupe::net::venue::stream_faults_test {
namespace {

using nlohmann::json;

class stream_faults_test : public fault_test {
protected:
  static constexpr const char* sync = R"({"action":"sync","data":{"step":1}})";

  std::unique_ptr<stream_client> listener() {
    auto orders = std::make_unique<stream_client>(io, venue->port(), "/stream");
    orders->send(authenticate);
    orders->send(listen);
    orders->frame(2);
    return orders;
  }

  std::unique_ptr<stream_client> subscriber(const std::string& lists) {
    auto data = std::make_unique<stream_client>(io, venue->port(), "/v2/iex");
    data->send(authorise_data);
    data->send(R"({"action":"subscribe",)" + lists + "}");
    return data;
  }

  static json first_of(const std::string& frame) { return json::parse(frame)[0]; }
};

TEST_F(stream_faults_test, mute_a_socket_that_stays_open_until_they_are_cleared) {
  serve();
  const auto orders = listener();
  set_faults(R"({"kind":"mute_stream","stream":"orders"})");
  place("unheard");
  orders->send(sync);
  get("/v2/account"); // on a connection of its own: an echo would be here before its answer
  EXPECT_EQ(orders->frames().size(), 2u);
  EXPECT_TRUE(orders->open());
  clear_faults();
  orders->send(sync);
  EXPECT_EQ(json::parse(orders->frame(3))["stream"], "sync");
}

TEST_F(stream_faults_test, mute_for_as_long_as_they_say) {
  serve();
  const auto orders = listener();
  set_faults(R"({"kind":"mute_stream","duration_ms":30,"times":1})");
  place("unheard");
  EXPECT_TRUE(run_until(io, [&] {
    orders->send(sync);
    return orders->frames().size() > 2;
  }));
  EXPECT_EQ(json::parse(orders->frame(3))["stream"], "sync");
}

TEST_F(stream_faults_test, mute_a_data_stream_in_the_middle_of_the_market) {
  serve({}, 4);
  set_faults(R"({"kind":"mute_stream","stream":"data","after":8})");
  const auto data = subscriber(R"("bars":["AAPL"])");
  ASSERT_TRUE(run_until(io, [this] { return ended; }));
  get("/v2/account");
  EXPECT_EQ(data->frames().size(), 3u + 2u); // eight instants are two minutes
  EXPECT_TRUE(data->open());
}

TEST_F(stream_faults_test, end_every_connection_and_each_new_one_while_a_storm_lasts) {
  serve();
  const auto one = listener();
  const auto other = listener();
  set_faults(R"({"kind":"disconnect_storm","stream":"orders","duration_ms":60000,"times":1})");
  place("unheard");
  EXPECT_TRUE(run_until(io, [&] { return !one->open() && !other->open(); }));
  EXPECT_EQ(one->frames().size(), 2u);
  const stream_client late(io, venue->port(), "/stream");
  EXPECT_TRUE(run_until(io, [&] { return !late.open(); }));
  clear_faults();
  EXPECT_TRUE(listener()->open());
}

TEST_F(stream_faults_test, end_data_connections_once_without_a_storm) {
  serve({}, 0); // a market without end
  set_faults(R"({"kind":"disconnect_storm","stream":"data","times":1})");
  const auto data = subscriber(R"("bars":["*"])");
  EXPECT_TRUE(run_until(io, [&] { return !data->open(); }));
  const auto again = subscriber(R"("bars":["AAPL"])");
  EXPECT_EQ(first_of(again->frame(4))["T"], "b");
}

TEST_F(stream_faults_test, repeat_a_stale_quote_with_its_old_stamp) {
  serve();
  set_faults(R"({"kind":"stale_quotes","symbol":"AAPL","after":1,"duration_ms":86400000})");
  const auto data = subscriber(R"("quotes":["AAPL","MSFT"])");
  ASSERT_TRUE(run_until(io, [this] { return ended; }));
  get("/v2/account");
  std::map<std::string, std::set<std::string>> quotes;
  for (const auto& frame : data->frames())
    for (const auto& message : json::parse(frame))
      if (message["T"] == "q")
        quotes[message["S"]].insert(message.dump());
  EXPECT_EQ(quotes["AAPL"].size(), 1u);
  EXPECT_GT(quotes["MSFT"].size(), 1u);
  EXPECT_GT(strikes(), 0);
}

TEST_F(stream_faults_test, cross_the_quotes_that_they_strike) {
  serve();
  set_faults(R"({"kind":"crossed_quotes","symbol":"AAPL","times":1})");
  const auto data = subscriber(R"("quotes":["AAPL"])");
  ASSERT_TRUE(run_until(io, [this] { return ended; }));
  get("/v2/account");
  std::vector<bool> crossed;
  for (const auto& frame : data->frames())
    if (const auto quote = first_of(frame); quote["T"] == "q")
      crossed.push_back(quote["bp"] > quote["ap"]);
  ASSERT_GT(crossed.size(), 1u);
  std::vector<bool> expected(crossed.size(), false);
  expected[0] = true;
  EXPECT_EQ(crossed, expected);
}

TEST_F(stream_faults_test, halt_a_symbol_and_hold_its_orders) {
  serve();
  set_faults(R"({"kind":"halt","symbol":"AAPL","duration_ms":0})");
  EXPECT_EQ(place("halted", "AAPL").status, 200);
  EXPECT_EQ(place("other", "MSFT").status, 200);
  const auto data = subscriber(R"("bars":["AAPL","MSFT"])");
  ASSERT_TRUE(run_until(io, [this] { return ended; }));
  get("/v2/account");
  EXPECT_EQ(data->frames().size(), 3u + 3u);
  for (const auto& frame : data->frames())
    EXPECT_EQ(frame.find(R"("S":"AAPL")"), std::string::npos) << frame;
  EXPECT_EQ(status_of("halted"), "new");
  EXPECT_EQ(status_of("other"), "filled");
}

TEST_F(stream_faults_test, end_a_halt_by_market_time) {
  serve();
  set_faults(R"({"kind":"halt","symbol":"AAPL","duration_ms":60000,"times":1})");
  EXPECT_EQ(place("halted", "AAPL").status, 200);
  EXPECT_EQ(status_of("halted"), "new");
  const auto data = subscriber(R"("bars":["AAPL"])");
  ASSERT_TRUE(run_until(io, [this] { return ended; }));
  EXPECT_EQ(status_of("halted"), "filled");
  EXPECT_EQ(place("resumed", "AAPL").status, 200);
  EXPECT_EQ(status_of("resumed"), "filled");
  EXPECT_EQ(strikes(), 1);
}

TEST_F(stream_faults_test, are_refused_in_a_lockstep_run_and_refuse_to_begin_one) {
  serve();
  const auto orders = listener();
  set_faults(R"({"kind":"halt","probability":0})");
  orders->send(R"({"action":"barrier","data":{"step":0}})");
  EXPECT_NE(orders->frame(3).find("no lockstep with faults"), std::string::npos);
  EXPECT_EQ(venue->figures().step, 0u);
  clear_faults();
  orders->send(R"({"action":"barrier","data":{"step":0}})");
  ASSERT_TRUE(run_until(io, [this] { return venue->figures().step == 1; }));
  const auto refused = ask("POST", "/_venue/faults", R"({"faults":[{"kind":"halt"}]})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find("a lockstep run takes no faults"), std::string::npos);
  EXPECT_EQ(ask("POST", "/_venue/faults", R"({"faults":[]})").status, 200);
}

} // namespace
} // namespace troupe::net::venue::stream_faults_test
