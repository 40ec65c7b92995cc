// Turns SIGINT and SIGTERM into a call on a lane. One object a process.
#pragma once

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>

namespace troupe::runtime::process {

class signals {
public:
  // Calls `on_stop(signal number)` on the io_context's thread at every signal, the second included
  // (which users expect to mean "now").
  signals(boost::asio::io_context& io, std::function<void(int)> on_stop);
  // On the io_context's thread, or when that has stopped.
  ~signals();
  signals(const signals&) = delete;
  signals& operator=(const signals&) = delete;

private:
  struct state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::runtime::process
