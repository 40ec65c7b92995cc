#include "actors/edge/json/metrics_json.hpp"

#include "runtime/metrics.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace troupe::actors::metrics_json_test {

namespace {

using nlohmann::json;

json read(std::string_view text, std::string_view prefix = {}) {
  return json::parse(metrics_json(text, prefix))["items"];
}

} // namespace

TEST(metrics_json, tells_what_the_process_measures) {
  runtime::metrics measured;
  measured.make_counter("troupe_test_orders_total", "Orders.", {{"side", "buy \"now\""}}).add(7);
  measured.make_gauge("troupe_test_depth", "Depth.").set(-3);
  auto& waits = measured.make_histogram("troupe_test_wait_seconds", "Waits.");
  for (int index = 0; index < 99; ++index)
    waits.observe_ns(1'000);
  waits.observe_ns(1'000'000'000);
  const auto items = read(measured.expose(), "troupe_test");
  ASSERT_EQ(items.size(), 3u);
  std::map<std::string, json> by_name;
  for (const auto& each : items)
    by_name[each["name"]] = each;
  const auto& orders = by_name["troupe_test_orders_total"];
  EXPECT_EQ(orders["type"], "counter");
  EXPECT_EQ(orders["help"], "Orders.");
  EXPECT_EQ(orders["samples"][0]["labels"]["side"], "buy \"now\"");
  EXPECT_EQ(orders["samples"][0]["value"], 7);
  EXPECT_EQ(by_name["troupe_test_depth"]["samples"][0]["value"], -3);
  const auto& seen = by_name["troupe_test_wait_seconds"]["samples"][0];
  EXPECT_EQ(seen["count"], 100);
  EXPECT_NEAR(seen["sum"].get<double>(), 1.000099, 1e-6);
  EXPECT_NEAR(seen["p50"].get<double>(), 1.024e-6, 1e-9);
  EXPECT_NEAR(seen["p99"].get<double>(), 1.024e-6, 1e-9);
  EXPECT_FALSE(seen["labels"].contains("le"));
}

TEST(metrics_json, leaves_out_what_is_no_line_of_the_format) {
  for (const auto* text : {"", "\n\n", "x", "x{", "x{a", "x{a=\"b", "x{a=\"b\\", "x{a=\"b\"} ",
                           "x NaN", "x +Inf", "x 1e999", "# TYPE", "# HELP x", "# other"})
    EXPECT_TRUE(read(text).empty()) << text;
  EXPECT_EQ(read("x 1\ny 2", "y").size(), 1u);
}

} // namespace troupe::actors::metrics_json_test
