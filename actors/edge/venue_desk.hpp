// What the edge asks the venue for itself, because no role keeps it: assets and news.
//
// It must never cost the executor its requests: an answer is kept for a while and given to who asks
// meanwhile, and in a minute at most asks_a_minute_max questions go out; more are refused with
// `rate_limited`. Bound: answers_max answers are kept, the oldest going first. Belongs to one
// lane; no callback runs after it has gone.
#pragma once

#include "config/venue_access.hpp"
#include "net/http/client.hpp"
#include "runtime/clock.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace troupe::actors {

class venue_desk {
public:
  static constexpr std::size_t asks_a_minute_max = 20;
  static constexpr std::size_t answers_max = 256;

  struct answer {
    std::string body; // JSON
    std::int64_t told_ns = 0; // steady: when the venue gave it
  };
  using on_answer = std::function<void(const result<answer>&)>;

  venue_desk(boost::asio::io_context& lane, const config::venue_access& venue,
             const runtime::process_clock& clock);

  // Errors: `rate_limited`, `venue_unreachable`, `venue_refused` for an answer that is no 200 with
  // JSON.
  void ask_trading(const std::string& target, std::int64_t good_for_ns, on_answer done);
  void ask_data(const std::string& target, std::int64_t good_for_ns, on_answer done);

private:
  void ask(std::optional<net::http::client>& at, const std::string& target,
           std::int64_t good_for_ns, on_answer done);
  void keep(const std::string& target, const answer& told);

  const runtime::process_clock& clock_;
  std::map<std::string, answer> kept_;
  std::deque<std::int64_t> asked_ns_; // within the last minute
  // Empty where the venue's URL is none.
  std::optional<net::http::client> trading_;
  std::optional<net::http::client> data_;
};

} // namespace troupe::actors
