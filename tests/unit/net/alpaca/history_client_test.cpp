#include "net/alpaca/history_client.hpp"

#include "net/alpaca/history_decoder.hpp"
#include "tests/unit/net/alpaca/scripted_venue.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace troupe::net::alpaca::history_client_test {
namespace {

using trading::symbol;

std::string bar_text(int minute, std::string_view close) {
  return R"({"t":")" + trading::format_time(minute * trading::minute_ns) +
         R"(","o":1,"h":3,"l":0.5,"c":)" + std::string(close) + R"(,"v":10,"n":2,"vw":1.5})";
}

TEST(history_decoder, reads_pages_exactly_whatever_the_order_of_their_keys) {
  history_decoder decoder;
  std::vector<trading::bar> bars;
  const auto token = decoder.bars(R"({"next_page_token":"QUFQTA==","bars":{"AAPL":[)" +
                                      bar_text(1, "2.000000001") + R"(],"BTC/USD":null}})",
                                  trading::minute_ns, bars);
  ASSERT_TRUE(token) << token.failure().message;
  EXPECT_EQ(*token, "QUFQTA==");
  ASSERT_EQ(bars.size(), 1u);
  EXPECT_EQ(bars[0].close.units, 2'000'000'001);
  EXPECT_EQ(bars[0].start_ns, trading::minute_ns);
  EXPECT_EQ(*decoder.bars(R"({"bars":{},"next_page_token":null})", trading::minute_ns, bars), "");
  EXPECT_EQ(*decoder.bars(R"({"bars":null,"next_page_token":null})", trading::minute_ns, bars), "");
}

TEST(history_decoder, refuses_every_cut_of_a_page) {
  history_decoder decoder;
  const auto whole = R"({"bars":{"AAPL":[)" + bar_text(1, "2") + "," + bar_text(2, "2") +
                     R"(]},"next_page_token":null})";
  std::vector<trading::bar> bars;
  ASSERT_TRUE(decoder.bars(whole, trading::minute_ns, bars));
  for (std::size_t size = 0; size < whole.size(); ++size)
    ASSERT_FALSE(decoder.bars(whole.substr(0, size), trading::minute_ns, bars)) << size;
}

TEST(history_decoder, reads_the_latest_quotes) {
  history_decoder decoder;
  std::vector<trading::quote> quotes;
  ASSERT_TRUE(decoder.quotes(
      R"({"quotes":{"BTC/USD":{"t":"1970-01-01T00:00:01Z","bp":1.5,"bs":2,"ap":3,"as":4}}})",
      quotes));
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_EQ(quotes[0].bid.units, 1'500'000'000);
  EXPECT_FALSE(decoder.quotes(R"({"quotes":{"AAPL":{"bp":1}}})", quotes));
  EXPECT_FALSE(decoder.quotes(R"({"message":"no"})", quotes));
}

class history_by_request : public ::testing::Test {
protected:
  result<std::vector<trading::bar>> bars(bar_query wanted) {
    std::optional<result<std::vector<trading::bar>>> outcome;
    client.bars(std::move(wanted),
                [&](result<std::vector<trading::bar>> got) { outcome = std::move(got); });
    EXPECT_FALSE(outcome.has_value()) << "answered inside the call";
    venue.run_until([&] { return outcome.has_value(); });
    return outcome ? *outcome : result<std::vector<trading::bar>>(error{"none", "no outcome"});
  }

  bar_query both() {
    bar_query wanted;
    wanted.symbols = {symbol::of("BTC/USD"), symbol::of("AAPL")};
    wanted.end_ns = trading::day_ns;
    return wanted;
  }

  scripted_venue venue;
  history_client client{venue.io, venue.place()};
};

TEST_F(history_by_request, follows_pages_of_stocks_and_crypto_and_sorts_them_by_time) {
  venue.on_request = [](const http::request& message, const http::respond& respond) {
    const auto& target = message.target;
    if (target.find("/v2/stocks/bars?") == 0 && target.find("page_token") == std::string::npos)
      respond({200,
               {},
               R"({"bars":{"AAPL":[)" + bar_text(2, "2") + R"(]},"next_page_token":"a/b=="})"});
    else if (target.find("page_token=a%2Fb%3D%3D") != std::string::npos)
      respond(
          {200, {}, R"({"bars":{"AAPL":[)" + bar_text(4, "2") + R"(]},"next_page_token":null})"});
    else if (target.find("/v1beta3/crypto/us/bars?") == 0)
      respond({200,
               {},
               R"({"bars":{"BTC/USD":[)" + bar_text(1, "2") + "," + bar_text(2, "2") +
                   R"(]},"next_page_token":null})"});
    else
      respond({404, {}, ""});
  };
  const auto got = bars(both());
  ASSERT_TRUE(got) << got.failure().message;
  std::vector<std::string> order;
  for (const auto& one : *got)
    order.push_back(std::to_string(one.start_ns / trading::minute_ns) +
                    std::string(one.symbol.text()));
  EXPECT_EQ(order, (std::vector<std::string>{"1BTC/USD", "2AAPL", "2BTC/USD", "4AAPL"}));
  EXPECT_EQ(venue.requests.size(), 3u);
}

TEST_F(history_by_request, asks_again_for_a_page_that_failed_in_passing_and_takes_its_bars_once) {
  int asked = 0;
  venue.on_request = [&](const http::request&, const http::respond& respond) {
    const auto whole = R"({"bars":{"AAPL":[)" + bar_text(1, "2") + "," + bar_text(2, "2") +
                       R"(]},"next_page_token":null})";
    ++asked;
    if (asked == 1)
      respond({503, {}, "<html>"});
    else if (asked == 2)
      respond({200, {}, whole.substr(0, whole.size() - 1)});
    else
      respond({200, {}, whole});
  };
  bar_query wanted;
  wanted.symbols = {symbol::of("AAPL")};
  const auto got = bars(wanted);
  ASSERT_TRUE(got) << got.failure().message;
  EXPECT_EQ(got->size(), 2u);
  EXPECT_EQ(asked, 3);
}

TEST_F(history_by_request, gives_up_at_once_where_asking_again_is_of_no_use) {
  venue.on_request = [&](const http::request&, const http::respond& respond) {
    respond({403, {}, R"({"message":"subscription does not permit querying recent SIP data"})"});
  };
  EXPECT_EQ(bars(both()).failure().code, "venue_refused");
  EXPECT_EQ(venue.requests.size(), 1u);
}

TEST_F(history_by_request, refuses_a_length_that_the_venue_does_not_have) {
  auto wanted = both();
  wanted.length_ns = trading::second_ns;
  EXPECT_EQ(bars(wanted).failure().code, "invalid_timeframe");
  EXPECT_TRUE(venue.requests.empty());
}

TEST_F(history_by_request, has_nothing_to_ask_for_no_symbols) {
  const auto got = bars({});
  ASSERT_TRUE(got);
  EXPECT_TRUE(got->empty());
  EXPECT_TRUE(venue.requests.empty());
}

} // namespace
} // namespace troupe::net::alpaca::history_client_test
