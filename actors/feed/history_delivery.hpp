// Tells a long history in slices, so that no mailbox has to hold it all: the next slice goes out
// when the receivers have taken most of the last one in.
#pragma once

#include "trading/market/bar.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace troupe::actors {

class history_delivery {
public:
  static constexpr std::size_t slice = 1024; // bars

  struct steps {
    std::function<bool()> has_room;                   // of every receiver
    std::function<void(const trading::bar&)> deliver; // one bar
    std::function<void()> finished;                   // once, last
  };

  // `guard` makes a callback the role's own (role::guarded).
  history_delivery(boost::asio::io_context& io, std::vector<trading::bar> bars, steps wanted)
      : timer_(io), bars_(std::move(bars)), steps_(std::move(wanted)) {}

  template <class Guard>
  void run(Guard guard) {
    if (steps_.has_room()) {
      const auto end = std::min(bars_.size(), next_ + slice);
      for (; next_ < end; ++next_)
        steps_.deliver(bars_[next_]);
      if (next_ == bars_.size())
        return steps_.finished();
    }
    timer_.expires_after(std::chrono::milliseconds(1));
    timer_.async_wait(guard([this, guard](const auto& failed) {
      if (!failed)
        run(guard);
    }));
  }

private:
  boost::asio::steady_timer timer_;
  std::vector<trading::bar> bars_;
  steps steps_;
  std::size_t next_ = 0;
};

} // namespace troupe::actors
