#include "tests/unit/net/venue/faults/fault_client.hpp"

#include "trading/market/time.hpp"

namespace troupe::net::venue::request_faults_test {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

using request_faults_test = fault_test;

http::client hasty_client(boost::asio::io_context& io, std::uint16_t port) {
  return {io,
          stream_client::where(port),
          {.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}},
           .response_timeout = milliseconds(400)}};
}

TEST_F(request_faults_test, answer_in_the_venues_stead_and_take_nothing) {
  serve();
  set_faults(R"({"kind":"status","status":429,"path":"/v2/orders","method":"POST","times":1})");
  const auto limited = place("limited");
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(limited.body, R"({"code":42910000,"message":"rate limit exceeded"})");
  EXPECT_EQ(http::header_value(limited.headers, "Retry-After"), "");
  EXPECT_FALSE(knows("limited"));
  EXPECT_EQ(place("second").status, 200);
  EXPECT_EQ(strikes(), 1);
}

TEST_F(request_faults_test, speak_of_each_status_as_alpaca_does) {
  serve();
  set_faults(R"({"kind":"status","status":500,"path":"/v2/account"},)"
             R"({"kind":"status","status":504,"path":"/v2/positions"},)"
             R"({"kind":"status","status":429,"retry_after_s":7,"path":"/v2/stocks"})");
  EXPECT_EQ(ask("GET", "/v2/account").body,
            R"({"code":50010000,"message":"internal server error occurred"})");
  const auto late = ask("GET", "/v2/positions");
  EXPECT_EQ(late.status, 504);
  EXPECT_EQ(late.body, "");
  const auto data = ask("GET", "/v2/stocks/bars/latest?symbols=AAPL");
  EXPECT_EQ(data.body, R"({"message":"too many requests."})");
  EXPECT_EQ(http::header_value(data.headers, "Retry-After"), "7");
  EXPECT_EQ(ask("GET", "/v2/clock").status, 200);
}

TEST_F(request_faults_test, answer_with_a_page_where_json_was_expected) {
  serve();
  set_faults(R"({"kind":"html","status":503})");
  const auto page = ask("GET", "/v2/account");
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(http::header_value(page.headers, "Content-Type"), "text/html");
  EXPECT_TRUE(page.body.starts_with("<html>")) << page.body;
}

TEST_F(request_faults_test, cut_the_answer_to_an_order_that_was_taken) {
  serve();
  set_faults(R"({"kind":"truncated_json","times":1})");
  const auto cut = place("cut");
  EXPECT_EQ(cut.status, 200);
  EXPECT_FALSE(cut.body.empty());
  EXPECT_FALSE(json::accept(cut.body)) << cut.body;
  EXPECT_TRUE(knows("cut"));
}

TEST_F(request_faults_test, lose_the_answer_to_an_order_that_was_taken) {
  serve();
  set_faults(R"({"kind":"lose_answer","times":1})");
  const auto lost = try_ask(*rest, "POST", "/v2/orders", market_order("lost", "BTC/USD"));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.failure().code, "connection_lost");
  EXPECT_TRUE(knows("lost"));
  const auto again = place("lost");
  EXPECT_EQ(again.status, 422);
  EXPECT_EQ(json::parse(again.body)["message"], "client_order_id must be unique");
}

TEST_F(request_faults_test, delay_an_answer_beyond_a_clients_patience) {
  serve();
  set_faults(R"({"kind":"delay_answer","delay_ms":20000,"method":"POST"})");
  auto hasty = hasty_client(io, venue->port());
  const auto late = try_ask(hasty, "POST", "/v2/orders", market_order("late", "BTC/USD"));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.failure().code, "response_timeout");
  EXPECT_TRUE(knows("late"));

  set_faults(R"({"kind":"delay_answer","delay_ms":30})");
  const auto asked = steady_clock::now();
  EXPECT_EQ(ask("GET", "/v2/account").status, 200);
  EXPECT_GE(steady_clock::now() - asked, milliseconds(30));
}

