#include "actors/edge/replay_desk.hpp"

#include "trading/market/time.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace troupe::actors {

replay_desk::~replay_desk() {
  *alive_ = false;
  ending_ = true;
  worker_.stop();
  worker_.join();
}

void replay_desk::run(task wanted, on_done done) {
  if (pending_ >= pending_max)
    return done(error{"replay_busy", "too many replays wait; try again when one is done"});
  ++pending_;
  boost::asio::post(worker_, [this, wanted = std::move(wanted), done = std::move(done),
                              alive = std::weak_ptr<bool>(alive_), &lane = lane_]() mutable {
    const auto deadline_ns = clock_.steady_ns() + longest_s * trading::second_ns;
    result<std::string> outcome = error{"replay_failed", "the replay did not run"};
    try {
      outcome = wanted(
          [this, deadline_ns] { return ending_ || clock_.steady_ns() > deadline_ns; });
    } catch (const std::exception& thrown) {
      outcome = error{"replay_failed", thrown.what()};
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

} // namespace troupe::actors
