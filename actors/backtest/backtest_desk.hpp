// Backtests that operators ask the edge for: run one at a time on a thread of their own and with a
// low priority, so neither a trading lane nor the edge's waits for them; kept in the table
// `backtests` of the read side's database.
//
// Bounds: waiting_max wait or run, more are refused with `backtest_busy`; the newest
// stored_backtest::kept_max are known. Whatever the desk's end, or the process's, left undone is
// told as aborted at the next start. While its database is away a desk goes on, and tries again
// every retry_ns; of what could not be kept it holds the last unkept_max, with their outcomes.
//
// Belongs to one lane, which outlives it. The destructor stops the one under way; no callback runs
// afterwards.
#pragma once

#include "actors/role/side_thread.hpp"
#include "persistence/read_side/read_store.hpp"
#include "runtime/clock.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace troupe::actors {

class backtest_desk {
public:
  static constexpr std::size_t waiting_max = 8;
  static constexpr std::size_t writes_max = 256; // of the database, waiting
  static constexpr std::size_t unkept_max = 16;
  static constexpr std::int64_t retry_ns = 5'000'000'000;

  using stored = persistence::read_side::stored_backtest;
  struct entry {
    stored row; // without its outcome
    double progress = 0;
  };
  struct watch {
    std::function<bool()> stop;
    std::function<void(double)> on_progress; // from the desk's thread
  };
  struct done_work {
    std::string figures; // JSON
    std::string outcome; // JSON
  };
  // Runs on the desk's thread.
  using work = std::function<result<done_work>(const watch&)>;
  struct roads {
    std::function<void(const entry&)> on_change; // of state or progress
    std::function<void(const error&)> on_store_failed; // a try, or what was given up
  };

  // The clock outlives the desk. A null store keeps nothing.
  backtest_desk(boost::asio::io_context& lane, const runtime::process_clock& clock,
                std::string account, std::shared_ptr<persistence::read_side::read_store> store,
                roads to);
  ~backtest_desk();
  backtest_desk(const backtest_desk&) = delete;
  backtest_desk& operator=(const backtest_desk&) = delete;

  // Reads what is stored. Until then the list is what was asked for since the start.
  void open();
  // `row` says name, who, strategy and what was asked; the rest is the desk's. Gives the id.
  // Error: `backtest_busy`.
  result<std::string> begin(stored row, work wanted);
  // Errors: `backtest_not_found`, `backtest_finished`.
  result<void> abort(const std::string& id);

  const entry* find(const std::string& id) const;
  const std::map<std::string, entry>& all() const { return entries_; } // the oldest first
  // With the JSON, or an error of the store; `null` where there is none.
  void outcome_of(const std::string& id, std::function<void(result<std::string>)> answer);
  // Every 100 ms or so: tells how far the one under way is.
  void on_time();

private:
  struct job {
    std::atomic<bool> stopped = false;
    std::atomic<bool> begun = false;
    std::atomic<int> permille = 0;
  };

  void finish(const std::string& id, const std::shared_ptr<job>& of,
              const result<done_work>& outcome);
  void change(entry& of, std::string state);
  void keep(stored row);
  void remember_unkept(stored row);
  void try_again();
  void take_stored(std::vector<stored> rows);
  std::string new_id();
  void forget_oldest();

  const runtime::process_clock& clock_;
  std::string account_;
  std::shared_ptr<persistence::read_side::read_store> store_;
  roads to_;
  std::map<std::string, entry> entries_;
  std::map<std::string, std::shared_ptr<job>> jobs_; // that wait or run
  std::int64_t last_id_ = 0;
  bool opened_ = false;
  std::map<std::string, stored> unkept_; // by id, as they are now
  std::int64_t again_ns_ = 0;            // when the store is tried again; 0: nothing to be done
  std::unique_ptr<side_thread> writer_; // these end first: their tasks look at what is above
  std::unique_ptr<side_thread> worker_;
};

} // namespace troupe::actors