TEST_F(request_faults_test, send_an_answer_slowly_piece_by_piece) {
  serve();
  const auto whole = ask("GET", "/v2/account").body;
  set_faults(R"({"kind":"slow_answer","piece_bytes":100,"delay_ms":3})");
  const auto asked = steady_clock::now();
  EXPECT_EQ(ask("GET", "/v2/account").body, whole);
  EXPECT_GE(steady_clock::now() - asked, milliseconds(3) * (whole.size() / 100));
  EXPECT_EQ(ask("GET", "/v2/account").body, whole) << "the connection serves on";

  set_faults(R"({"kind":"slow_answer","piece_bytes":1,"delay_ms":20000})");
  auto hasty = hasty_client(io, venue->port());
  EXPECT_EQ(try_ask(hasty, "GET", "/v2/account").failure().code, "response_timeout");
}

TEST_F(request_faults_test, put_the_clock_wrong_and_nothing_else) {
  serve();
  const auto time_of = [](const json& clock) {
    return trading::parse_time(clock["timestamp"].get<std::string>()).value();
  };
  const auto right = get("/v2/clock");
  for (const int skew_ms : {-86'400'000, -1, 90'000}) {
    set_faults(R"({"kind":"clock_skew","skew_ms":)" + std::to_string(skew_ms) + "}");
    auto wrong = get("/v2/clock");
    EXPECT_EQ(time_of(wrong) - time_of(right), skew_ms * 1'000'000LL);
    wrong["timestamp"] = right["timestamp"];
    EXPECT_EQ(wrong, right);
  }
}

TEST_F(request_faults_test, strike_the_same_requests_for_the_same_seed) {
  serve();
  const auto statuses = [&](int seed) {
    set_faults(R"({"kind":"status","status":502,"probability":0.3})", seed);
    std::vector<int> told;
    for (int each = 0; each < 60; ++each)
      told.push_back(ask("GET", "/v2/clock").status);
    return told;
  };
  const auto first = statuses(5);
  EXPECT_EQ(statuses(5), first);
  EXPECT_NE(statuses(6), first);
}

TEST_F(request_faults_test, are_told_with_their_counters_and_cleared) {
  serve();
  EXPECT_EQ(ask("GET", "/_venue/faults").body, R"({"seed":1,"faults":[]})");
  set_faults(R"({"kind":"html","path":"/v2/clock","probability":1,"after":1})", 12);
  ask("GET", "/v2/clock");
  ask("GET", "/v2/clock");
  ask("GET", "/v2/account");
  EXPECT_EQ(ask("GET", "/_venue/faults").body,
            R"({"seed":12,"faults":[{"kind":"html","probability":1,"after":1,)"
            R"("path":"/v2/clock","status":502,"chances":2,"strikes":1}]})");
  clear_faults();
  EXPECT_EQ(ask("GET", "/v2/clock").status, 200);
  EXPECT_EQ(ask("PUT", "/_venue/faults").status, 405);
}

TEST_F(request_faults_test, stay_as_they_were_when_a_plan_is_refused) {
  serve();
  set_faults(R"({"kind":"html","path":"/v2/clock"})");
  const auto refused = ask("POST", "/_venue/faults", R"({"faults":[{"kind":"htm"}]})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("faults[0].kind: must be one of"), std::string::npos);
  EXPECT_EQ(ask("GET", "/v2/clock").status, 502);
}

TEST_F(request_faults_test, are_in_force_from_the_start_and_guarded_by_the_venues_keys) {
  server_options options;
  options.keys = {{.id = "K", .secret = "S"}};
  options.faults = parse_fault_plan(R"({"faults":[{"kind":"html"}]})").value();
  serve(std::move(options));
  EXPECT_EQ(ask("GET", "/v2/account").status, 502);
  http::client stranger(io, stream_client::where(venue->port()), {});
  EXPECT_EQ(ask_with(stranger, "DELETE", "/_venue/faults").status, 401);
  clear_faults();
  EXPECT_EQ(ask("GET", "/v2/account").status, 200);
}

} // namespace
} // namespace troupe::net::venue::request_faults_test
