#include "runtime/process/signals.hpp"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <utility>

namespace troupe::runtime::process {

struct signals::state : std::enable_shared_from_this<state> {
  state(boost::asio::io_context& io, std::function<void(int)> callback)
      : set(io, SIGINT, SIGTERM), on_stop(std::move(callback)) {}

  void wait() {
    set.async_wait(
        [self = shared_from_this()](const boost::system::error_code& failed, int number) {
          if (!failed && self->on_stop) {
            self->on_stop(number);
            self->wait();
          }
        });
  }

  boost::asio::signal_set set;
  std::function<void(int)> on_stop;
};

signals::signals(boost::asio::io_context& io, std::function<void(int)> on_stop)
    : state_(std::make_shared<state>(io, std::move(on_stop))) {
  state_->wait();
}

signals::~signals() {
  state_->on_stop = nullptr;
  boost::system::error_code ignored;
  state_->set.cancel(ignored);
}

} // namespace troupe::runtime::process
