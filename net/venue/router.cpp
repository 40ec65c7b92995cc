#include "net/venue/router.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

namespace troupe::net::venue {

namespace {

using route_family = reply (*)(exchange&, const call&);

constexpr std::array families{route_family(answer_account),
                              answer_assets,
                              answer_positions,
                              answer_orders,
                              answer_stock_data,
                              answer_crypto_data,
                              answer_news,
                              answer_screener,
                              answer_configurations,
                              answer_activities,
                              answer_calendar,
                              answer_market_hours,
                              answer_watchlists,
                              answer_portfolio_history,
                              answer_postings,
                              answer_what_is_empty};

} // namespace

bool router::may_enter(const call& wanted, const std::vector<http::header>& headers) const {
  const bool open_to_all = wanted.starts_with({"v1beta3", "crypto"});
  return keys_.accepts(headers) || (open_to_all && !presented_keys(headers));
}

http::response router::route(const http::request& asked) {
  const auto wanted = read_call(asked);
  if (!may_enter(wanted, asked.headers))
    return message_reply(401, "unauthorized.");
  if (auto refused = limit(asked, wanted))
    return std::move(*refused);
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

std::optional<http::response> router::limit(const http::request& asked, const call& wanted) {
  using namespace std::chrono;
  const auto given = presented_keys(asked.headers);
  const auto family = family_of(wanted.segments);
  const auto granted = limiter_.take(given ? given->id : std::string(), family,
                                     time_point_cast<milliseconds>(system_clock::now()));
  if (granted)
    append_headers(*granted, allowance_);
  if (!granted || granted->allowed)
    return std::nullopt;
  return rate_limit_refusal(family);
}

http::response router::answer(const http::request& asked) {
  allowance_.clear();
  auto response = route(asked);
  std::move(allowance_.begin(), allowance_.end(), std::back_inserter(response.headers));
  const auto seed = seed_ + (kept_.times_resumed() << 32);
  auto id = trading::make_identifier(seed, trading::identifier_kind::request, ++requests_);
  std::erase(id, '-');
  response.headers.push_back({"X-Request-ID", std::move(id)});
  return response;
}

} // namespace troupe::net::venue
