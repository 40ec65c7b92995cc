// A venue of the seeded market whose faults are set over its own door, for tests that show what a
// client then meets.
#pragma once

#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/venue_client.hpp"

#include <optional>
#include <string>
#include <utility>

namespace troupe::net::venue {

class fault_test : public venue_test {
protected:
  // At the highest speed the market stands still until the first subscription.
  void serve(server_options options = {}, std::int64_t minutes_max = 3) {
    options.speed = std::nullopt;
    options.on_end = [this] { ended = true; };
    start(std::make_unique<seeded_market>(
              seeded_market_options{.seed = 3, .history_days = 1, .minutes_max = minutes_max}),
          std::move(options));
  }

  // One rule, or several separated by commas.
  void set_faults(const std::string& rules, int seed = 1) {
    const auto answer = ask("POST", "/_venue/faults",
                            R"({"seed":)" + std::to_string(seed) + R"(,"faults":[)" + rules + "]}");
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  void clear_faults() { ASSERT_EQ(ask("DELETE", "/_venue/faults").status, 200); }
  nlohmann::json strikes(std::size_t rule = 0) {
    return get("/_venue/faults")["faults"].at(rule)["strikes"];
  }

  result<http::response> try_ask(http::client& client, const std::string& method,
                                 const std::string& target, const std::string& body = {}) {
    std::optional<result<http::response>> answered;
    client.send(
        {.method = method, .target = target, .headers = {}, .body = body, .remote_address = {}},
        [&](auto outcome) { answered.emplace(std::move(outcome)); });
    EXPECT_TRUE(run_until(io, [&] { return answered.has_value(); })) << target;
    return answered ? std::move(*answered) : error{"no_answer", "waited too long"};
  }

  static std::string market_order(const std::string& client_id, const std::string& symbol) {
    const std::string tif = symbol.find('/') == std::string::npos ? "day" : "gtc";
    return R"({"symbol":")" + symbol + R"(","qty":"0.1","side":"buy","type":"market",)" +
           R"("time_in_force":")" + tif + R"(","client_order_id":")" + client_id + R"("})";
  }
  http::response place(const std::string& client_id, const std::string& symbol = "BTC/USD") {
    return ask("POST", "/v2/orders", market_order(client_id, symbol));
  }
  std::string status_of(const std::string& client_id) {
    return get("/v2/orders:by_client_order_id?client_order_id=" + client_id)["status"];
  }
  bool knows(const std::string& client_id) {
    return ask("GET", "/v2/orders:by_client_order_id?client_order_id=" + client_id).status == 200;
  }

  bool ended = false;
};

} // namespace troupe::net::venue
