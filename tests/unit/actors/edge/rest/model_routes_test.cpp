#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::model_routes_test {

namespace {

using nlohmann::json;

json users_of(const json& models, std::string_view name) {
  for (const auto& each : models["items"])
    if (each["name"] == name)
      return each["used_by"];
  return nullptr;
}

void change_strategy(edge_stand& stand, std::uint64_t seq, std::string changes) {
  trading::command ordered;
  ordered.kind = trading::command_kind::change_strategy;
  ordered.who = "ann";
  ordered.changes = std::move(changes);
  stand.known.fold(record_of(seq, ordered));
}

} // namespace

TEST(model_routes, a_strategy_without_a_size_is_sized_by_the_fraction_of_the_equity) {
  edge_stand stand;
  stand.settings.risk.equity_fraction_bps = 250;
  const auto models = stand.get("/api/models");
  EXPECT_EQ(users_of(models, "equity_fraction"),
            json::parse(R"([{"strategy":"stochrsi_ema","value":250}])"));
  for (const auto& each : models["items"]) {
    if (each["name"] != "equity_fraction") {
      EXPECT_TRUE(each["used_by"].empty()) << each;
    }
  }
  EXPECT_EQ(models["items"].size(), 9u);
}

TEST(model_routes, an_operators_change_of_the_size_counts_from_then_on) {
  edge_stand stand;
  change_strategy(stand, 1, "stochrsi_ema size_kelly_percent=50");
  auto models = stand.get("/api/models");
  EXPECT_EQ(users_of(models, "kelly_percent"),
            json::parse(R"([{"strategy":"stochrsi_ema","value":50}])"));
  EXPECT_TRUE(users_of(models, "equity_fraction").empty());
  change_strategy(stand, 2, "stochrsi_ema size_kelly_percent=0");
  models = stand.get("/api/models");
  EXPECT_TRUE(users_of(models, "kelly_percent").empty());
  EXPECT_EQ(users_of(models, "equity_fraction").size(), 1u);
}

} // namespace troupe::actors::model_routes_test
