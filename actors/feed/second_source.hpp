// The feed's second source: what Yahoo says of symbols that the venue is silent about.
//
// Each silent symbol is asked for at most every `pause`. What comes is for people to see, with its
// source and its own time; neither risk nor a strategy hears of it, so entries stay refused while
// the venue's own data are too old.
#pragma once

#include "actors/protocol/messages.hpp"
#include "net/yahoo/chart_client.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <vector>

namespace troupe::actors {

class second_source {
public:
  static constexpr std::chrono::seconds pause{15};

  struct steps {
    std::function<void(fallback_quote)> tell;
    std::function<void(const error&)> fail;
  };

  second_source(boost::asio::io_context& io, const net::http::endpoint& where, steps wanted)
      : client_(io, where), steps_(std::move(wanted)) {}

  // `now_ns` is steady, `utc_ns` the clock's.
  void ask(const std::vector<trading::symbol>& silent, std::int64_t now_ns, std::int64_t utc_ns);

private:
  void take(const trading::symbol& name, const result<net::yahoo::chart>& told);

  net::yahoo::chart_client client_;
  steps steps_;
  std::map<trading::symbol, std::int64_t> asked_ns_; // as many as are silent once
};

} // namespace troupe::actors
