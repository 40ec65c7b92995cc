#include "net/alpaca/trading_client.hpp"

#include "net/alpaca/venue_error.hpp"
#include "tests/unit/net/alpaca/order_text.hpp"
#include "tests/unit/net/alpaca/scripted_venue.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace troupe::net::alpaca::trading_client_test {
namespace {

trading::order_request wanted(const std::string& client_order_id) {
  trading::order_request made;
  made.client_order_id = client_order_id;
  made.symbol = trading::symbol::of("AAPL");
  made.qty = trading::quantity::of(10);
  return made;
}

http::response json_answer(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

class trading_by_request : public ::testing::Test {
protected:
  result<order_report> submit(trading_client& client) {
    std::optional<result<order_report>> outcome;
    client.submit(wanted("main-1-1"), [&](result<order_report> got) { outcome = std::move(got); });
    EXPECT_FALSE(outcome.has_value()) << "answered inside the call";
    venue.run_until([&] { return outcome.has_value(); });
    return outcome ? *outcome : result<order_report>(error{"none", "no outcome"});
  }

  scripted_venue venue;
};

TEST_F(trading_by_request, submits_with_its_keys_and_reads_the_order_that_comes_back) {
  venue.on_request = [](const http::request&, const http::respond& respond) {
    respond(json_answer(200, order_text({.status = "pending_new"})));
  };
  trading_client client(venue.io, venue.place());
  const auto report = submit(client);
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_EQ(report->status, trading::order_status::accepted);
  ASSERT_EQ(venue.requests.size(), 1u);
  EXPECT_EQ(venue.requests[0].method, "POST");
  EXPECT_EQ(venue.requests[0].target, "/v2/orders");
  EXPECT_EQ(http::header_value(venue.requests[0].headers, "apca-api-key-id"), "K");
  EXPECT_EQ(http::header_value(venue.requests[0].headers, "apca-api-secret-key"), "S");
}

TEST_F(trading_by_request, follows_the_pages_of_the_executions) {
  const auto fill_text = [](int number) {
    return R"({"id":"2026::)" + std::to_string(number) +
           R"(","activity_type":"FILL","transaction_time":"2026-11-23T15:00:00.345113Z","type":")" +
           (number == 101 ? "fill" : "partial_fill") +
           R"(","price":"149.5","qty":"1","side":"sell_short","symbol":"AAPL","leaves_qty":"0",)"
           R"("order_id":"order-1","cum_qty":")" +
           std::to_string(number) + R"("})";
  };
  venue.on_request = [&](const http::request& asked, const http::respond& respond) {
    const bool second = asked.target.find("page_token=2026%3A%3A100") != std::string::npos;
    std::string page;
    for (int number = second ? 101 : 1; number <= (second ? 101 : 100); ++number)
      page += (page.empty() ? "" : ",") + fill_text(number);
    respond(json_answer(200, "[" + page + "]"));
  };
  trading_client client(venue.io, venue.place());
  std::optional<result<std::vector<execution_report>>> outcome;
  client.executions({.after_ns = 1}, [&](auto got) { outcome = std::move(got); });
  venue.run_until([&] { return outcome.has_value(); });
  ASSERT_TRUE(*outcome) << outcome->failure().message;
  ASSERT_EQ((*outcome)->size(), 101u);
  const auto& last = (*outcome)->back();
  EXPECT_EQ(last.order_id, "order-1");
  EXPECT_EQ(last.side, trading::side::sell);
  EXPECT_EQ(last.cumulative_qty, trading::quantity::of(101));
  EXPECT_TRUE(last.completes);
  EXPECT_FALSE((*outcome)->front().completes);
}

TEST_F(trading_by_request, does_not_know_the_outcome_when_the_answer_is_no_answer) {
  const std::vector<http::response> answers{
      json_answer(504, ""), json_answer(500, R"({"code":50010000,"message":"x"})"),
      json_answer(200, "<html>hello</html>"), json_answer(200, order_text({}).substr(0, 200)),
      json_answer(403, "<html>proxy</html>")};
  for (const auto& answer : answers) {
    venue.on_request = [&](const http::request&, const http::respond& respond) { respond(answer); };
    trading_client client(venue.io, venue.place());
    const auto report = submit(client);
    ASSERT_FALSE(report) << answer.body;
    EXPECT_TRUE(outcome_is_unknown(report.failure())) << report.failure().message;
  }
}

TEST_F(trading_by_request, does_not_know_the_outcome_when_the_answer_is_lost) {
  raw_listener listener(venue.io);
  auto place = venue.place();
  place.trading = at_port(listener.port());
  trading_client client(venue.io, place);
  std::optional<result<order_report>> outcome;
  client.submit(wanted("main-1-1"), [&](result<order_report> got) { outcome = std::move(got); });
  {
    auto socket = listener.accept();
    EXPECT_NE(listener.read_head(socket).find("POST /v2/orders"), std::string::npos);
  }
  venue.run_until([&] { return outcome.has_value(); });
  ASSERT_FALSE(*outcome);
  EXPECT_TRUE(outcome_is_unknown(outcome->failure())) << outcome->failure().message;
}

TEST_F(trading_by_request, does_not_know_the_outcome_when_the_answer_takes_too_long) {
  std::vector<http::respond> unanswered;
  venue.on_request = [&](const http::request&, http::respond respond) {
    unanswered.push_back(std::move(respond));
  };
  gate_options options;
  options.response_timeout = std::chrono::milliseconds(50);
  trading_client client(venue.io, venue.place(), options);
  const auto report = submit(client);
  ASSERT_FALSE(report);
  EXPECT_TRUE(outcome_is_unknown(report.failure())) << report.failure().message;
}

