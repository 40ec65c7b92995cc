#include "runtime/log_memory.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::log_routes_test {

namespace {

namespace log = runtime::log;

void note(log::level severity, std::string_view event, std::string_view role) {
  log::memory().keep(severity, event, log::format(story_ns, severity, event, {{"role", role}}));
}

} // namespace

TEST(log_routes, tell_admins_alone_the_latest_lines_that_are_asked_for) {
  edge_stand stand;
  note(log::level::info, "first_told", "log_routes_test");
  note(log::level::error, "second_told", "log_routes_test");
  note(log::level::error, "third_told", "another");
  const auto of_role = stand.get("/api/logs?role=log_routes_test")["items"];
  ASSERT_EQ(of_role.size(), 2u);
  EXPECT_EQ(of_role[0]["line"]["event"], "second_told");
  EXPECT_EQ(of_role[1]["line"]["ts"], "2024-05-01T12:00:00.000000Z");
  const auto first = stand.get("/api/logs?role=log_routes_test&limit=1");
  const auto token = first["next_page_token"].get<std::string>();
  const auto second = stand.get("/api/logs?role=log_routes_test&limit=1&page_token=" + token);
  EXPECT_EQ(second["items"][0], of_role[1]);
  EXPECT_TRUE(second["next_page_token"].is_null());
  const auto bad = stand.get("/api/logs?role=log_routes_test&level=warning")["items"];
  ASSERT_EQ(bad.size(), 1u);
  EXPECT_EQ(bad[0], of_role[0]);
  EXPECT_EQ(stand.get("/api/logs?event=third_told&text=ANOTHER")["items"].size(), 1u);
  EXPECT_TRUE(first["forgotten"].is_number());
  EXPECT_EQ(stand.ask("GET", "/api/logs", user_role::trader).status, 403);
}

TEST(log_routes, refuse_parameters_that_mean_nothing) {
  edge_stand stand;
  for (const auto* query : {"level=loud", "limit=0", "limit=1001", "page_token=x"})
    EXPECT_EQ(stand.ask("GET", std::string("/api/logs?") + query).status, 422) << query;
}

} // namespace troupe::actors::log_routes_test
