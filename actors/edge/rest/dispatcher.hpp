// From a request to its answer: finds the route, asks for the token where one is needed, and sees
// to it that every answer carries X-Request-ID.
#pragma once

#include "actors/edge/audit/audit_entry.hpp"
#include "actors/edge/auth/token_authority.hpp"
#include "actors/edge/rest/answer_memory.hpp"
#include "actors/edge/rest/request_throttle.hpp"
#include "actors/edge/rest/route_table.hpp"
#include "net/http/server.hpp"
#include "runtime/clock.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace troupe::actors {

// How this server is to be spoken to.
struct access_terms {
  bool tls = false; // then browsers are told to come by HTTPS alone
  std::int64_t address_requests_per_s = 0; // 0: any number
  std::int64_t user_requests_per_s = 0;
};

class dispatcher {
public:
  using on_answered = std::function<void(int status)>;
  // Of a route and what it looks at: for tests.
  using on_parameter = std::function<void(const route& asked, std::string_view parameter)>;

  // Of each write that was carried out or forbidden.
  using on_write = std::function<void(const audit_entry&)>;

  // Whether who asks may take a guarded route. API keys are not asked.
  using guard = std::function<result<void>(const token_claims& who)>;

  // `seed` sets the request ids apart from those of other starts.
  dispatcher(route_table routes, const token_authority& authority,
             const runtime::process_clock& clock, std::uint64_t seed, on_answered answered = {},
             const access_terms& terms = {});

  void handle(net::http::request asked, respond answer);
  // Takes a token of the address's; a refusal where there is none left. For what does not come to
  // handle(), which asks itself.
  std::optional<net::http::response> refuse_too_many(const std::string& address);
  // Gives an answer its request id and the headers that every answer has; for answers that come
  // from before the routes too.
  void dress(net::http::response& reply);
  // What the server itself refuses, in the one shape.
  net::http::response refuse(int status, std::string_view message);
  // Of a bearer header, else of the page's cookie. Errors: `unauthenticated` without either,
  // `foreign_origin` for a cookie that came with a write of another server's page, and those of
  // token_authority.
  result<token_claims> authenticate(const net::http::request& asked) const;
  const route_table& routes() const { return routes_; }
  request_throttle& by_address() { return by_address_; }
  request_throttle& by_user() { return by_user_; }
  void watch_writes(on_write told) { on_write_ = std::move(told); }
  void guard_by(guard by) { guard_ = std::move(by); }
  void watch_parameters(on_parameter told) { on_parameter_ = std::move(told); }

private:
  std::string next_id();
  // The answer as it is kept, where the request has an Idempotency-Key. Empty: it was answered.
  respond remembered(const net::http::request& asked, const std::string& user, respond answer);
  // The answer as it is told to the audit log too, where the route changes something.
  respond audited(const route& wanted, const call& asked, const std::string& id,
                  respond answer) const;
  void add_headers(net::http::response& reply, const std::string& id) const;
  void run(const matched_route& match, net::http::request asked, const std::string& id,
           const respond& answer);

  route_table routes_;
  answer_memory answers_;
  const token_authority& authority_;
  const runtime::process_clock& clock_;
  std::uint64_t seed_;
  std::uint64_t requests_ = 0;
  on_answered answered_;
  bool tls_;
  request_throttle by_address_;
  request_throttle by_user_;
  on_parameter on_parameter_;
  on_write on_write_;
  guard guard_;
};

} // namespace troupe::actors
