#include "net/notify/webhook.hpp"

#include "net/http/client.hpp"
#include "net/http/deadline.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <utility>

namespace troupe::net::notify {
namespace {

using std::chrono::milliseconds;

struct delivery {
  std::string json;
  webhook::on_done done;
};

struct address {
  http::endpoint where;
  std::string target;
};

result<address> parse_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t path = std::min(url.find_first_of("/?", host), url.size());
  auto where = http::endpoint::parse(url.substr(0, path));
  if (!where) {
    return where.failure();
  }
  std::string target(url.substr(path));
  if (!target.starts_with('/')) {
    target.insert(target.begin(), '/');
  }
  return address{std::move(where).value(), std::move(target)};
}

http::client_options client_options_of(const webhook_options& options) {
  http::client_options client;
  client.headers = options.headers;
  client.headers.push_back({"Content-Type", "application/json"});
  client.connections_max = 1;
  client.connect_timeout = options.attempt_timeout;
  client.response_timeout = options.attempt_timeout;
  client.response_bytes_max = 1u << 20;
  return client;
}

bool is_worth_another_attempt(const result<http::response>& outcome) {
  return !outcome || outcome->status == 429 || outcome->status >= 500;
}

std::optional<milliseconds> pause_asked_for(const result<http::response>& outcome) {
  if (!outcome) {
    return std::nullopt;
  }
  const std::string_view text = http::header_value(outcome->headers, "Retry-After");
  std::uint32_t seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return std::chrono::seconds(seconds);
}

std::string cause_of(const result<http::response>& outcome) {
  return outcome ? "status " + std::to_string(outcome->status) : outcome.failure().code;
}

} // namespace

class webhook::state : public std::enable_shared_from_this<state> {
public:
  state(boost::asio::io_context& io, address to, webhook_options options)
      : io_(io), name_("the webhook at " + to.where.authority()), target_(std::move(to.target)),
        options_(std::move(options)), client_(io, to.where, client_options_of(options_)),
        pause_(io, [this] { attempt(); }) {}

  void post(delivery next) {
    if (stopped_) {
      refuse(std::move(next), "webhook_stopped", "was stopped");
    } else if (waiting_.size() >= options_.waiting_max) {
      refuse(std::move(next), "queue_full", "has too many posts waiting");
    } else {
      waiting_.push_back(std::move(next));
      if (waiting_.size() == 1) {
        begin();
      }
    }
  }

  void stop() {
    stopped_ = true;
    pause_.stop();
    client_.stop();
    for (delivery& one : std::exchange(waiting_, {})) {
      refuse(std::move(one), "webhook_stopped", "was stopped before the post was delivered");
    }
  }

private:
  void begin() {
    attempts_ = 0;
    next_pause_ = options_.first_pause;
    attempt();
  }

  void attempt() {
    ++attempts_;
    client_.send({"POST", target_, {}, waiting_.front().json, {}},
                 [weak = weak_from_this()](const result<http::response>& outcome) {
                   const auto self = weak.lock();
                   if (self && !self->stopped_) {
                     self->answered(outcome);
                   }
                 });
  }

  void answered(const result<http::response>& outcome) {
    if (outcome && outcome->status >= 200 && outcome->status < 300) {
      finish({});
    } else if (!is_worth_another_attempt(outcome)) {
      finish(error{"webhook_refused", name_ + " does not want the post: " + cause_of(outcome)});
    } else if (attempts_ >= options_.attempts_max) {
      finish(error{"webhook_failed", name_ + " took no post in " + std::to_string(attempts_) +
                                         " attempts, the last one ended with " +
                                         cause_of(outcome)});
    } else {
      pause_.set(std::min(pause_asked_for(outcome).value_or(next_pause_), options_.pause_max));
      next_pause_ = std::min(next_pause_ * 2, options_.pause_max);
    }
  }

  void finish(result<void> outcome) {
    const on_done done = std::move(waiting_.front().done);
    waiting_.pop_front();
    if (!waiting_.empty()) {
      begin();
    }
    done(std::move(outcome));
  }

  void refuse(delivery refused, std::string code, std::string_view why) {
    boost::asio::post(
        io_, [done = std::move(refused.done),
              failure = error{std::move(code), name_ + " " + std::string(why)}] { done(failure); });
  }

  boost::asio::io_context& io_;
  std::string name_;
  std::string target_;
  webhook_options options_;
  http::client client_;
  std::deque<delivery> waiting_; // at most waiting_max; the first one is under way
  int attempts_ = 0;
  milliseconds next_pause_{};
  bool stopped_ = false;
  http::deadline pause_;
};

result<std::unique_ptr<webhook>> webhook::create(boost::asio::io_context& io, std::string_view url,
                                                 webhook_options options) {
  auto to = parse_address(url);
  if (!to) {
    return to.failure();
  }
  return std::unique_ptr<webhook>(
      new webhook(std::make_shared<state>(io, std::move(to).value(), std::move(options))));
}

webhook::webhook(std::shared_ptr<state> shared) : state_(std::move(shared)) {}

webhook::~webhook() {
  stop();
}

void webhook::post(std::string json, on_done done) {
  state_->post({std::move(json), std::move(done)});
}

void webhook::stop() {
  state_->stop();
}

} // namespace troupe::net::notify
