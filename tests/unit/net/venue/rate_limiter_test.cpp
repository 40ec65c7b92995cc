#include "net/venue/rate_limiter.hpp"

#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/venue_client.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::rate_limiter_test {
namespace {

using std::chrono::milliseconds;

rate_limiter::utc_time at(std::int64_t ms) {
  return rate_limiter::utc_time(milliseconds(ms));
}

TEST(rate_limiter, refuses_what_is_beyond_a_window_and_begins_anew_with_the_next) {
  rate_limiter limiter({.trading = 2, .data = 1});
  const auto first = limiter.take("K", request_family::trading, at(60'001)).value();
  EXPECT_TRUE(first.allowed);
  EXPECT_EQ(first.limit, 2);
  EXPECT_EQ(first.remaining, 1);
  EXPECT_EQ(first.reset_s, 120);
  EXPECT_TRUE(limiter.take("K", request_family::trading, at(60'002))->allowed);
  EXPECT_FALSE(limiter.take("K", request_family::trading, at(119'999))->allowed);
  EXPECT_EQ(limiter.refused(), 1u);
  EXPECT_TRUE(limiter.take("K", request_family::trading, at(120'000))->allowed);
}

TEST(rate_limiter, counts_each_key_and_each_family_for_itself) {
  rate_limiter limiter({.trading = 1, .data = 1});
  EXPECT_TRUE(limiter.take("K", request_family::trading, at(0))->allowed);
  EXPECT_TRUE(limiter.take("K", request_family::data, at(0))->allowed);
  EXPECT_TRUE(limiter.take("L", request_family::trading, at(0))->allowed);
  EXPECT_FALSE(limiter.take("K", request_family::trading, at(0))->allowed);
}

TEST(rate_limiter, lets_keys_beyond_its_bound_share_one_allowance) {
  rate_limiter limiter({.trading = 1, .data = 1});
  for (std::size_t key = 0; key < rate_limiter::keys_max; ++key)
    EXPECT_TRUE(limiter.take(std::to_string(key), request_family::trading, at(0))->allowed);
  EXPECT_TRUE(limiter.take("one more", request_family::trading, at(0))->allowed);
  EXPECT_FALSE(limiter.take("and another", request_family::trading, at(0))->allowed);
}

TEST(rate_limiter, says_nothing_where_nothing_is_limited) {
  rate_limiter limiter({});
  EXPECT_FALSE(limiter.take("K", request_family::trading, at(0)));
}

class rate_limit_test : public venue_test {
protected:
  void serve(std::int64_t requests_a_minute) {
    server_options options;
    options.speed = 1.0;
    options.requests_a_minute = requests_a_minute;
    options.plan.requests_a_minute = 1;
    start(std::make_unique<seeded_market>(seeded_market_options{.seed = 3, .history_days = 0}),
          options);
  }
};

TEST_F(rate_limit_test, answers_429_in_the_words_of_each_family) {
  serve(1);
  // A new minute may begin between two requests: of three, one at least is beyond the limit.
  const auto refusal_of = [this](const std::string& target) {
    for (int request = 0; request < 3; ++request)
      if (const auto answer = ask("GET", target); answer.status == 429)
        return answer;
    return http::response{};
  };
  const auto trading = refusal_of("/v2/clock");
  EXPECT_EQ(trading.body, R"({"code":42910000,"message":"rate limit exceeded"})");
  EXPECT_EQ(http::header_value(trading.headers, "X-RateLimit-Limit"), "1");
  EXPECT_EQ(http::header_value(trading.headers, "X-RateLimit-Remaining"), "0");
  EXPECT_FALSE(http::header_value(trading.headers, "X-Request-ID").empty());
  EXPECT_EQ(refusal_of("/v2/stocks/meta/exchanges").body, R"({"message":"too many requests."})");
}

TEST_F(rate_limit_test, tells_what_is_left_with_every_answer) {
  serve(1'000'000);
  const auto answer = ask("GET", "/v2/clock");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(http::header_value(answer.headers, "X-RateLimit-Limit"), "1000000");
  EXPECT_FALSE(http::header_value(answer.headers, "X-RateLimit-Reset").empty());
}

} // namespace
} // namespace troupe::net::venue::rate_limiter_test
