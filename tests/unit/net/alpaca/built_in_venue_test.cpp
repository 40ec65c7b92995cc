// The whole client against the whole built-in venue, over real sockets in one process.
#include "net/alpaca/data_stream.hpp"
#include "net/alpaca/history_client.hpp"
#include "net/alpaca/order_events.hpp"
#include "net/alpaca/order_stream.hpp"
#include "net/alpaca/trading_client.hpp"
#include "net/alpaca/venue_error.hpp"
#include "net/venue/market_replay.hpp"
#include "net/venue/server.hpp"
#include "tests/unit/net/http/loopback.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

namespace troupe::net::alpaca::built_in_venue_test {
namespace {

using trading::minute_ns;
using trading::symbol;

constexpr int minutes = 8;

std::vector<trading::bar> recorded() {
  std::vector<trading::bar> bars;
  const auto first = *trading::parse_time("2026-11-23T15:00:00Z");
  for (const auto* name : {"AAPL", "BTC/USD"})
    for (int minute = 0; minute < minutes; ++minute) {
      trading::bar made;
      made.symbol = symbol::of(name);
      made.start_ns = first + minute * minute_ns;
      made.open = made.low = trading::price::of(100 + minute);
      made.high = made.close = trading::price::of(101 + minute);
      made.volume = *trading::quantity::parse(made.symbol.is_crypto() ? "12.5" : "12");
      bars.push_back(made);
    }
  return bars;
}

class trading_at_the_built_in_venue : public ::testing::Test {
protected:
  void SetUp() override {
    auto source = venue::market_replay::open(recorded(), {});
    ASSERT_TRUE(source) << source.failure().message;
    venue::server_options options;
    options.port = 0;
    options.speed.reset();
    auto started = venue::server::start(io, options, std::move(*source));
    ASSERT_TRUE(started) << started.failure().message;
    server = std::move(*started);
    place = *resolve({server->url(), "", ""}, {"K", "S"});
    client.emplace(io, place);
  }

  template <class Report, class Ask>
  result<Report> wait_for(Ask ask) {
    std::optional<result<Report>> outcome;
    ask([&](result<Report> got) { outcome = std::move(got); });
    run_until(io, [&] { return outcome.has_value(); });
    return outcome ? *outcome : result<Report>(error{"none", "no outcome"});
  }

  result<order_report> submit(const trading::order_request& wanted) {
    return wait_for<order_report>([&](auto done) { client->submit(wanted, done); });
  }

  static trading::order_request wanted(const std::string& id, const char* name, const char* qty) {
    trading::order_request made;
    made.client_order_id = id;
    made.symbol = symbol::of(name);
    made.time_in_force = trading::time_in_force::gtc;
    made.qty = *trading::quantity::parse(qty);
    return made;
  }