TEST_F(trading_by_request, knows_that_nothing_was_sent_when_nobody_listens) {
  auto place = venue.place();
  {
    raw_listener listener(venue.io);
    place.trading = at_port(listener.port());
  }
  trading_client client(venue.io, place);
  const auto report = submit(client);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.failure().code, "not_sent");
  EXPECT_FALSE(outcome_is_unknown(report.failure()));
}

TEST_F(trading_by_request, cancels_overtake_orders_and_orders_overtake_queries) {
  std::vector<http::respond> waiting;
  venue.on_request = [&](const http::request&, http::respond respond) {
    waiting.push_back(std::move(respond));
  };
  gate_options options;
  options.query_connections = 1;
  trading_client client(venue.io, venue.place(), options);
  int done = 0;
  client.submit(wanted("first"), [&](const result<order_report>&) { ++done; });
  client.account([&](const result<account_state>&) { ++done; });
  client.submit(wanted("second"), [&](const result<order_report>&) { ++done; });
  client.cancel("order-9", [&](const result<void>& outcome) {
    EXPECT_TRUE(outcome);
    ++done;
  });
  venue.run_until([&] {
    for (auto& respond : std::exchange(waiting, {}))
      respond({204, {}, ""});
    return done == 4;
  });
  std::vector<std::string> ordering;
  for (const auto& message : venue.requests)
    if (message.method != "GET")
      ordering.push_back(message.method);
  EXPECT_EQ(ordering, (std::vector<std::string>{"POST", "DELETE", "POST"}));
}

TEST_F(trading_by_request, holds_back_after_too_many_requests) {
  int answered = 0;
  venue.on_request = [&](const http::request&, const http::respond& respond) {
    if (++answered == 1)
      respond(
          {429, {{"Retry-After", "1"}}, R"({"code":42910000,"message":"rate limit exceeded"})"});
    else
      respond(json_answer(200, order_text({})));
  };
  trading_client client(venue.io, venue.place());
  EXPECT_EQ(submit(client).failure().code, "rate_limited");
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(submit(client));
  EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(900));
  EXPECT_EQ(client.counters().rate_limited, 1u);
  EXPECT_EQ(client.counters().held_back, 1u);
}

TEST_F(trading_by_request, gives_an_order_up_that_waited_too_long_for_the_rate_limit) {
  venue.on_request = [&](const http::request&, const http::respond& respond) {
    respond({429, {{"Retry-After", "60"}}, R"({"code":42910000,"message":"rate limit exceeded"})"});
  };
  gate_options options;
  options.order_wait_max = std::chrono::milliseconds(5);
  trading_client client(venue.io, venue.place(), options);
  EXPECT_EQ(submit(client).failure().code, "rate_limited");
  EXPECT_EQ(submit(client).failure().code, "waited_too_long");
  EXPECT_EQ(venue.requests.size(), 1u);
  EXPECT_EQ(client.counters().expired, 1u);
}

TEST_F(trading_by_request, refuses_more_than_its_queue_holds_and_says_that_nothing_was_sent) {
  venue.on_request = [](const http::request&, const http::respond&) {};
  gate_options options;
  options.waiting_max = 2;
  trading_client client(venue.io, venue.place(), options);
  std::vector<std::string> codes;
  for (int order = 0; order < 5; ++order)
    client.submit(wanted("main-1-1"),
                  [&](const result<order_report>& got) { codes.push_back(got.failure().code); });
  venue.run_until([&] { return codes.size() == 2; });
  EXPECT_EQ(codes, (std::vector<std::string>{"queue_full", "queue_full"}));
  EXPECT_EQ(client.counters().refused_full, 2u);
}

TEST_F(trading_by_request, calls_nobody_back_after_its_end) {
  venue.on_request = [](const http::request&, const http::respond&) {};
  bool called = false;
  {
    trading_client client(venue.io, venue.place());
    client.submit(wanted("main-1-1"), [&](const result<order_report>&) { called = true; });
    client.positions([&](const result<std::vector<position_report>>&) { called = true; });
    venue.run_until([&] { return venue.requests.size() == 2; });
  }
  venue.io.run_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(called);
}

TEST_F(trading_by_request, follows_every_page_of_orders_without_losing_or_repeating_one) {
  constexpr std::size_t total = 1203;
  constexpr std::size_t page = 500;
  const auto instant = trading::second_ns; // all of one
  venue.on_request = [&](const http::request& message, const http::respond& respond) {
    std::size_t first = 0;
    bool by_time = false;
    for (const auto& parameter : http::split_target(message.target).query) {
      by_time = by_time || parameter.name == "after";
      if (parameter.name == "after_order_id")
        first = std::stoul(parameter.value) + 1;
    }
    EXPECT_NE(by_time, first != 0) << "the venue takes one bound";
    std::string body = "[";
    for (std::size_t number = first; number < total && number < first + page; ++number)
      body += (body.size() > 1 ? "," : "") +
              order_text({.id = std::to_string(number),
                          .submitted_at = trading::format_time(instant)});
    respond(json_answer(200, body + "]"));
  };
  trading_client client(venue.io, venue.place());
  std::optional<result<std::vector<order_report>>> outcome;
  client.orders({.status = order_filter::all, .after_ns = 1},
                [&](result<std::vector<order_report>> got) { outcome = std::move(got); });
  venue.run_until([&] { return outcome.has_value(); });
  ASSERT_TRUE(*outcome) << outcome->failure().message;
  ASSERT_EQ((*outcome)->size(), total);
  for (std::size_t number = 0; number < total; ++number)
    ASSERT_EQ((**outcome)[number].order_id, std::to_string(number));
}

} // namespace
} // namespace troupe::net::alpaca::trading_client_test
