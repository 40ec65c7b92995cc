// Calls that are made later, by process time. None is made after this object has gone or was told
// to forget them.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace troupe::net::venue {

class later {
public:
  // At most so many wait at a time; a call beyond is made at once.
  static constexpr std::size_t waiting_max = 65'536;

  explicit later(boost::asio::io_context& io);
  ~later();
  later(const later&) = delete;
  later& operator=(const later&) = delete;

  // Calls that are due at the same moment are made in the order in which they were asked for.
  void call_after(std::int64_t delay_ms, std::function<void()> what);
  void forget();

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::venue
