#include "tests/unit/net/venue/faults/fault_client.hpp"

namespace troupe::net::venue::matching_faults_test {
namespace {

class matching_faults_test : public fault_test {};

TEST_F(matching_faults_test, fill_a_part_and_the_rest_later) {
  serve();
  set_faults(R"({"kind":"partial_fill","symbol":"BTC/USD","times":1})");
  EXPECT_EQ(place("part").status, 200);
  EXPECT_EQ(status_of("part"), "partially_filled");
  EXPECT_EQ(place("whole", "ETH/USD").status, 200);
  EXPECT_EQ(status_of("whole"), "filled");
  EXPECT_EQ(strikes(), 1);
}

TEST_F(matching_faults_test, let_a_fill_win_against_a_cancel) {
  serve();
  set_faults(R"({"kind":"late_fill"})");
  const auto body = R"({"symbol":"AAPL","qty":"4","side":"buy","type":"limit","limit_price":"1.5",)"
                    R"("time_in_force":"day","client_order_id":"late"})";
  const auto id = nlohmann::json::parse(ask("POST", "/v2/orders", body).body)["id"];
  EXPECT_EQ(ask("DELETE", "/v2/orders/" + id.get<std::string>()).status, 204);
  const auto ended = get("/v2/orders/" + id.get<std::string>());
  EXPECT_NE(ended["filled_qty"], "0");
  EXPECT_EQ(get("/v2/positions/AAPL")["qty"], ended["filled_qty"]);
}

} // namespace
} // namespace troupe::net::venue::matching_faults_test
