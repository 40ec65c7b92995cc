// An HTTP request and its response, free of any library's types.
#pragma once

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

struct response {
  int status = 200;
  std::vector<header> headers; // Content-Length is set by the server
  std::string body;
};

// A target taken apart: path segments and query parameters, percent-decoded.
struct target_parts {
  std::vector<std::string> segments; // "/v2/orders/1" is {"v2","orders","1"}
  std::vector<header> query;
};
target_parts split_target(std::string_view target);
std::string percent_encode(std::string_view text);

} // namespace troupe::net::http
