// One after another, so many at most, stopped when asked to, and kept in the database.
#include "actors/backtest/backtest_desk.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <thread>

namespace troupe::actors::backtest_desk_test {
namespace {

using read_side_store = persistence::read_side::read_store;

class backtest_desks : public testing::Test {
protected:
  std::shared_ptr<read_side_store> opened() {
    return std::move(persistence::read_side::open_read_store("", home.path())).value();
  }

  std::unique_ptr<backtest_desk> made(bool kept = true) {
    backtest_desk::roads to;
    to.on_change = [this](const auto& told) { news.push_back(told.row.state); };
    to.on_store_failed = [this](const error& why) { failures.push_back(why.message); };
    return std::make_unique<backtest_desk>(lane, clock, "main", kept ? opened() : nullptr,
                                           std::move(to));
  }

  template <class Done>
  void run_until(backtest_desk& desk, Done done) {
    for (int turn = 0; turn < 5'000 && !done(); ++turn) {
      lane.restart();
      lane.run_one_for(std::chrono::milliseconds(2));
      desk.on_time();
    }
    EXPECT_TRUE(done()) << "waited too long";
  }

  static backtest_desk::stored asked(const std::string& name) {
    backtest_desk::stored row;
    row.name = name;
    row.who = "ann";
    row.strategy = "momentum";
    row.asked = "{}";
    return row;
  }

  static backtest_desk::work gives(const std::string& figures) {
    return [figures](const auto&) { return backtest_desk::done_work{figures, "{\"all\":1}"}; };
  }

  // Goes on until it is told to stop.
  static result<backtest_desk::done_work> never_ends(const backtest_desk::watch& watch) {
    watch.on_progress(0.25);
    while (!watch.stop())
      std::this_thread::yield();
    return error{"backtest_stopped", "stopped"};
  }

  bool has_ended(const backtest_desk& desk, const std::string& id) {
    const auto& state = desk.find(id)->row.state;
    return state != "queued" && state != "running";
  }

  scratch_folder home;
  boost::asio::io_context lane;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> keep_running{
      boost::asio::make_work_guard(lane)};
  runtime::manual_clock clock{story_ns};
  std::vector<std::string> news;
  std::vector<std::string> failures;
};

TEST_F(backtest_desks, carry_out_what_is_asked_and_keep_it_for_the_next_start) {
  std::string id;
  {
    auto desk = made();
    desk->open();
    id = desk->begin(asked("slow"), gives("{\"net_profit\":\"5\"}")).value();
    run_until(*desk, [&] { return desk->find(id)->row.state == "done"; });
    EXPECT_EQ(desk->find(id)->progress, 1);
    EXPECT_EQ(news.front(), "queued");
    EXPECT_EQ(news.back(), "done");
    std::string outcome;
    desk->outcome_of(id, [&](const auto& told) { outcome = told ? *told : "failed"; });
    run_until(*desk, [&] { return !outcome.empty(); });
    EXPECT_EQ(outcome, "{\"all\":1}");
  }
  auto later = made();
  later->open();
  run_until(*later, [&] { return later->find(id) != nullptr; });
  const auto& kept = later->find(id)->row;
  EXPECT_EQ(kept.state, "done");
  EXPECT_EQ(kept.name, "slow");
  EXPECT_EQ(kept.figures, "{\"net_profit\":\"5\"}");
  EXPECT_FALSE(kept.finished_at.empty());
  EXPECT_TRUE(failures.empty());
}

TEST_F(backtest_desks, tell_progress_and_stop_the_one_under_way_and_those_that_wait) {
  auto desk = made();
  const auto first = desk->begin(asked(""), never_ends).value();
  const auto second = desk->begin(asked(""), gives("{}")).value();
  run_until(*desk, [&] { return desk->find(first)->progress >= 0.25; });
  EXPECT_EQ(desk->find(first)->row.state, "running");
  EXPECT_EQ(desk->find(second)->row.state, "queued");
  ASSERT_TRUE(desk->abort(second));
  ASSERT_TRUE(desk->abort(first));
  run_until(*desk, [&] { return has_ended(*desk, first) && has_ended(*desk, second); });
  EXPECT_EQ(desk->find(first)->row.state, "aborted");
  EXPECT_EQ(desk->find(second)->row.state, "aborted");
  EXPECT_EQ(desk->abort(first).failure().code, "backtest_finished");
  EXPECT_EQ(desk->abort("7").failure().code, "backtest_not_found");
}

TEST_F(backtest_desks, take_no_more_than_their_bound) {
  auto desk = made(false);
  std::vector<std::string> ids;
  for (std::size_t count = 0; count < backtest_desk::waiting_max; ++count)
    ids.push_back(desk->begin(asked(""), never_ends).value());
  EXPECT_EQ(desk->begin(asked(""), gives("{}")).failure().code, "backtest_busy");
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  for (const auto& each : ids)
    ASSERT_TRUE(desk->abort(each));
  run_until(*desk, [&] { return has_ended(*desk, ids.back()); });
  const auto again = desk->begin(asked(""), gives("{}"));
  ASSERT_TRUE(again);
  run_until(*desk, [&] { return has_ended(*desk, *again); });
  EXPECT_EQ(desk->find(*again)->row.state, "done");
}

TEST_F(backtest_desks, tell_what_was_left_undone_as_aborted_at_the_next_start) {
  std::string id;
  {
    auto desk = made();
    desk->open();
    id = desk->begin(asked("cut short"), never_ends).value();
    auto reader = opened();
    ASSERT_TRUE(reader->prepare());
    run_until(*desk, [&] { return !reader->backtests_of("main")->empty(); });
  }
  auto later = made();
  later->open();
  run_until(*later, [&] { return later->find(id) != nullptr; });
  EXPECT_EQ(later->find(id)->row.state, "aborted");
  EXPECT_EQ(later->find(id)->row.error_code, "restarted");
}

// A folder stands where the file should be, and goes.
TEST_F(backtest_desks, hold_what_they_could_not_keep_until_the_database_is_back) {
  const auto place = home.path() / "read_side.db";
  std::filesystem::create_directory(place);
  auto desk = made();
  desk->open();
  const auto id = desk->begin(asked("held"), gives("{}")).value();
  std::string outcome;
  run_until(*desk, [&] { // once the last of its rows could not be kept
    desk->outcome_of(id, [&](const auto& told) { outcome = told ? *told : told.failure().code; });
    return outcome == "{\"all\":1}";
  });
  EXPECT_FALSE(failures.empty());
  std::filesystem::remove(place);
  auto reader = opened();
  ASSERT_TRUE(reader->prepare());
  clock.advance(backtest_desk::retry_ns);
  run_until(*desk, [&] { return reader->backtest_outcome("main", id)->has_value(); });
  EXPECT_EQ(reader->backtests_of("main")->at(0).state, "done");
}

TEST_F(backtest_desks, tell_why_one_failed) {
  auto desk = made(false);
  const auto id = desk->begin(asked(""), [](const auto&) -> result<backtest_desk::done_work> {
                         return error{"no_data", "nothing there"};
                       }).value();
  run_until(*desk, [&] { return has_ended(*desk, id); });
  EXPECT_EQ(desk->find(id)->row.state, "failed");
  EXPECT_EQ(desk->find(id)->row.error_code, "no_data");
}

} // namespace
} // namespace troupe::actors::backtest_desk_test
