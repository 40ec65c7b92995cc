#include "actors/edge/rest/route_table.hpp"

#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::route_table_test {

namespace {

std::string pattern_at(const route_table& table, const std::string& method,
                       const std::string& target) {
  const auto match = table.find(method, net::http::split_target(target).segments);
  if (const auto* found = std::get_if<matched_route>(&match)) {
    auto text = found->found->pattern;
    for (const auto& [name, value] : found->path)
      text += " " + name + "=" + value;
    return text;
  }
  if (const auto* other = std::get_if<no_such_method>(&match))
    return "only " + other->allowed;
  return "nothing";
}

route_table small_table() {
  route_table table;
  table.add("GET", "/", user_role::nobody, {});
  table.add("GET", "/api/orders/{id}", user_role::viewer, {});
  table.add("DELETE", "/api/orders/{id}", user_role::trader, {});
  table.add("GET", "/api/orders/open", user_role::viewer, {});
  table.add("GET", "/api/quotes/{symbol}", user_role::viewer, {});
  return table;
}

} // namespace

TEST(route_table, finds_the_route_and_its_parameters) {
  const auto table = small_table();
  EXPECT_EQ(pattern_at(table, "GET", "/"), "/");
  EXPECT_EQ(pattern_at(table, "GET", "/api/orders/7"), "/api/orders/{id} id=7");
  EXPECT_EQ(pattern_at(table, "GET", "/api/orders/7/?a=b"), "/api/orders/{id} id=7");
  EXPECT_EQ(pattern_at(table, "GET", "/api/quotes/BTC%2FUSD"),
            "/api/quotes/{symbol} symbol=BTC/USD");
}

TEST(route_table, prefers_a_word_to_a_parameter) {
  EXPECT_EQ(pattern_at(small_table(), "GET", "/api/orders/open"), "/api/orders/open");
}

TEST(route_table, answers_head_with_the_route_of_get) {
  EXPECT_EQ(pattern_at(small_table(), "HEAD", "/api/orders/7"), "/api/orders/{id} id=7");
}

TEST(route_table, tells_a_wrong_method_from_a_wrong_path) {
  const auto table = small_table();
  EXPECT_EQ(pattern_at(table, "POST", "/api/orders/7"), "only DELETE, GET");
  EXPECT_EQ(pattern_at(table, "GET", "/api/order/7"), "nothing");
  EXPECT_EQ(pattern_at(table, "GET", "/api/orders/7/8"), "nothing");
}

TEST(route_table, refuses_the_same_route_twice) {
  auto table = small_table();
  EXPECT_THROW(table.add("GET", "/", user_role::nobody, {}), std::invalid_argument);
}

TEST(every_route, is_open_to_its_role_and_those_above_and_closed_to_those_below) {
  edge_stand stand(true);
  tell_story(stand.known);
  tell_books(stand.known);
  std::size_t asked = 0;
  for (const auto& each : stand.dispatch->routes().routes()) {
    auto target = each.pattern;
    for (const auto& [parameter, value] : {std::pair<std::string, std::string>{"{id}", "main-1-1"},
                                           {"{symbol}", "BTCUSD"},
                                           {"{role}", "feed"}})
      if (const auto place = target.find(parameter); place != std::string::npos)
        target.replace(place, parameter.size(), value);
    for (const auto role :
         {user_role::nobody, user_role::viewer, user_role::trader, user_role::admin}) {
      SCOPED_TRACE(each.method + " " + target + " as " + std::string(to_text(role)));
      const auto token = role == user_role::nobody ? std::string() : stand.token_of(role);
      const auto answer = stand.send(each.method, target, token, "{}");
      const bool refused =
          answer->has_value() && ((*answer)->status == 401 || (*answer)->status == 403);
      EXPECT_EQ(refused, role < each.needed);
      if (refused) {
        EXPECT_EQ((*answer)->status, role == user_role::nobody ? 401 : 403);
      }
      ++asked;
    }
  }
  EXPECT_GT(asked, 4u * 25u);
}

TEST(every_route, that_changes_something_needs_more_than_a_viewer) {
  edge_stand stand(true);
  for (const auto& each : stand.dispatch->routes().routes()) {
    const bool session = each.pattern == "/api/login" || each.pattern == "/api/refresh" ||
                         each.pattern == "/api/logout" ||
                         each.pattern == "/halt"; // asks for a trader's password itself
    const bool own = each.pattern.starts_with("/api/second-factor"); // of who asks, and his alone
    if (each.method != "GET" && !session && !own) {
      EXPECT_GE(each.needed, user_role::trader) << each.method << " " << each.pattern;
    }
  }
}

TEST(every_route, for_tests_is_absent_without_the_hook) {
  edge_stand stand;
  EXPECT_EQ(stand.ask("POST", "/api/test/kill/feed").status, 404);
}

} // namespace troupe::actors::route_table_test
