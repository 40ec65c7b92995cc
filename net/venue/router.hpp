// From a request to its answer: keys first, then the route family that the path belongs to.
#pragma once

#include "net/venue/call.hpp"
#include "net/venue/credentials.hpp"
#include "net/venue/exchange.hpp"
#include "net/venue/rate_limiter.hpp"
#include "net/venue/state/keeper.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace troupe::net::venue {

class router {
public:
  router(exchange& market, const credentials& keys, const rate_limits& limits, keeper& kept,
         std::uint64_t seed)
      : market_(market), keys_(keys), limiter_(limits), kept_(kept), seed_(seed) {}

  // Every answer carries X-Request-ID and, where requests are limited, what is left of them. Crypto
  // market data need no keys, but refuse wrong ones.
  http::response answer(const http::request& asked);
  // What was let in once: no keys are looked at, and nothing is kept.
  http::response answer_again(const http::request& asked) const;
  std::uint64_t requests() const { return requests_; }

private:
  http::response route(const http::request& asked);
  http::response dispatch(const call& wanted) const;
  http::response change(const http::request& asked, const call& wanted);
  // Counts the request; a refusal where its key has none left.
  std::optional<http::response> limit(const http::request& asked, const call& wanted);
  bool may_enter(const call& wanted, const std::vector<http::header>& headers) const;

  exchange& market_;
  const credentials& keys_;
  rate_limiter limiter_;
  std::vector<http::header> allowance_; // of the request under way
  keeper& kept_;
  std::uint64_t seed_;
  std::uint64_t requests_ = 0;
};

} // namespace troupe::net::venue
