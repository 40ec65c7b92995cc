// A time limit that is moved with every request and seldom met.
//
// Moving it later costs one reading of the steady clock: the timer underneath is left as it stands
// and, when it fires early, waits for the rest.
#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace troupe::net::http {

class deadline {
public:
  // `expired` runs on the io_context's thread; never after this object has gone.
  deadline(boost::asio::io_context& io, std::function<void()> expired);
  ~deadline();
  deadline(const deadline&) = delete;
  deadline& operator=(const deadline&) = delete;

  // `expired` follows once when `limit` has passed, unless set again or cleared before.
  void set(std::chrono::milliseconds limit);
  // Since the last set().
  std::chrono::nanoseconds passed() const;
  void clear(); // leaves the timer for the next set()
  void stop();  // leaves nothing that would keep the io_context running

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::http
