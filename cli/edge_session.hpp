// A command's conversation with a running edge: one request after the other, each waited for.
#pragma once

#include "net/http/endpoint.hpp"
#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace troupe::cli {

// Waits for the answer, at most ten seconds. Errors: those of net::http::client, with the URL.
result<net::http::response> fetch(const net::http::endpoint& where, net::http::request asked);

class edge_session {
public:
  // With the token of TROUPE_TOKEN; else logs in as TROUPE_USER (admin) with TROUPE_PASSWORD,
  // TROUPE_ADMIN_PASSWORD or the password in $TROUPE_HOME/admin-password, the first that is set.
  // Errors besides: `invalid_url`, `no_credentials`, and the edge's own refusal.
  static result<edge_session> begin(const std::string& url);

  // The body of an answer below 300, null where it is empty; else the edge's error.
  result<nlohmann::json> ask(std::string_view method, std::string_view path,
                             std::string body = {}) const;

private:
  edge_session(net::http::endpoint where, std::string token)
      : where_(std::move(where)), token_(std::move(token)) {}

  net::http::endpoint where_;
  std::string token_;
};

} // namespace troupe::cli
