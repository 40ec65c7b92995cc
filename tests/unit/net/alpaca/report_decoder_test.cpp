#include "net/alpaca/report_decoder.hpp"

#include "tests/unit/net/alpaca/order_text.hpp"

#include <gtest/gtest.h>

namespace troupe::net::alpaca::report_decoder_test {
namespace {

TEST(report_decoder, reads_an_order_exactly) {
  report_decoder decoder;
  const auto report = decoder.order(order_text({.status = "partially_filled",
                                                .qty = "10.123456789",
                                                .filled_qty = "0.000000001",
                                                .average = R"("101.5714285714285714")"}));
  ASSERT_TRUE(report) << report.failure().message;
  EXPECT_EQ(report->order_id, "order-1");
  EXPECT_EQ(report->client_order_id, "main-1-1");
  EXPECT_EQ(report->symbol, trading::symbol::of("AAPL"));
  EXPECT_EQ(report->type, trading::order_type::limit);
  EXPECT_EQ(report->status, trading::order_status::partially_filled);
  EXPECT_EQ(report->qty.units, 10'123'456'789);
  EXPECT_EQ(report->filled_qty.units, 1);
  EXPECT_EQ(report->filled_avg_price.units, 101'571'428'571);
  EXPECT_EQ(report->limit_price, *trading::price::parse("149.5"));
  EXPECT_TRUE(report->stop_price.is_zero());
  EXPECT_EQ(report->submitted_ns, *trading::parse_time("2026-11-23T15:00:00.11215304Z"));
  EXPECT_EQ(report->filled_ns, 0);
  EXPECT_EQ(report->replaces, "");
}

TEST(report_decoder, refuses_every_cut_of_an_order) {
  report_decoder decoder;
  const auto whole = order_text({});
  ASSERT_TRUE(decoder.order(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    ASSERT_FALSE(decoder.order(whole.substr(0, size))) << whole.substr(0, size);
}

TEST(report_decoder, refuses_amounts_that_went_through_a_double_and_ids_that_are_missing) {
  report_decoder decoder;
  auto text = order_text({});
  const std::string qty = R"("qty":"10")";
  ASSERT_NE(text.find(qty), std::string::npos);
  auto broken = text;
  broken.replace(broken.find(qty), qty.size(), R"("qty":10.1)");
  EXPECT_EQ(decoder.order(broken).failure().code, "malformed_report");
  auto whole = text;
  whole.replace(whole.find(qty), qty.size(), R"("qty":10)");
  EXPECT_EQ(decoder.order(whole)->qty, trading::quantity::of(10));
  EXPECT_FALSE(decoder.order(R"({"status":"new"})"));
  EXPECT_FALSE(decoder.order("<html>"));
  EXPECT_FALSE(decoder.order("[]"));
}

TEST(report_decoder, keeps_a_status_it_does_not_know_as_unknown) {
  report_decoder decoder;
  EXPECT_EQ(decoder.order(order_text({.status = "teleported"}))->status,
            trading::order_status::unknown);
  EXPECT_EQ(decoder.order(order_text({.status = "pending_new"}))->status,
            trading::order_status::accepted);
  EXPECT_EQ(decoder.order(order_text({.status = "held"}))->status, trading::order_status::open);
}

TEST(report_decoder, reads_lists_whole_or_not_at_all) {
  report_decoder decoder;
  const auto one = order_text({});
  EXPECT_EQ(decoder.orders("[" + one + "," + one + "]")->size(), 2u);
  EXPECT_TRUE(decoder.orders("[]")->empty());
  EXPECT_FALSE(decoder.orders("[" + one + ",{}]"));
}

TEST(report_decoder, spells_positions_of_crypto_canonically) {
  report_decoder decoder;
  const auto positions = decoder.positions(
      R"([{"asset_id":"a","symbol":"BTCUSD","asset_class":"crypto","qty":"0.000199499",
           "qty_available":"0.000199499","avg_entry_price":"91000.5","current_price":null},
          {"symbol":"AAPL","qty":"-3","avg_entry_price":"10","current_price":"11"}])");
  ASSERT_TRUE(positions) << positions.failure().message;
  ASSERT_EQ(positions->size(), 2u);
  EXPECT_EQ((*positions)[0].symbol, trading::symbol::of("BTC/USD"));
  EXPECT_EQ((*positions)[0].qty.units, 199'499);
  EXPECT_TRUE((*positions)[0].current_price.is_zero());
  EXPECT_EQ((*positions)[1].qty, trading::quantity::of(-3));
}

TEST(report_decoder, reads_account_clock_and_asset) {
  report_decoder decoder;
  const auto account = decoder.account(
      R"({"id":"acc","status":"ACTIVE","cash":"100000.01","equity":"1","buying_power":"2",
          "trading_blocked":false,"account_blocked":true,"shorting_enabled":true})");
  ASSERT_TRUE(account) << account.failure().message;
  EXPECT_EQ(account->broker_account, "acc");
  EXPECT_EQ(account->cash, *trading::money::parse("100000.01"));
  EXPECT_TRUE(account->trading_blocked);
  EXPECT_FALSE(decoder.account(R"({"id":"acc","status":"ACTIVE"})"));

  const auto clock = decoder.clock(
      R"({"timestamp":"2026-11-23T10:14:22.634169784-05:00","is_open":true,
          "next_open":"2026-11-24T09:30:00-05:00","next_close":"2026-11-23T16:00:00-05:00"})");
  ASSERT_TRUE(clock) << clock.failure().message;
  EXPECT_TRUE(clock->is_open);
  EXPECT_LT(clock->next_close_ns, clock->next_open_ns);

  const auto asset = decoder.asset(
      R"({"symbol":"BTC/USD","class":"crypto","status":"active","tradable":true,
          "fractionable":true,"shortable":false,"min_order_size":"0.0001",
          "min_trade_increment":"0.000000001","price_increment":"0.01"})");
  ASSERT_TRUE(asset) << asset.failure().message;
  EXPECT_TRUE(asset->active && asset->tradable && asset->fractionable && !asset->shortable);
  EXPECT_EQ(asset->min_trade_increment.units, 1);
}

TEST(report_decoder, reads_what_moved_the_account) {
  report_decoder decoder;
  const auto told = decoder.activities(
      R"([{"id":"a","activity_type":"CSD","date":"2026-11-23","net_amount":"5000.5",
           "status":"executed","description":"wire"},
          {"id":"b","activity_type":"SPLIT","date":"2026-11-23","net_amount":"0","symbol":"AAPL",
           "qty":"-10","created_at":"2026-11-24T12:00:00.5Z","status":"executed"},
          {"id":"c","activity_type":"CSW","date":"2026-11-23","net_amount":"-1",
           "status":"canceled"},
          {"id":"d","activity_type":"OPEXP","date":"2026-11-23",
           "symbol":"AAPL 261218C00100000"}])");
  ASSERT_TRUE(told) << told.failure().message;
  ASSERT_EQ(told->size(), 4u);
  using trading::activity_cause;
  EXPECT_EQ((*told)[0].cause, activity_cause::transfer);
  EXPECT_EQ((*told)[0].amount, *trading::money::parse("5000.5"));
  EXPECT_EQ((*told)[0].at_ns, *trading::parse_time("2026-11-23T05:00:00Z")) << "New York's day";
  EXPECT_EQ((*told)[0].description, "wire");
  EXPECT_EQ((*told)[1].cause, activity_cause::split);
  EXPECT_EQ((*told)[1].symbol, trading::symbol::of("AAPL"));
  EXPECT_EQ((*told)[1].qty, trading::quantity::of(-10));
  EXPECT_EQ((*told)[1].at_ns, *trading::parse_time("2026-11-24T12:00:00.5Z"));
  EXPECT_EQ((*told)[2].cause, activity_cause::other) << "it was canceled";
  EXPECT_EQ((*told)[3].cause, activity_cause::other) << "its symbol is none here";
  EXPECT_FALSE(decoder.activities(R"([{"id":"a","activity_type":"CSD"}])")) << "no date";
  EXPECT_FALSE(decoder.activities(R"([{"activity_type":"CSD","date":"2026-11-23"}])"));
}

} // namespace
} // namespace troupe::net::alpaca::report_decoder_test
