// An HTTP request and its response, free of any library's types.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::http {

struct header {
  std::string name;
  std::string value;
};

// The value of the first header of this name (any case), or empty.
std::string_view header_value(const std::vector<header>& headers, std::string_view name);

struct request {
  std::string method = "GET";
  std::string target = "/"; // path and query as they stand on the wire
  std::vector<header> headers;
  std::string body;
  std::string remote_address; // of the client; only on the server's side
};

// How a server gets its response out. Other than at once and whole only where a network's faults
// are to be shown.
struct delivery {
  bool lost = false;                  // the connection is closed without a byte of it
  std::size_t piece_bytes = 0;        // so many at a time; 0 is all at once
  std::chrono::milliseconds pause{0}; // before each piece but the first
};

struct open_body; // outlet.hpp

struct response {
  int status = 200;
  std::vector<header> headers; // Content-Length is set by the server
  std::string body;
  http::delivery delivery{}; // on the server's side
  // On the server's side: what is sent instead of `body`, for as long as it goes on.
  std::shared_ptr<http::open_body> open{};
};

// A target taken apart: path segments and query parameters, percent-decoded.
struct target_parts {
  std::vector<std::string> segments; // "/v2/orders/1" is {"v2","orders","1"}
  std::vector<header> query;
};
target_parts split_target(std::string_view target);
std::string percent_encode(std::string_view text);

} // namespace troupe::net::http
