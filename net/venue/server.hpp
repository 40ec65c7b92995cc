// The built-in venue: an Alpaca-compatible server of REST, order stream and data streams on one
// port, over a market of its own. Single-threaded: it runs on the io_context that it is given and
// is to be called on that context's thread (or before it runs, or after it has ended).
#pragma once

#include "net/tls/identity.hpp"
#include "net/venue/credentials.hpp"
#include "net/venue/data/data_plan.hpp"
#include "net/venue/faults/plan.hpp"
#include "net/venue/market_source.hpp"
#include "net/venue/state/state_log.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::net::venue {

struct server_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 9200;         // 0 takes a free one
  std::vector<key_pair> keys;        // none accepts any non-empty pair
  std::optional<double> speed = 1.0; // of market time against process time; empty is the highest
  std::uint64_t seed = 1;            // of order and execution ids
  std::string instance = "venue";    // names the account: another one for every run
  std::int64_t half_spread_bps = 2;  // around the close of bars where there are no quotes
  trading::money cash = trading::money::of(100'000);
  data_plan plan; // what the keys may see of market data
  // Trading requests in a minute of market time, and then 429; 0 is no limit, of market data
  // neither. At the highest speed there is none.
  std::int64_t requests_a_minute = 0;
  trading::venue_calendar calendar = trading::venue_calendar::always;
  bool partials = false; // one fill in ten is a part of its order, by the seed
  trading::market_model model = trading::market_model::paper;
  std::optional<tls::identity> tls;        // none speaks plain HTTP
  fault_plan faults;                       // in force from the start
  std::shared_ptr<state_log> log;          // keeps the state over restarts; none: not kept
  std::string market = "a market";         // what the source is, for whoever reads the log
  std::optional<trading::time_ns> present; // a restored market goes there at once
  std::function<void()> on_end;            // the data are spent
};

// What operators and tests look at.
struct server_figures {
  std::uint64_t step = 0;            // of the lockstep, the outstanding one
  std::uint64_t ignored_answers = 0; // barriers that answered no outstanding step
  std::uint64_t requests = 0;
  std::uint64_t slow_clients = 0; // streams that were closed for being behind
};

class server {
public:
  // Restores what the log has, then listens; a paced market moves from now on. Errors:
  // `port_taken`, `listen_failed`, `invalid_speed`, `invalid_certificate`, and those of
  // keeper::restore.
  static result<std::unique_ptr<server>> start(boost::asio::io_context& io, server_options options,
                                               std::unique_ptr<market_source> source);
  ~server(); // as stop()
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  std::uint16_t port() const;
  std::string url() const; // "http://127.0.0.1:9200"
  server_figures figures() const;
  // Holds the market and closes every connection.
  void stop();

private:
  class state;
  explicit server(std::unique_ptr<state> content);
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::venue
