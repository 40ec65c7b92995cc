// Yahoo's charts, served by a local server: the real one is never asked.
#include "net/yahoo/chart_client.hpp"

#include "net/http/server.hpp"
#include "tests/unit/net/http/loopback.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace troupe::net::yahoo::chart_client_test {
namespace {

const auto brk = trading::symbol::of("BRK.B");

std::string chart_text() {
  return R"({"chart":{"result":[{"meta":{"currency":"USD","symbol":"BRK-B",
   "regularMarketTime":1795527125,"regularMarketPrice":187.67999267578125,"gmtoffset":-18000},
   "timestamp":[1795527000,1795527060,1795527120],
   "indicators":{"quote":[{"volume":[1200,null,30000000000],"open":[187.5,null,187.61000061035156],
   "high":[187.75,null,187.67999267578125],"low":[187.5,null,187.6],
   "close":[187.60000610351562,null,187.67999267578125]}]}}],"error":null}})";
}

class yahoo_charts : public testing::Test {
protected:
  yahoo_charts()
      : server(must_start(
            io,
            [this](http::request message, http::respond respond) {
              targets.push_back(message.target);
              respond(answer);
            },
            {})),
        client(io, at_port(server->port())) {}

  result<chart> ask(trading::time_ns length_ns = trading::minute_ns) {
    std::optional<result<chart>> outcome;
    client.ask({brk, 1'795'527'000 * trading::second_ns, 1'795'527'180 * trading::second_ns,
                length_ns},
               [&](result<chart> told) { outcome = std::move(told); });
    run_until(io, [&] { return outcome.has_value(); });
    return *outcome;
  }

  boost::asio::io_context io;
  std::vector<std::string> targets;
  http::response answer{200, {}, chart_text()};
  std::unique_ptr<http::server> server;
  chart_client client;
};

TEST_F(yahoo_charts, give_bars_and_the_last_price) {
  const auto told = ask();
  ASSERT_TRUE(told) << told.failure().message;
  EXPECT_EQ(targets.at(0), "/v8/finance/chart/BRK-B?interval=1m&period1=1795527000"
                           "&period2=1795527180&includePrePost=false");
  ASSERT_EQ(told->bars.size(), 2u); // nothing was traded in the second minute
  EXPECT_EQ(told->bars[0].symbol, brk);
  EXPECT_EQ(told->bars[0].start_ns, 1'795'527'000 * trading::second_ns);
  EXPECT_EQ(told->bars[0].close, *trading::price::parse("187.6"));
  EXPECT_EQ(told->bars[0].volume, trading::quantity::of(1200));
  EXPECT_EQ(told->bars[1].open, *trading::price::parse("187.61"));
  EXPECT_EQ(told->last_price, *trading::price::parse("187.68"));
  EXPECT_EQ(told->last_at_ns, 1'795'527'125 * trading::second_ns);
}

TEST_F(yahoo_charts, know_a_symbol_that_is_not_there_from_a_source_that_is_out) {
  answer = {404, {}, R"({"chart":{"result":null,"error":{"code":"Not Found",
                         "description":"No data found, symbol may be delisted"}}})"};
  EXPECT_EQ(ask().failure().code, "symbol_not_known");
  answer = {429, {}, "Too Many Requests"};
  EXPECT_EQ(ask().failure().code, "rate_limited");
  answer = {503, {}, "<html></html>"};
  EXPECT_EQ(ask().failure().code, "source_refused");
}

TEST_F(yahoo_charts, are_refused_whole_where_they_are_not_understood) {
  for (const auto* body : {"", "<html>", "{}", R"({"chart":{"result":[],"error":null}})",
                           R"({"chart":{"result":[{"timestamp":[1]}],"error":null}})",
                           R"({"chart":{"result":[{"timestamp":[1],"indicators":{"quote":[
                               {"open":[1],"high":[1],"low":[1],"close":[],"volume":[1]}]}}]}})"}) {
    answer = {200, {}, body};
    EXPECT_EQ(ask().failure().code, "malformed_report") << body;
  }
  for (std::size_t size = 0; size < chart_text().size(); size += 7) {
    answer = {200, {}, chart_text().substr(0, size)};
    EXPECT_EQ(ask().failure().code, "malformed_report") << size;
  }
}

TEST_F(yahoo_charts, come_in_lengths_that_yahoo_has) {
  EXPECT_EQ(ask(7 * trading::minute_ns).failure().code, "invalid_timeframe");
  EXPECT_TRUE(ask(trading::day_ns));
  EXPECT_NE(targets.back().find("interval=1d"), std::string::npos);
}

TEST(yahoo_spelling, writes_pairs_and_classes_with_a_hyphen) {
  EXPECT_EQ(spelling_of(trading::symbol::of("BTC/USD")), "BTC-USD");
  EXPECT_EQ(spelling_of(brk), "BRK-B");
  EXPECT_EQ(spelling_of(trading::symbol::of("AAPL")), "AAPL");
}

} // namespace
} // namespace troupe::net::yahoo::chart_client_test
