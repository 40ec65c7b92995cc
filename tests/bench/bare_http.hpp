// What HTTP costs with Beast alone: a server whose every answer is prepared.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace troupe::bench {

// Answers any request with 200 and this body, on a thread of its own.
class bare_http_server {
public:
  explicit bare_http_server(std::string body);
  ~bare_http_server();

  std::uint16_t port() const;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::bench
