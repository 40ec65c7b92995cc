// The connection that an open body (outlet.hpp) has to itself: what the client still sends is read
// and forgotten, and its end ends the body. Only units that may see Asio include this header.
#pragma once

#include "net/http/deadline.hpp"
#include "net/http/dial.hpp"
#include "net/http/outlet.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <string>

namespace troupe::net::http {

class body_session final : public outlet, public std::enable_shared_from_this<body_session> {
public:
  body_session(boost::asio::io_context& io, tcp_stream socket, std::size_t queue_bytes_max,
               std::shared_ptr<open_body> on);

  void begin(std::string head);

  void send(std::string_view piece) override;
  std::size_t queued_bytes() const override { return queued_bytes_; }
  void finish() override;
  void close() override;

private:
  static constexpr std::chrono::milliseconds linger_timeout{2000};

  void queue(std::string bytes);
  void write();
  void written();
  void listen();

  tcp_stream socket_;
  std::size_t queue_bytes_max_;
  std::shared_ptr<open_body> on_; // none once it is closed; held by each call into it
  deadline linger_;
  std::array<char, 512> ignored_{};
  std::deque<std::string> queue_; // at most queue_bytes_max_ in all
  std::size_t queued_bytes_ = 0;
  bool writing_ = false;
  bool ending_ = false;
  bool closed_ = false;
};

} // namespace troupe::net::http
