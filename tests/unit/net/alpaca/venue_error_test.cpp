#include "net/alpaca/venue_error.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace troupe::net::alpaca::venue_error_test {
namespace {

struct classified {
  int status;
  std::string body;
  std::string code;
};

std::string refused(std::string_view code, std::string_view message) {
  return R"({"code":)" + std::string(code) + R"(,"message":")" + std::string(message) + R"("})";
}

TEST(refusal, tells_refused_from_unknown) {
  const std::vector<classified> table{
      {403, refused("40310000", "insufficient buying power"), "insufficient_buying_power"},
      {403,
       refused("40310000", "insufficient qty available for order (requested: 2, available: 1)"),
       "insufficient_qty"},
      {403, refused("40310000", "insufficient balance for BTC (requested: 2, available: 1)"),
       "insufficient_qty"},
      {403, refused("40310000", "potential wash trade detected. use complex orders"), "wash_trade"},
      {403, refused("40310000", "cost basis must be >= minimal amount of order 10"),
       "venue_refused"},
      {403, R"({"message":"forbidden."})", "forbidden"},
      {401, R"({"message":"unauthorized."})", "unauthorized"},
      {401, "<html>401</html>", "unauthorized"},
      {404, refused("40410000", "order not found for 123"), "order_not_found"},
      {404, refused("40410000", "endpoint not found."), "venue_refused"},
      {404, refused("40410000", "position does not exist"), "position_not_found"},
      {404, refused("40410000", "asset not found for X"), "asset_not_found"},
      {404, "<html>no such page</html>", "outcome_unknown"},
      {404, "", "outcome_unknown"},
      {404, R"({"code":40410000,"mess)", "outcome_unknown"},
      {404, R"(["order not found"])", "outcome_unknown"},
      {408, R"({"message":"timeout"})", "outcome_unknown"},
      {422, refused("40010001", "client_order_id must be unique"), "client_order_id_not_unique"},
      {422, refused("42210000", "client_order_id must be unique"), "client_order_id_not_unique"},
      {422, refused("42210000", R"(order is already in \"filled\" state)"), "order_not_cancelable"},
      {422, refused("42210000", "fractional orders must be DAY orders"), "venue_refused"},
      {429, refused("42910000", "rate limit exceeded"), "rate_limited"},
      {429, "slow down", "rate_limited"},
      {500, refused("50010000", "internal server error occurred"), "outcome_unknown"},
      {502, "<html>", "outcome_unknown"},
      {503, refused("40410000", "order not found for 123"), "outcome_unknown"},
      {504, "", "outcome_unknown"},
      {302, "", "outcome_unknown"},
  };
  for (const auto& row : table) {
    const auto failure = refusal({row.status, {}, row.body}, "POST /v2/orders");
    EXPECT_EQ(failure.code, row.code) << row.status << " " << row.body;
    EXPECT_EQ(outcome_is_unknown(failure), row.code == "outcome_unknown");
    EXPECT_NE(failure.message.find("POST /v2/orders"), std::string::npos);
    EXPECT_NE(failure.message.find(std::to_string(row.status)), std::string::npos);
  }
}

TEST(refusal, keeps_the_venues_code_and_words) {
  const auto failure = refusal({403, {}, refused("40310000", "insufficient buying power")}, "POST");
  EXPECT_EQ(failure.message, "POST: insufficient buying power (HTTP 403, code 40310000)");
}

TEST(unanswered, is_unknown_exactly_when_the_request_may_have_left) {
  for (const auto* code : {"connect_failed", "connect_timeout", "client_stopped"}) {
    const auto failure = unanswered({code, "why"}, "POST /v2/orders");
    EXPECT_EQ(failure.code, "not_sent") << code;
    EXPECT_FALSE(outcome_is_unknown(failure));
  }
  EXPECT_EQ(unanswered({"queue_full", "why"}, "POST /v2/orders").code, "queue_full");
  for (const auto* code : {"connection_lost", "response_timeout", "invalid_response"})
    EXPECT_TRUE(outcome_is_unknown(unanswered({code, "why"}, "POST /v2/orders"))) << code;
  EXPECT_TRUE(outcome_is_unknown(unreadable("POST /v2/orders", "cut")));
}

} // namespace
} // namespace troupe::net::alpaca::venue_error_test
