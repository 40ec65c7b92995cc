// Where a server is: the part of a URL before the path.
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::net::http {

struct endpoint {
  bool tls = false;
  std::string host;
  std::uint16_t port = 80;
  std::string base_path; // without a trailing slash; empty for "http://host"

  // Accepts http, https, ws and wss URLs. Error: `invalid_url`.
  static result<endpoint> parse(std::string_view url);
  std::string authority() const; // "host" or "host:port", as the Host header wants it
};

} // namespace troupe::net::http
