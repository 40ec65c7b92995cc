// A venue, a trader and everything between them on one machine that is not there, in one thread:
// what runs next is drawn from a seed, and time goes on when nothing can run.
//
//   world run{{.seed = 7, .minutes = 60}};
//   run.until([&] { return run.trading().has_ended(); });
//   run.crash(none_survives{});            // the power fails; the next life starts from the disk
//
// The venue is the built-in one, whole, behind its own socket; it lives through every crash of the
// trader. One process has one world at a time, and may be copied with fork(2) at any moment.
#pragma once

#include "net/alpaca/trading_client.hpp"
#include "net/venue/server.hpp"
#include "tests/simulation/machine/machine.hpp"
#include "tests/simulation/trader.hpp"
#include "trading/matching/splitmix64.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace troupe::simulation {

// Everything of the venue runs as the first host, every question of ours as the second.
inline constexpr int venue_host = 0;
inline constexpr int auditor_host = 1;

struct world_options {
  std::uint64_t seed = 1;        // of the order of what runs, and of latencies
  std::uint64_t market_seed = 1; // of the prices
  std::size_t symbols = 2;
  int minutes = 40;      // of market time
  std::string speed = "max";
  bool fsync = true;
  net::venue::fault_plan faults;
  latency_range latency;
};

class world {
public:
  explicit world(world_options options);
  ~world();

  const world_options& options() const { return options_; }
  machine& hardware() { return *machine_; }
  trader& trading() { return *trader_; }
  // The market has ended, and the trader that runs has nothing more to do about it.
  bool is_over() const {
    return trader_->has_ended() || (market_over_ && trader_->is_ready());
  }
  const std::vector<trading::symbol>& symbols() const { return symbols_; }

  // Runs until it holds, at most this long by the steady clock; whether it came to hold. A seeded
  // pause of a lane stands for a slow disk or a busy core.
  bool until(const std::function<bool()>& holds, std::int64_t most_ns = 600'000'000'000);
  // Between two steps of the run: what a scenario does to it.
  void before_each_step(std::function<void()> what) { before_step_ = std::move(what); }
  void pause(std::size_t lane, std::int64_t until_ns) { paused_until_[lane] = until_ns; }

  // The trader is gone; what the disk kept is where the next one starts. It starts after
  // `away_ns`.
  void crash(const survivors& rule, std::int64_t away_ns = 0);
  // The trader is gone, and its successor has not started.
  void die() { machine_->power_off(life_); }
  // As crash(), of a disk whose files were left in this folder already.
  void crash_to(const std::string& home, std::int64_t away_ns = 0);
  std::string next_home(); // a folder that no copy of the process uses
  const std::string& home() const { return home_; }
  std::uint64_t crashes() const { return crashes_; }

  // The venue's own word, asked for over a connection of its own.
  net::alpaca::trading_client& auditor() { return *auditor_; }
  // What was asked of the venue, in the order of asking: method, path and body of each request.
  struct asked {
    std::int64_t steady_ns = 0;
    int life = 0;
    std::string text;
  };
  const std::vector<asked>& requests() const { return requests_; }
  std::uint64_t steps() const { return steps_; }

  // An operator was told that trading is halted; or is about to resume it.
  void note_halt(bool halted) { halted_ = halted; }
  // What was seen to be wrong while it ran.
  const std::vector<std::string>& violations() const { return violations_; }
  const trading::risk_limits& limits() const { return limits_; }

private:
  void start_venue();
  void start_trader();
  void on_request(std::string_view bytes);
  bool run_one();
  bool run_candidate(std::size_t which);
  bool pass_time(std::int64_t limit_ns);

  world_options options_;
  std::vector<trading::symbol> symbols_;
  std::string root_;
  std::string home_;
  int homes_ = 0;
  std::unique_ptr<machine> machine_;
  trading::splitmix64 chance_;
  boost::asio::io_context* venue_io_ = nullptr; // of the venue's host
  std::unique_ptr<net::venue::server> venue_;
  boost::asio::io_context* auditor_io_ = nullptr;
  std::unique_ptr<net::alpaca::trading_client> auditor_;
  std::unique_ptr<trader> trader_;
  int life_ = 0;
  std::uint64_t crashes_ = 0;
  std::uint64_t steps_ = 0;
  std::function<void()> before_step_;
  std::vector<bool> idle_;
  std::map<std::size_t, std::int64_t> paused_until_;
  std::vector<asked> requests_;
  bool market_over_ = false;
  bool halted_ = false;
  std::vector<std::string> violations_;
  trading::risk_limits limits_;
};

} // namespace troupe::simulation
