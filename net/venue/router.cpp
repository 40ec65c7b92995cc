#include "net/venue/router.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <array>

namespace troupe::net::venue {

namespace {

using route_family = reply (*)(exchange&, const call&);

constexpr std::array<route_family, 11> families{
    answer_account,           answer_assets,      answer_positions,      answer_orders,
    answer_stock_data,        answer_crypto_data, answer_configurations, answer_activities,
    answer_portfolio_history, answer_calendar,    answer_watchlists};

call read_call(const http::request& asked) {
  auto parts = http::split_target(asked.target);
  std::erase(parts.segments, "");
  return {.method = asked.method,
          .segments = std::move(parts.segments),
          .query = std::move(parts.query),
          .body = asked.body};
}

} // namespace

bool router::may_enter(const call& wanted, const std::vector<http::header>& headers) const {
  const bool open_to_all = wanted.starts_with({"v1beta3", "crypto"});
  return keys_.accepts(headers) || (open_to_all && !carries_keys(headers));
}

http::response router::route(const http::request& asked) {
  const auto wanted = read_call(asked);
  if (!may_enter(wanted, asked.headers))
    return message_reply(401, "unauthorized.");
  const bool only_reads = wanted.method == "GET" || wanted.method == "HEAD";
  return only_reads ? dispatch(wanted) : change(asked, wanted);
}

http::response router::change(const http::request& asked, const call& wanted) {
  if (auto written = kept_.about_to_answer(asked, market_.now()); !written)
    return error_reply({"state_not_kept", "internal server error: nothing was done, as the venue "
                                          "cannot write to its home: " +
                                              written.failure().message});
  auto response = dispatch(wanted);
  kept_.answered(response, market_);
  return response;
}

http::response router::answer_again(const http::request& asked) const {
  return dispatch(read_call(asked));
}

http::response router::dispatch(const call& wanted) const {
  for (const auto family : families)
    if (auto answered = family(market_, wanted))
      return std::move(*answered);
  return error_reply({"endpoint_not_found", "endpoint not found."});
}

http::response router::answer(const http::request& asked) {
  auto response = route(asked);
  const auto seed = seed_ + (kept_.times_resumed() << 32);
  auto id = trading::make_identifier(seed, trading::identifier_kind::request, ++requests_);
  std::erase(id, '-');
  response.headers.push_back({"X-Request-ID", std::move(id)});
  return response;
}

} // namespace troupe::net::venue
