#include "actors/edge/venue_desk.hpp"

#include "net/alpaca/access.hpp"
#include "trading/market/time.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::size_t answer_bytes_max = 8u << 20;

net::http::client_options options_for(const net::alpaca::access& who) {
  net::http::client_options options;
  options.headers = who.key_headers();
  options.connections_max = 1;
  options.waiting_max = venue_desk::asks_a_minute_max;
  options.response_bytes_max = answer_bytes_max;
  return options;
}

result<std::string> json_in(const result<net::http::response>& got) {
  if (!got)
    return error{"venue_unreachable", got.failure().message};
  if (got->status != 200 || !nlohmann::json::accept(got->body))
    return error{"venue_refused", "the venue answered " + std::to_string(got->status)};
  return got->body;
}

} // namespace

venue_desk::venue_desk(boost::asio::io_context& lane, const config::venue_access& venue,
                       const runtime::process_clock& clock)
    : clock_(clock) {
  const auto who = net::alpaca::resolve({venue.base_url, venue.data_url, venue.stream_url},
                                        {venue.key_id, venue.secret_key});
  if (!who)
    return;
  trading_.emplace(lane, who->trading, options_for(*who));
  data_.emplace(lane, who->data, options_for(*who));
}

void venue_desk::ask_trading(const std::string& target, std::int64_t good_for_ns, on_answer done) {
  ask(trading_, target, good_for_ns, std::move(done));
}

void venue_desk::ask_data(const std::string& target, std::int64_t good_for_ns, on_answer done) {
  ask(data_, target, good_for_ns, std::move(done));
}

void venue_desk::ask(std::optional<net::http::client>& at, const std::string& target,
                     std::int64_t good_for_ns, on_answer done) {
  const auto now_ns = clock_.steady_ns();
  if (const auto found = kept_.find(target);
      found != kept_.end() && now_ns - found->second.told_ns < good_for_ns)
    return done(found->second);
  if (!at)
    return done(error{"venue_unreachable", "no venue is configured that could be asked"});
  while (!asked_ns_.empty() && now_ns - asked_ns_.front() >= trading::minute_ns)
    asked_ns_.pop_front();
  if (asked_ns_.size() >= asks_a_minute_max)
    return done(error{"rate_limited", "the venue was asked often enough in this minute; try again "
                                      "in a minute"});
  asked_ns_.push_back(now_ns);
  net::http::request asked;
  asked.target = target;
  at->send(std::move(asked),
           [this, target, done = std::move(done)](const result<net::http::response>& got) {
             auto body = json_in(got);
             if (!body)
               return done(body.failure());
             const answer told{std::move(*body), clock_.steady_ns()};
             keep(target, told);
             done(told);
           });
}

void venue_desk::keep(const std::string& target, const answer& told) {
  kept_.insert_or_assign(target, told);
  if (kept_.size() > answers_max)
    kept_.erase(
        std::min_element(kept_.begin(), kept_.end(), [](const auto& one, const auto& other) {
          return one.second.told_ns < other.second.told_ns;
        }));
}

} // namespace troupe::actors