  boost::asio::io_context io;
  std::unique_ptr<venue::server> server;
  access place;
  std::optional<trading_client> client;
};

TEST_F(trading_at_the_built_in_venue, reads_account_clock_and_assets) {
  const auto account = wait_for<account_state>([&](auto done) { client->account(done); });
  ASSERT_TRUE(account) << account.failure().message;
  EXPECT_EQ(account->cash, trading::money::of(100'000));
  EXPECT_EQ(account->status, "ACTIVE");
  EXPECT_FALSE(account->broker_account.empty());
  ASSERT_TRUE(wait_for<clock_state>([&](auto done) { client->clock(done); }));
  for (const auto* name : {"AAPL", "BTC/USD"}) {
    const auto asset =
        wait_for<asset_report>([&](auto done) { client->asset(symbol::of(name), done); });
    ASSERT_TRUE(asset) << asset.failure().message;
    EXPECT_EQ(asset->symbol, symbol::of(name));
    EXPECT_TRUE(asset->tradable);
  }
  EXPECT_EQ(wait_for<asset_report>([&](auto done) { client->asset(symbol::of("ZZZZ"), done); })
                .failure()
                .code,
            "asset_not_found");
}

TEST_F(trading_at_the_built_in_venue, lists_501_orders_of_one_instant) {
  constexpr int total = 501;
  auto resting = wanted("", "AAPL", "1");
  resting.type = trading::order_type::limit;
  resting.limit_price = trading::price::of(1);
  for (int number = 0; number < total; ++number) {
    resting.client_order_id = "o-" + std::to_string(number);
    const auto placed = submit(resting);
    ASSERT_TRUE(placed) << placed.failure().message;
  }
  for (const bool nested : {false, true}) {
    const auto listed = wait_for<std::vector<order_report>>([&](auto done) {
      client->orders({.status = order_filter::all, .after_ns = 1, .nested = nested}, done);
    });
    ASSERT_TRUE(listed) << listed.failure().message;
    ASSERT_EQ(listed->size(), static_cast<std::size_t>(total));
    EXPECT_EQ(listed->front().submitted_ns, listed->back().submitted_ns);
    for (int number = 0; number < total; ++number)
      ASSERT_EQ((*listed)[static_cast<std::size_t>(number)].client_order_id,
                "o-" + std::to_string(number));
  }
}

TEST_F(trading_at_the_built_in_venue, tells_refusals_apart) {
  const auto unknown =
      wait_for<order_report>([&](auto done) { client->order_by_client_id("never-sent", done); });
  EXPECT_EQ(unknown.failure().code, "order_not_found") << unknown.failure().message;
  const auto canceled = wait_for<void>([&](auto done) { client->cancel("no-such-order", done); });
  EXPECT_EQ(canceled.failure().code, "order_not_found") << canceled.failure().message;
}

class lockstep_at_the_built_in_venue : public trading_at_the_built_in_venue {
protected:
  void expect_both_orders_filled();
  void expect_the_market_as_history();
};

void lockstep_at_the_built_in_venue::expect_both_orders_filled() {
  const auto all = wait_for<std::vector<order_report>>(
      [&](auto done) { client->orders({.status = order_filter::all}, done); });
  ASSERT_TRUE(all) << all.failure().message;
  ASSERT_EQ(all->size(), 2u);
  for (const auto& report : *all) {
    EXPECT_EQ(report.status, trading::order_status::filled);
    EXPECT_EQ(to_event(report).kind, trading::order_event_kind::fill);
  }
  const auto positions =
      wait_for<std::vector<position_report>>([&](auto done) { client->positions(done); });
  ASSERT_TRUE(positions) << positions.failure().message;
  ASSERT_EQ(positions->size(), 2u);
  EXPECT_EQ((*positions)[0].symbol, symbol::of("AAPL"));
  EXPECT_EQ((*positions)[0].qty, trading::quantity::of(3));
  EXPECT_EQ((*positions)[1].symbol, symbol::of("BTC/USD"));

  EXPECT_EQ(submit(wanted("main-1-1", "AAPL", "3")).failure().code, "client_order_id_not_unique");
  EXPECT_EQ(submit(wanted("main-1-3", "AAPL", "30000")).failure().code,
            "insufficient_buying_power");
  const auto over = wait_for<void>([&](auto done) { client->cancel(all->front().order_id, done); });
  EXPECT_EQ(over.failure().code, "order_not_cancelable") << over.failure().message;
}

void lockstep_at_the_built_in_venue::expect_the_market_as_history() {
  history_client history(io, place);
  const auto past = wait_for<std::vector<trading::bar>>([&](auto done) {
    bar_query asked;
    asked.symbols = {symbol::of("AAPL"), symbol::of("BTC/USD")};
    asked.start_ns = recorded().front().start_ns;
    asked.end_ns = asked.start_ns + minutes * minute_ns;
    history.bars(asked, done);
  });
  ASSERT_TRUE(past) << past.failure().message;
  EXPECT_EQ(past->size(), recorded().size());
  const auto quotes = wait_for<std::vector<trading::quote>>([&](auto done) {
    history.latest_quotes({symbol::of("BTC/USD"), symbol::of("AAPL")}, done);
  });
  ASSERT_TRUE(quotes) << quotes.failure().message;
  ASSERT_EQ(quotes->size(), 2u);
  EXPECT_LT(quotes->front().bid, quotes->front().ask);
}

// Plays a client in lockstep: answers every step, and at step 2 buys.
TEST_F(lockstep_at_the_built_in_venue, trades_in_lockstep_from_the_first_step_to_the_last) {
  std::map<std::string, trading::order_event> fills;
  std::vector<trading::bar> bars;
  std::vector<std::uint64_t> steps;
  bool ended = false;
  int ready = 0;

  order_stream_handlers on_orders;
  order_stream* orders_stream = nullptr;
  on_orders.on_ready = [&] { ++ready; };
  on_orders.on_event = [&](const trading::order_event& told, const order_report&) {
    if (!told.execution_id.empty())
      fills[told.execution_id] = told;
  };
  on_orders.on_barrier = [&](std::uint64_t step, trading::time_ns) {
    steps.push_back(step);
    orders_stream->answer_barrier(step);
  };
  on_orders.on_synced = [&](std::uint64_t step) { orders_stream->answer_barrier(step); };
  order_stream orders(io, place, {}, on_orders);
  orders_stream = &orders;

  data_stream_handlers on_data;
  on_data.on_ready = [&] { ++ready; };
  on_data.on_bar = [&](const trading::bar& read) { bars.push_back(read); };
  std::map<std::uint64_t, int> heard; // ticks by step: one on each data socket
  on_data.on_tick = [&](trading::time_ns, std::uint64_t step, bool end) {
    if (++heard[step] < 2)
      return;
    steps.push_back(step);
    ended = ended || end;
    if (step != 2) {
      orders_stream->answer_barrier(step);
      return;
    }
    client->submit(wanted("main-1-1", "AAPL", "3"), [&](const result<order_report>& stock) {
      EXPECT_TRUE(stock) << stock.failure().message;
      client->submit(wanted("main-1-2", "BTC/USD", "0.5"), [&](const result<order_report>& coin) {
        EXPECT_TRUE(coin) << coin.failure().message;
        orders_stream->sync(2);
      });
    });
  };
  data_stream stocks(io, place, data_path(trading::asset_class::us_equity), {}, on_data);
  data_stream crypto(io, place, data_path(trading::asset_class::crypto), {}, on_data);
  stocks.want({{}, {}, {symbol::of("AAPL")}, true});
  crypto.want({{}, {}, {symbol::of("BTC/USD")}, true});
  orders.start();
  stocks.start();
  crypto.start();
  run_until(io, [&] { return ready == 3; });
  ASSERT_TRUE(orders.answer_barrier(0));
  run_until(io, [&] { return ended; });

  for (std::size_t index = 0; index < steps.size(); ++index)
    ASSERT_EQ(steps[index], index + 1);
  auto expected = recorded();
  ASSERT_EQ(bars.size(), expected.size());
  for (const auto& read : bars)
    EXPECT_TRUE(std::find(expected.begin(), expected.end(), read) != expected.end())
        << read.symbol.text() << " " << trading::format_time(read.start_ns);
  ASSERT_EQ(fills.size(), 2u);
  for (const auto& [id, told] : fills)
    EXPECT_EQ(told.cumulative_qty, told.qty);

  expect_both_orders_filled();
  expect_the_market_as_history();
}

} // namespace
} // namespace troupe::net::alpaca::built_in_venue_test
