#include "net/http/deadline.hpp"

#include <boost/asio/basic_waitable_timer.hpp>

namespace troupe::net::http {
namespace {

using steady = std::chrono::steady_clock;

} // namespace

class deadline::state : public std::enable_shared_from_this<state> {
public:
  state(boost::asio::io_context& io, std::function<void()> expired)
      : timer_(io.get_executor()), expired_(std::move(expired)) {}

  void set(std::chrono::milliseconds limit) {
    set_at_ = steady::now();
    due_ = set_at_ + limit;
    if (fires_ > due_) {
      wait();
    }
  }

  std::chrono::nanoseconds passed() const { return steady::now() - set_at_; }

  void clear() { due_ = steady::time_point::max(); }

  void stop() {
    clear();
    fires_ = steady::time_point::max();
    timer_.cancel();
  }

private:
  void wait() {
    fires_ = due_;
    timer_.expires_at(due_);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code failed) {
      const auto self = weak.lock();
      if (self && !failed) {
        self->fired();
      }
    });
  }

  void fired() {
    fires_ = steady::time_point::max();
    if (due_ == steady::time_point::max()) {
      return;
    }
    if (steady::now() < due_) {
      wait();
      return;
    }
    clear();
    expired_();
  }

  boost::asio::basic_waitable_timer<steady, boost::asio::wait_traits<steady>,
                                    boost::asio::io_context::executor_type>
      timer_;
  std::function<void()> expired_;
  steady::time_point set_at_{};
  steady::time_point due_ = steady::time_point::max();
  steady::time_point fires_ = steady::time_point::max();
};

deadline::deadline(boost::asio::io_context& io, std::function<void()> expired)
    : state_(std::make_shared<state>(io, std::move(expired))) {}

deadline::~deadline() {
  stop();
}

void deadline::set(std::chrono::milliseconds limit) {
  state_->set(limit);
}

std::chrono::nanoseconds deadline::passed() const {
  return state_->passed();
}

void deadline::clear() {
  state_->clear();
}

void deadline::stop() {
  state_->stop();
}

} // namespace troupe::net::http
