// A venue that says what the test tells it to, over real sockets on the test's own loop.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/http/server.hpp"
#include "tests/unit/net/http/loopback.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::net::alpaca {

class scripted_venue {
public:
  scripted_venue()
      : server_(must_start(
            io,
            [this](http::request message, http::respond respond) {
              requests.push_back(message);
              on_request(std::move(message), std::move(respond));
            },
            [this](const http::request& message) { return upgrade(message); })) {}

  // A connection's handlers hold its session, which holds the connection.
  ~scripted_venue() {
    for (const auto& opened : sessions)
      opened->connection.reset();
  }
  scripted_venue(const scripted_venue&) = delete;
  scripted_venue& operator=(const scripted_venue&) = delete;

  access place() const {
    const auto where = at_port(server_->port());
    return {where, where, where, {"K", "S"}, true};
  }

  // The connection that was opened last, and what its client said on it.
  struct session {
    std::string path;
    std::string content_type; // of the upgrade request
    std::shared_ptr<websocket::connection> connection;
    std::vector<std::string> heard;
    bool closed = false;
  };

  session& last() { return *sessions.back(); }
  void say(std::string text) { last().connection->send_text(std::move(text)); }
  void say_binary(std::string text) {
    last().connection->send(std::make_shared<const std::string>(std::move(text)),
                            websocket::opcode::binary);
  }
  void drop() { last().connection->close(1011, "dropped"); }

  void run_until(const std::function<bool()>& done) { net::run_until(io, done); }
  void run_until_sessions(std::size_t count) {
    run_until([&] { return sessions.size() == count && last().connection != nullptr; });
  }
  void run_until_heard(std::size_t count) {
    run_until([&] { return last().heard.size() >= count; });
  }

  boost::asio::io_context io;
  std::vector<http::request> requests;
  std::function<void(http::request, http::respond)> on_request = [](const http::request&,
                                                                    const http::respond& respond) {
    respond({404, {}, R"({"code":40410000,"message":"endpoint not found."})"});
  };
  std::vector<std::shared_ptr<session>> sessions;

private:
  http::upgrade_answer upgrade(const http::request& message) {
    const auto opened = std::make_shared<session>();
    opened->path = message.target;
    opened->content_type = http::header_value(message.headers, "Content-Type");
    sessions.push_back(opened);
    websocket::handlers on;
    on.on_open = [opened](std::shared_ptr<websocket::connection> connection) {
      opened->connection = std::move(connection);
    };
    on.on_message = [opened](std::string_view text, websocket::opcode) {
      opened->heard.emplace_back(text);
    };
    on.on_close = [opened](std::uint16_t, std::string_view) { opened->closed = true; };
    return on;
  }

  std::unique_ptr<http::server> server_;
};

} // namespace troupe::net::alpaca
