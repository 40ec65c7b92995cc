#include "runtime/metrics.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace troupe::runtime::metrics_test {
namespace {

bool contains(const std::string& text, const std::string& line) {
  return text.find(line + "\n") != std::string::npos;
}

TEST(metrics, gives_the_same_instrument_for_the_same_name_and_labels) {
  metrics all;
  auto& first = all.make_counter("troupe_orders_total", "Orders", {{"side", "buy"}});
  auto& again = all.make_counter("troupe_orders_total", "Orders", {{"side", "buy"}});
  auto& other = all.make_counter("troupe_orders_total", "Orders", {{"side", "sell"}});
  EXPECT_EQ(&first, &again);
  EXPECT_NE(&first, &other);
}

TEST(metrics, refuses_one_name_for_two_kinds) {
  metrics all;
  all.make_counter("troupe_orders_total", "Orders");
  EXPECT_THROW(all.make_gauge("troupe_orders_total", "Orders"), std::logic_error);
  EXPECT_THROW(all.make_source(metric_kind::counter, "troupe_orders_total", "Orders", {}),
               std::logic_error);
}

TEST(metrics, exposes_prometheus_text) {
  metrics all;
  all.make_counter("troupe_orders_total", "Orders sent", {{"side", "buy"}}).add(3);
  all.make_gauge("troupe_open_orders", "Open orders").set(-2);
  all.make_source(metric_kind::gauge, "troupe_links", "Links", [] {
    return std::vector<metric_sample>{{{{"peer", "b"}}, 1}};
  });
  const auto text = all.expose();
  EXPECT_TRUE(contains(text, "# HELP troupe_orders_total Orders sent")) << text;
  EXPECT_TRUE(contains(text, "# TYPE troupe_orders_total counter")) << text;
  EXPECT_TRUE(contains(text, "troupe_orders_total{side=\"buy\"} 3")) << text;
  EXPECT_TRUE(contains(text, "troupe_open_orders -2")) << text;
  EXPECT_TRUE(contains(text, "troupe_links{peer=\"b\"} 1")) << text;
}

TEST(metrics, exposes_a_histogram_in_cumulative_buckets_of_seconds) {
  metrics all;
  auto& hop = all.make_histogram("troupe_hop_seconds", "A hop");
  hop.observe_ns(256);
  hop.observe_ns(257);
  hop.observe_ns(20'000'000'000);
  const auto text = all.expose();
  EXPECT_TRUE(contains(text, "troupe_hop_seconds_count 3")) << text;
  EXPECT_TRUE(contains(text, "troupe_hop_seconds_bucket{le=\"2.56e-07\"} 1")) << text;
  EXPECT_TRUE(contains(text, "troupe_hop_seconds_bucket{le=\"5.12e-07\"} 2")) << text;
  EXPECT_TRUE(contains(text, "troupe_hop_seconds_bucket{le=\"+Inf\"} 3")) << text;
}

TEST(metrics, puts_every_duration_below_the_bound_of_its_bucket_and_above_the_one_before) {
  for (std::size_t bucket = 0; bucket < histogram::bounded_buckets; ++bucket) {
    SCOPED_TRACE(bucket);
    histogram at_bound;
    at_bound.observe_ns(histogram::upper_bound_ns(bucket));
    EXPECT_EQ(at_bound.read().counts[bucket], 1U);
    histogram above;
    above.observe_ns(histogram::upper_bound_ns(bucket) + 1);
    EXPECT_EQ(above.read().counts[bucket + 1], 1U);
  }
  histogram extremes;
  extremes.observe_ns(-5);
  extremes.observe_ns(0);
  EXPECT_EQ(extremes.read().counts[0], 2U);
}

TEST(metrics, tells_percentiles_by_their_bucket) {
  histogram observed;
  EXPECT_EQ(observed.read().percentile_ns(50), 0);
  for (int index = 0; index < 90; ++index) {
    observed.observe_ns(300);
  }
  for (int index = 0; index < 10; ++index) {
    observed.observe_ns(5'000);
  }
  EXPECT_EQ(observed.read().percentile_ns(50), 512);
  EXPECT_EQ(observed.read().percentile_ns(90), 512);
  EXPECT_EQ(observed.read().percentile_ns(99), 8'192);
}

TEST(metrics, loses_no_count_between_threads) {
  metrics all;
  auto& total = all.make_counter("troupe_total", "All");
  auto& times = all.make_histogram("troupe_times_seconds", "All");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int index = 0; index < 10'000; ++index) {
        total.add();
        times.observe_ns(index);
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(total.value(), 40'000U);
  EXPECT_EQ(times.read().total, 40'000U);
  EXPECT_EQ(times.read().sum_ns, 4LL * 9'999 * 10'000 / 2);
}

TEST(metrics, exposes_the_mailboxes_of_several_lanes) {
  metrics all;
  mailbox_roster trading;
  mailbox_roster reading;
  all.watch_mailboxes("trading", trading);
  all.watch_mailboxes("reading", reading);
  const auto risk = std::make_shared<mailbox_gauge>();
  risk->actor = "risk";
  risk->lane = "trading";
  trading.add(risk);
  risk->depth = 4;
  *risk->dropped = 2;
  const auto text = all.expose();
  EXPECT_TRUE(contains(text, "troupe_mailbox_depth{actor=\"risk\",lane=\"trading\"} 4")) << text;
  EXPECT_TRUE(contains(text, "troupe_mailbox_dropped_total{lane=\"trading\"} 2")) << text;
  EXPECT_TRUE(contains(text, "troupe_mailbox_dropped_total{lane=\"reading\"} 0")) << text;
}

} // namespace
} // namespace troupe::runtime::metrics_test
