#include "net/alpaca/request_gate.hpp"

#include "net/alpaca/token_bucket.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <optional>
#include <string_view>

namespace troupe::net::alpaca {

namespace {

namespace asio = boost::asio;
using clock = asio::steady_timer::clock_type;

constexpr int too_many_requests = 429;
constexpr std::chrono::seconds hold_by_default{1};

struct waiting_request {
  http::request message;
  http::client::on_response done;
  clock::time_point since;
  http::client::on_leaving may_leave;
};

http::client_options client_options_of(const credentials& keys, const gate_options& options,
                                       std::size_t connections) {
  http::client_options chosen;
  chosen.headers = {{"APCA-API-KEY-ID", keys.key_id},
                    {"APCA-API-SECRET-KEY", keys.secret},
                    {"Content-Type", "application/json"},
                    {"Accept", "application/json"}};
  chosen.connections_max = connections;
  chosen.connect_timeout = options.connect_timeout;
  chosen.response_timeout = options.response_timeout;
  return chosen;
}

std::optional<std::int64_t> number_in(const http::response& answer, std::string_view name) {
  const auto text = http::header_value(answer.headers, name);
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || value < 0)
    return std::nullopt;
  return value;
}

} // namespace

class request_gate::state : public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, const http::endpoint& where, const credentials& keys,
        gate_options options)
      : io_(io), options_(options),
        timer_(io), orders_{http::client(
                                io, where,
                                client_options_of(keys, options, options.order_connections)),
                            options.order_connections},
        queries_{
            http::client(io, where, client_options_of(keys, options, options.query_connections)),
            options.query_connections} {}

  void send(http::request message, urgency how, http::client::on_response done,
            http::client::on_leaving may_leave) {
    if (waiting_ >= options_.waiting_max) {
      ++counters_.refused_full;
      asio::post(io_, [self = weak_from_this(), done = std::move(done)] {
        if (const auto alive = self.lock())
          done(error{"queue_full", "too many requests wait for the venue's rate limit"});
      });
      return;
    }
    waiting_request next{std::move(message), std::move(done), clock::now(), std::move(may_leave)};
    if (waiting_ == 0 && way_of(how).free() && take_token())
      return leave(how, std::move(next));
    queue_of(how).push_back(std::move(next));
    ++waiting_;
    dispatch();
  }

  const gate_counters& counters() const { return counters_; }

private:
  struct way {
    http::client client;
    std::size_t connections;
    std::size_t in_flight = 0;

    bool free() const { return in_flight < connections; }
  };

  std::deque<waiting_request>& queue_of(urgency how) {
    return queues_[static_cast<std::size_t>(how)];
  }

  way& way_of(urgency how) { return how == urgency::query ? queries_ : orders_; }

  std::optional<urgency> next() {
    for (const auto how : {urgency::cancel, urgency::order, urgency::query})
      if (!queue_of(how).empty() && way_of(how).free())
        return how;
    return std::nullopt;
  }

  // Decided on a market that has gone on since.
  void expire_orders() {
    auto& orders = queue_of(urgency::order);
    const auto oldest = clock::now() - options_.order_wait_max;
    while (is_bounded() && !orders.empty() && orders.front().since <= oldest) {
      ++counters_.expired;
      --waiting_;
      asio::post(io_, [self = weak_from_this(), done = std::move(orders.front().done)] {
        if (const auto alive = self.lock())
          done(error{"waited_too_long", "it waited too long for the venue's rate limit"});
      });
      orders.pop_front();
    }
  }
  bool is_bounded() const { return options_.order_wait_max > std::chrono::milliseconds::zero(); }

  void dispatch() {
    expire_orders();
    while (const auto how = next()) {
      if (!take_token())
        return;
      auto request = std::move(queue_of(*how).front());
      queue_of(*how).pop_front();
      --waiting_;
      leave(*how, std::move(request));
    }
  }

  // False where the venue's limit says to wait; what waits is then woken in time.
  bool take_token() {
    const auto now = clock::now();
    if (const auto wait = bucket_.wait(now); wait > token_bucket::duration::zero()) {
      wake_in(wait);
      return false;
    }
    bucket_.take(now);
    return true;
  }

  void leave(urgency how, waiting_request request) {
    ++way_of(how).in_flight;
    ++counters_.sent;
    way_of(how).client.send(std::move(request.message),
                            [self = weak_from_this(), how,
                             done = std::move(request.done)](result<http::response> answer) {
                              if (const auto alive = self.lock())
                                alive->answered(how, std::move(answer), done);
                            },
                            std::move(request.may_leave));
  }

  void wake_in(token_bucket::duration wait) {
    if (waking_)
      return;
    waking_ = true;
    ++counters_.held_back;
    if (is_bounded())
      wait = std::min<token_bucket::duration>(wait, options_.order_wait_max);
    timer_.expires_after(wait);
    timer_.async_wait([self = weak_from_this()](boost::system::error_code) {
      if (const auto alive = self.lock()) {
        alive->waking_ = false;
        alive->dispatch();
      }
    });
  }

  void answered(urgency how, result<http::response> answer, const http::client::on_response& done) {
    --way_of(how).in_flight;
    if (answer)
      learn(*answer);
    else
      ++counters_.unanswered;
    dispatch();
    done(std::move(answer));
  }

  void learn(const http::response& answer) {
    const auto now = clock::now();
    const auto limit = number_in(answer, "X-RateLimit-Limit");
    const auto remaining = number_in(answer, "X-RateLimit-Remaining");
    if (limit && remaining)
      bucket_.learn(*limit, *remaining,
                    static_cast<std::int64_t>(orders_.in_flight + queries_.in_flight), now);
    if (answer.status != too_many_requests)
      return;
    ++counters_.rate_limited;
    const auto seconds = number_in(answer, "Retry-After");
    bucket_.hold(seconds ? std::chrono::seconds(*seconds) : hold_by_default, now);
  }

  asio::io_context& io_;
  gate_options options_;
  asio::steady_timer timer_;
  bool waking_ = false;
  token_bucket bucket_;
  std::array<std::deque<waiting_request>, 3> queues_; // together at most waiting_max
  std::size_t waiting_ = 0;
  way orders_;
  way queries_;
  gate_counters counters_;
};

request_gate::request_gate(asio::io_context& io, const http::endpoint& where,
                           const credentials& keys, gate_options options)
    : state_(std::make_shared<state>(io, where, keys, options)) {}
request_gate::~request_gate() = default;

void request_gate::send(http::request message, urgency how, http::client::on_response done,
                        http::client::on_leaving may_leave) {
  state_->send(std::move(message), how, std::move(done), std::move(may_leave));
}

const gate_counters& request_gate::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
