#include "actors/edge/rest/request_throttle.hpp"

#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::request_throttle_test {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

// How many of `tries`, spread evenly over `seconds`, pass.
int passed(request_throttle& throttle, const std::string& name, int tries, int seconds) {
  int count = 0;
  for (int index = 0; index < tries; ++index)
    count += throttle.wait_ns(name, 100 * second_ns + index * (seconds * second_ns / tries)) == 0;
  return count;
}

} // namespace

TEST(request_throttle, lets_pass_what_the_rate_allows_and_two_seconds_worth_at_once) {
  for (const int rate : {1, 10, 500, 1'000}) {
    request_throttle throttle(rate);
    EXPECT_EQ(passed(throttle, "a", 3 * rate, 1), 3 * rate - 1) << rate;
    request_throttle steady(rate);
    EXPECT_EQ(passed(steady, "a", 10 * rate, 10), 10 * rate) << rate;
    request_throttle flooded(rate);
    EXPECT_NEAR(passed(flooded, "a", 100 * rate, 10), 12 * rate, 1) << rate;
  }
}

TEST(request_throttle, says_how_long_to_wait_and_keeps_that_promise) {
  request_throttle throttle(10);
  std::int64_t now_ns = 0;
  for (int index = 0; index < 20; ++index)
    EXPECT_EQ(throttle.wait_ns("a", now_ns), 0);
  const auto wait_ns = throttle.wait_ns("a", now_ns);
  EXPECT_GT(wait_ns, 0);
  EXPECT_GT(throttle.wait_ns("a", now_ns + wait_ns - 1), 0);
  EXPECT_EQ(throttle.wait_ns("a", now_ns + wait_ns), 0);
}

TEST(request_throttle, counts_each_name_by_itself_and_none_where_there_is_no_limit) {
  request_throttle throttle(1);
  EXPECT_EQ(throttle.wait_ns("a", 0), 0);
  EXPECT_EQ(throttle.wait_ns("a", 0), 0);
  EXPECT_GT(throttle.wait_ns("a", 0), 0);
  EXPECT_EQ(throttle.wait_ns("b", 0), 0);
  request_throttle none(0);
  for (int index = 0; index < 10'000; ++index)
    EXPECT_EQ(none.wait_ns("a", 0), 0);
  EXPECT_EQ(none.names(), 0u);
}

TEST(request_throttle, remembers_who_goes_on_among_many_within_its_bound) {
  request_throttle throttle(1);
  for (std::size_t index = 0; index < 5 * request_throttle::names_max; ++index) {
    EXPECT_EQ(throttle.wait_ns(std::to_string(index), 0), 0);
    if (index % 1'000 == 0) {
      const auto wait_ns = throttle.wait_ns("flood", 0);
      EXPECT_EQ(wait_ns == 0, index < 2'000) << index;
    }
  }
  EXPECT_LE(throttle.names(), 2 * request_throttle::names_max);
}

TEST(client_of, is_an_ipv4_address_or_the_network_of_an_ipv6_one) {
  EXPECT_EQ(client_of("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(client_of("2001:db8:1:2:3:4:5:6"), client_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(client_of("2001:db8:1:2::1"), client_of("2001:db8:1:3::1"));
  EXPECT_NE(client_of("::ffff:1.2.3.4"), client_of("::ffff:1.2.3.5"));
  EXPECT_EQ(client_of("no address"), "no address");
}

namespace {

class limited_stand : public edge_stand {
public:
  explicit limited_stand(const access_terms& terms) {
    limited.emplace(make_route_table(sources()), authority, clock, 1, dispatcher::on_answered{},
                    terms);
  }
  net::http::response get(const std::string& target, const std::string& address,
                          const std::string& token = {}) {
    net::http::request asked{"GET", target, {}, {}, address};
    if (!token.empty())
      asked.headers.push_back({"Authorization", "Bearer " + token});
    net::http::response got;
    limited->handle(std::move(asked), [&got](net::http::response told) { got = std::move(told); });
    return got;
  }
  std::optional<dispatcher> limited;
};

} // namespace

TEST(dispatcher, answers_429_with_retry_after_to_an_address_that_sends_too_much) {
  limited_stand stand({false, 1, 0});
  EXPECT_EQ(stand.get("/health", "10.0.0.1").status, 200);
  EXPECT_EQ(stand.get("/health", "10.0.0.1").status, 200);
  const auto refused = stand.get("/health", "10.0.0.1");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(error_code(refused), "rate_limited");
  EXPECT_EQ(net::http::header_value(refused.headers, "Retry-After"), "1");
  EXPECT_FALSE(net::http::header_value(refused.headers, "X-Request-ID").empty());
  EXPECT_EQ(stand.get("/health", "10.0.0.2").status, 200);
  stand.clock.advance(second_ns);
  EXPECT_EQ(stand.get("/health", "10.0.0.1").status, 200);
}

TEST(dispatcher, answers_429_to_a_user_from_wherever_he_asks) {
  limited_stand stand({false, 0, 1});
  const auto token = stand.token_of(user_role::viewer);
  EXPECT_EQ(stand.get("/api/me", "10.0.0.1", token).status, 200);
  EXPECT_EQ(stand.get("/api/me", "10.0.0.2", token).status, 200);
  EXPECT_EQ(stand.get("/api/me", "10.0.0.3", token).status, 429);
  EXPECT_EQ(stand.get("/api/me", "10.0.0.3", "forged").status, 401);
}

TEST(dispatcher, tells_browsers_to_come_by_https_alone_where_it_has_tls) {
  limited_stand with({true, 0, 0});
  limited_stand without({false, 0, 0});
  EXPECT_EQ(net::http::header_value(with.get("/health", "a").headers, "Strict-Transport-Security"),
            "max-age=31536000");
  EXPECT_EQ(
      net::http::header_value(without.get("/health", "a").headers, "Strict-Transport-Security"),
      "");
}

} // namespace troupe::actors::request_throttle_test
