// A REST request as a route sees it, and the answers that routes give.
//
// Errors have one shape: {"error":{"code":"…","message":"…","details":{…}}}.
#pragma once

#include "actors/edge/audit/audit_entry.hpp"
#include "actors/edge/auth/web_token.hpp"
#include "net/http/message.hpp"
#include "net/http/server.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct call {
  std::map<std::string, std::string> path; // the pattern's parameters, percent-decoded
  std::vector<net::http::header> query;
  std::vector<net::http::header> headers;
  std::string target; // as it came
  std::string body;
  std::string remote_address;
  token_claims who; // of nobody on routes that are open to all
  // For the audit log, of writes. Never null there.
  std::shared_ptr<audit_note> note;
  // Told the name of each query parameter that the route looks at: for tests. Empty: nobody is.
  std::function<void(std::string_view)> on_parameter;

  std::string_view header(std::string_view name) const {
    return net::http::header_value(headers, name);
  }
  // What a write is about to change, as JSON: for the audit log.
  void tell_before(std::string json) const {
    if (note)
      note->before = std::move(json);
  }
  // A query parameter's value; empty means the same as absent.
  std::string_view parameter(std::string_view name) const;
  // Errors: `invalid_symbol`, `invalid_parameter`.
  result<trading::symbol> symbol_in_path() const;
  result<std::optional<trading::time_ns>> time_parameter(std::string_view name) const;
  // Between 1 and most; `fallback` when absent.
  result<std::size_t> limit_parameter(std::size_t fallback, std::size_t most) const;
  // The sequence number that `page_token` is, where lists of records give one.
  result<std::optional<std::uint64_t>> page_token_parameter() const;
};

using net::http::respond;

net::http::response json_reply(std::string body, int status = 200);
net::http::response empty_reply(int status);
// `details` is a JSON object's text.
net::http::response error_reply(int status, const error& failure, std::string_view details = "{}");
// With the status that belongs to the error's code.
net::http::response error_reply(const error& failure);
int status_of(std::string_view code);
// Of a request that a browser sent with a cookie, but no page of this server.
error foreign_origin();

} // namespace troupe::actors
