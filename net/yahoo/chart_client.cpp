#include "net/yahoo/chart_client.hpp"

#include "net/http/client.hpp"
#include "net/http/message.hpp"

#include <boost/asio/post.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace troupe::net::yahoo {

namespace {

namespace asio = boost::asio;

struct interval {
  trading::time_ns length_ns;
  std::string_view word;
};

constexpr std::array<interval, 7> intervals{{{trading::minute_ns, "1m"},
                                             {2 * trading::minute_ns, "2m"},
                                             {5 * trading::minute_ns, "5m"},
                                             {15 * trading::minute_ns, "15m"},
                                             {30 * trading::minute_ns, "30m"},
                                             {60 * trading::minute_ns, "60m"},
                                             {trading::day_ns, "1d"}}};

std::string_view word_of(trading::time_ns length_ns) {
  for (const auto& each : intervals)
    if (each.length_ns == length_ns)
      return each.word;
  return {};
}

std::string chart_target(const chart_query& wanted, std::string_view word) {
  return "/v8/finance/chart/" + http::percent_encode(spelling_of(wanted.symbol)) +
         "?interval=" + std::string(word) +
         "&period1=" + std::to_string(wanted.start_ns / trading::second_ns) +
         "&period2=" + std::to_string(wanted.end_ns / trading::second_ns) +
         "&includePrePost=false";
}

http::client_options client_options_of(const chart_options& options) {
  http::client_options chosen;
  chosen.headers = {{"Accept", "application/json"}, {"User-Agent", "Mozilla/5.0 (troupe)"}};
  chosen.connections_max = 1;
  chosen.waiting_max = options.waiting_max;
  chosen.connect_timeout = options.timeout;
  chosen.response_timeout = options.timeout;
  chosen.response_bytes_max = 8u << 20;
  return chosen;
}

} // namespace

class chart_client::state : public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, const http::endpoint& where, const chart_options& options)
      : io_(io), client_(io, where, client_options_of(options)) {}

  void ask(const chart_query& wanted, on_chart done) {
    const auto word = word_of(wanted.length_ns);
    if (word.empty())
      return asio::post(io_, [self = weak_from_this(), done = std::move(done)] {
        if (self.lock())
          done(error{"invalid_timeframe", "Yahoo has bars of 1, 2, 5, 15, 30 or 60 minutes and of "
                                          "a day"});
      });
    client_.send({"GET", chart_target(wanted, word), {}, {}, {}},
                 [self = weak_from_this(), wanted,
                  done = std::move(done)](result<http::response> answer) {
                   if (const auto alive = self.lock())
                     done(alive->read(wanted, answer));
                 });
  }

private:
  // An unknown symbol is answered with 404 and the reason in the usual form.
  result<chart> read(const chart_query& wanted, const result<http::response>& answer) {
    constexpr int ok = 200, not_found = 404, too_many_requests = 429;
    if (!answer)
      return answer.failure();
    if (answer->status == too_many_requests)
      return error{"rate_limited", "Yahoo answers 429"};
    if (answer->status != ok && answer->status != not_found)
      return error{"source_refused", "Yahoo answers " + std::to_string(answer->status)};
    return decoder_.decode(answer->body, wanted.symbol, wanted.length_ns);
  }

  asio::io_context& io_;
  chart_decoder decoder_;
  http::client client_;
};

chart_client::chart_client(asio::io_context& io, const http::endpoint& where,
                           chart_options options)
    : state_(std::make_shared<state>(io, where, options)) {}
chart_client::~chart_client() = default;

void chart_client::ask(const chart_query& wanted, on_chart done) {
  state_->ask(wanted, std::move(done));
}

} // namespace troupe::net::yahoo
