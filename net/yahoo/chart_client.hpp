// Yahoo's charts by request and answer: the second source of bars and prices.
//
// Lives on one io_context and its thread; callbacks run there, once, never inside the call that was
// given them, and not after the client is destroyed. One connection, one request at a time, at most
// waiting_max waiting; nothing is asked twice.
#pragma once

#include "net/http/endpoint.hpp"
#include "net/yahoo/chart_decoder.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace troupe::net::yahoo {

struct chart_options {
  std::size_t waiting_max = 64;
  std::chrono::milliseconds timeout{10000};
};

struct chart_query {
  trading::symbol symbol;
  trading::time_ns start_ns = 0; // of a bar's start, inclusive, in whole seconds
  trading::time_ns end_ns = 0;   // exclusive
  // A minute, 2, 5, 15, 30 or 60 of them, or a day.
  trading::time_ns length_ns = trading::minute_ns;
};

class chart_client {
public:
  using on_chart = std::function<void(result<chart>)>;

  chart_client(boost::asio::io_context& io, const http::endpoint& where,
               chart_options options = {});
  ~chart_client();
  chart_client(const chart_client&) = delete;
  chart_client& operator=(const chart_client&) = delete;

  // Errors: those of http::client and of chart_decoder, `invalid_timeframe`, `rate_limited`,
  // `source_refused` for any other status.
  void ask(const chart_query& wanted, on_chart done);

private:
  class state;
  std::shared_ptr<state> state_;
};

} // namespace troupe::net::yahoo
