// Moves the market: takes instant after instant from the source, lets the exchange match it, and
// has it told to the clients. It decides when; the listeners decide how.
//
// Three ways of moving:
//  - paced: market time runs `speed` times as fast as process time, from start() on; a gap is
//    crossed at once.
//  - in lockstep, at the highest speed: numbered steps, each of which waits for its answer. One
//    instant is an order step, if resting orders changed by it, then a data step. The market holds
//    while nobody answers.
//  - free, at the highest speed and without lockstep: each instant follows the last as soon as the
//    clients' sockets keep up.
// At the highest speed the market begins with the first of barrier(0) and free_run().
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/market_source.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace troupe::net::venue {

struct driver_listeners {
  // Asked before an instant is taken; the market waits where it cannot be.
  std::function<result<void>(const market_instant&)> admit;
  std::function<void(const trading::order_updates&)> orders; // of resting orders
  std::function<void(std::uint64_t step, trading::time_ns at)> order_barrier;
  // Data and tick; step 0 outside lockstep. The last call of all has `end` set and no events.
  std::function<void(const market_instant&, std::uint64_t step, bool end)> data;
  std::function<bool()> congested; // a client's socket is far behind
  std::function<void()> end;       // the data are spent and, in lockstep, the end is answered
};

class market_driver {
public:
  // A client is told apart by a number of the caller's choice.
  using client_id = std::uint64_t;

  // speed is empty for the highest.
  market_driver(boost::asio::io_context& io, exchange& market, market_source& source,
                std::optional<double> speed, driver_listeners listeners);

  // Begins to move when paced. What the market has before `present` is crossed at once.
  void start(std::optional<trading::time_ns> present = {});
  void free_run();
  // Step 0 starts or resumes: what is outstanding is told again, and from now on this client
  // answers. Any other step releases the next if it is the outstanding one and comes from the
  // client that started; if not, it is ignored and counted.
  void barrier(client_id client, std::uint64_t step);
  void stop();

  std::uint64_t ignored_answers() const { return ignored_answers_; }
  bool in_lockstep() const { return way_ == way::lockstep; }
  std::uint64_t step() const { return step_; } // the outstanding one; 0 before the first

private:
  enum class way { waiting, paced, free, lockstep, stopped };
  enum class phase { none, taking, orders, data, end, ended };

  void release();
  void take_step();
  void open_step(phase next);
  void tell_outstanding();
  void schedule();
  void wait_until(std::chrono::steady_clock::time_point due);
  void move();
  void finish();
  market_instant end_instant() const;

  exchange& market_;
  market_source& source_;
  std::optional<double> speed_;
  driver_listeners tell_;
  boost::asio::steady_timer timer_;
  way way_ = way::waiting;
  phase phase_ = phase::none;
  std::uint64_t step_ = 0;
  client_id answering_ = 0;
  std::uint64_t ignored_answers_ = 0;
  std::optional<market_instant> instant_;        // outstanding, or the next one when paced or free
  trading::order_updates updates_;               // of the outstanding order step
  std::chrono::steady_clock::time_point anchor_; // the process time of anchor_ns_
  trading::time_ns anchor_ns_ = 0;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace troupe::net::venue
