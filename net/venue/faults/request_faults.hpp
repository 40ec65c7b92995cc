// What faults do to a request and its answer.
//
// The rules are asked in the plan's order. The first that answers in the venue's stead (`status`,
// `html`) ends the asking: such a request is never taken, and what stands behind it in the plan
// has no chance at it.
#pragma once

#include "net/http/message.hpp"
#include "net/venue/faults/dice.hpp"
#include "net/venue/faults/plan.hpp"

#include <cstdint>
#include <optional>

namespace troupe::net::venue {

struct request_verdict {
  std::optional<http::response> instead; // and the request is not taken
  std::int64_t delay_ms = 0;             // before the answer
  std::int64_t skew_ms = 0;              // of the clock's timestamp
  bool truncates = false;                // half of the body, told as the whole of it
  http::delivery delivery;
};

request_verdict judge_request(const fault_plan& plan, dice& chance, const http::request& asked);

// The answer of a request that was taken, as its verdict wants it.
http::response spoil(http::response answer, const request_verdict& verdict);

} // namespace troupe::net::venue
