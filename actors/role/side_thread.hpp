// Work off the lane: tasks run on a thread of their own, one at a time, and each answer comes back
// on the lane.
//
// Bound: at most pending_max wait or run; more are refused at once. The destructor waits for the
// task under way and lets the others go; no callback runs afterwards. Belongs to one lane, which
// outlives it.
#pragma once

#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace troupe::actors {

class side_thread {
public:
  side_thread(boost::asio::io_context& lane, std::size_t pending_max)
      : lane_(lane), pending_max_(pending_max), alive_(std::make_shared<bool>(true)) {}
  ~side_thread() {
    *alive_ = false;
    worker_.stop();
    worker_.join();
  }
  side_thread(const side_thread&) = delete;
  side_thread& operator=(const side_thread&) = delete;

  // done(outcome) gets what the task gives; `busy` where too much waits; and, with the code of
  // `failed`, what it threw.
  template <class Value>
  void run(std::function<result<Value>()> task, std::function<void(result<Value>)> done,
           const error& busy, error failed) {
    if (pending_ >= pending_max_)
      return done(busy);
    ++pending_;
    boost::asio::post(worker_, [this, task = std::move(task), done = std::move(done),
                                outcome = result<Value>(std::move(failed)),
                                alive = std::weak_ptr<bool>(alive_), &lane = lane_]() mutable {
      try {
        outcome = task();
      } catch (const std::exception& thrown) {
        outcome = error{outcome.failure().code, thrown.what()};
      }
      boost::asio::post(lane, [this, outcome = std::move(outcome), done = std::move(done), alive] {
        const auto still = alive.lock();
        if (!still || !*still)
          return;
        --pending_;
        done(outcome);
      });
    });
  }

private:
  boost::asio::io_context& lane_;
  std::size_t pending_max_;
  std::size_t pending_ = 0;
  std::shared_ptr<bool> alive_; // touched on the lane only
  boost::asio::thread_pool worker_{1};
};

} // namespace troupe::actors
