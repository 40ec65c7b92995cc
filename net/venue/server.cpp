#include "net/venue/server.hpp"

#include "net/http/deadline.hpp"
#include "net/http/server.hpp"
#include "net/tls/door.hpp"
#include "net/venue/call.hpp"
#include "net/venue/data_streams.hpp"
#include "net/venue/event_streams.hpp"
#include "net/venue/faults/fault_desk.hpp"
#include "net/venue/faults/halting_source.hpp"
#include "net/venue/faults/rough_wire.hpp"
#include "net/venue/market_driver.hpp"
#include "net/venue/order_streams.hpp"
#include "net/venue/router.hpp"
#include "net/venue/state/keeper.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t paper_partial_ppm = 100'000; // as paper trading at Alpaca: one in ten

http::server_options listening_options(const server_options& options) {
  http::server_options listening;
  listening.address = options.address;
  listening.port = options.port;
  return listening;
}

exchange_terms terms_of(const server_options& options) {
  return {.paper = {.cash = options.cash,
                    .half_spread_bps = options.half_spread_bps,
                    .seed = options.seed,
                    .partial_ppm = options.partials ? paper_partial_ppm : 0,
                    .model = options.model,
                    .calendar = options.calendar},
          .instance = options.instance,
          .trades_have_fates = options.speed.has_value(),
          .plan = options.plan};
}

// A minute of a market that runs faster than time is as much shorter, and at least a hundredth of
// a second long; in a slower one it is a minute still.
rate_limits limits_of(const server_options& options) {
  if (!options.speed || options.requests_a_minute == rate_limits::unlimited)
    return {};
  constexpr double minute_ms = 60'000;
  constexpr std::int64_t shortest_ms = 10;
  const auto window = static_cast<std::int64_t>(minute_ms / std::max(*options.speed, 1.0));
  return {.trading = options.requests_a_minute,
          .data = options.plan.requests_a_minute,
          .window = std::chrono::milliseconds(std::max(window, shortest_ms))};
}

// Whatever else the state is a function of.
std::string terms_text(const server_options& options) {
  return options.market + ", seed " + std::to_string(options.seed) + ", cash " +
         options.cash.text() + ", half spread " + std::to_string(options.half_spread_bps) +
         " bps, calendar " + std::string(trading::to_text(options.calendar)) +
         (options.model == trading::market_model::book ? ", book" : "") +
         (options.partials ? ", partials" : "");
}

} // namespace

class server::state {
public:
  state(boost::asio::io_context& io, server_options options, std::unique_ptr<market_source> source)
      : options_(std::move(options)), keys_(options_.keys), faults_(io, keys_, options_.faults),
        made_(*source), source_(std::make_unique<halting_source>(std::move(source), faults_)),
        kept_(options_.log), syncing_(io, [this] { sync(); }),
        exchange_(terms_of(options_), *source_),
        orders_(io, exchange_, keys_, faults_,
                [this](auto client, auto step) { take_barrier(client, step); }),
        events_(io, exchange_, keys_),
        data_(io, exchange_, keys_, options_.plan, faults_, options_.seed,
              [this](bool ticks) {
                if (!ticks)
                  driver_.free_run();
              }),
        driver_(io, exchange_, *source_, options_.speed, listeners()),
        router_(exchange_, keys_, limits_of(options_), kept_, options_.seed), wires_(io) {}

  result<void> restore() {
    meet_faults([this](auto what, const auto& of) { return kept_.struck_before(what, of); });
    auto restored = kept_.restore(
        {.terms = terms_text(options_),
         .instance = options_.instance,
         .start_ns = exchange_.opened_ns()},
        exchange_, made_, [this](const auto& asked) { return router_.answer_again(asked); });
    exchange_.on_updates([this](const auto& updates) { tell_orders(updates); });
    meet_faults([this](auto what, const auto& of) { return strikes(what, of); });
    return restored;
  }

  result<void> listen(boost::asio::io_context& io) {
    if (options_.tls) {
      auto opened = tls::door::open(io, *options_.tls);
      if (!opened)
        return opened.failure();
      door_ = std::move(*opened);
    }
    auto listening = listening_options(options_);
    listening.gate = [this](auto accepted, auto enter) {
      pass(std::move(accepted), std::move(enter));
    };
    auto started = http::server::start(
        io, std::move(listening),
        [this](http::request asked, http::respond respond) { answer(asked, respond); },
        [this](const http::request& asked) { return upgrade(asked); });
    if (!started)
      return started.failure();
    http_ = std::move(*started);
    driver_.start(options_.present);
    if (options_.log)
      syncing_.set(sync_period);
    return {};
  }

  void stop() {
    driver_.stop();
    faults_.stop();
    if (http_)
      http_->stop();
    events_.stop();
    syncing_.stop();
    kept_.sync();
  }

  std::string url() const {
    return (door_ ? "https://" : "http://") + options_.address + ":" +
           std::to_string(http_->port());
  }
  std::uint16_t port() const { return http_->port(); }
  server_figures figures() const {
    return {.step = driver_.step(),
            .ignored_answers = driver_.ignored_answers(),
            .requests = router_.requests(),
            .slow_clients = data_.slow_clients() + events_.slow_clients()};
  }

private:
  // The network's faults come first, as they do on a real wire; then TLS.
  void pass(http::tcp_stream accepted, std::function<void(http::tcp_stream)> enter) {
    const auto met = faults_.any() ? faults_.of_new_connection() : roughness{};
    if (door_)
      enter = [this, within = std::move(enter)](auto wired) {
        door_->take(std::move(wired), within);
      };
    if (met.any())
      wires_.lay(std::move(accepted), met, enter);
    else
      enter(std::move(accepted));
  }

  void answer(const http::request& asked, const http::respond& respond) {
    if (fault_desk::is_control(asked))
      return respond(faults_.control(asked, driver_.in_lockstep()));
    if (!faults_.any())
      return respond(answer_now(asked));
    faults_.answer(
        asked, [this](const auto& taken) { return answer_now(taken); }, respond);
  }

  http::response answer_now(const http::request& asked) {
    auto events = events_.answer(asked);
    return events ? std::move(*events) : router_.answer(asked);
  }

  void tell_orders(const trading::order_updates& updates) {
    orders_.tell(updates);
    events_.tell();
  }

  void take_barrier(market_driver::client_id client, std::uint64_t step) {
    if (faults_.any())
      orders_.refuse(client, "there is no lockstep with faults: DELETE /_venue/faults first");
    else
      driver_.barrier(client, step);
  }

  using fault_asker = std::function<bool(fault_ask, const trading::symbol&)>;

  void meet_faults(const fault_asker& ask) {
    exchange_.meet_faults(
        {.halted = [ask](const auto& of) { return ask(fault_ask::halt, of); },
         .partial = [ask](const auto& of) { return ask(fault_ask::partial_fill, of); },
         .late = [ask](const auto& of) { return ask(fault_ask::late_fill, of); }});
  }

  bool strikes(fault_ask what, const trading::symbol& of) {
    if (!faults_.any())
      return false;
    const bool struck = what == fault_ask::halt           ? faults_.halts(of, exchange_.now())
                        : what == fault_ask::partial_fill ? faults_.fills_partly(of)
                                                          : faults_.fills_late(of);
    kept_.asked({of, what, struck}, exchange_.now());
    return struck;
  }

  void sync() {
    kept_.sync();
    syncing_.set(sync_period);
  }

  driver_listeners listeners() {
    return {.admit = [this](const auto& instant) { return kept_.about_to_take(instant); },
            .orders = [this](const auto& updates) { tell_orders(updates); },
            .order_barrier = [this](auto step, auto at) { orders_.tell_barrier(step, at); },
            .data = [this](const auto& instant, auto step,
                           bool end) { data_.tell(instant, step, end); },
            .congested = [this] { return data_.congested() || orders_.congested(); },
            .end =
                [this] {
                  if (options_.on_end)
                    options_.on_end();
                }};
  }

  http::upgrade_answer upgrade(const http::request& asked) {
    const auto path = asked.target.substr(0, asked.target.find('?'));
    if (path == "/stream" || path == "/stream/")
      return orders_.accept(asked.headers);
    if (const auto endpoint = stream_endpoint_at(path))
      return data_.accept(*endpoint, asked.headers);
    return message_reply(404, "not found: among the streams are /stream, /v2/iex, /v2/sip, "
                              "/v2/test, /v1beta3/crypto/us and /v1beta1/news");
  }

  server_options options_;
  credentials keys_;
  fault_desk faults_;
  market_source& made_; // source_ without what faults take out of it
  std::unique_ptr<market_source> source_;
  keeper kept_;
  http::deadline syncing_;
  exchange exchange_;
  order_streams orders_;
  event_streams events_;
  data_streams data_;
  market_driver driver_;
  router router_;
  rough_wires wires_;
  std::unique_ptr<tls::door> door_;
  std::unique_ptr<http::server> http_; // last: its connections use everything above
};

result<std::unique_ptr<server>> server::start(boost::asio::io_context& io, server_options options,
                                              std::unique_ptr<market_source> source) {
  if (options.speed && !(*options.speed > 0))
    return error{"invalid_speed", "the speed must be above zero, or max"};
  auto content = std::make_unique<state>(io, std::move(options), std::move(source));
  if (auto restored = content->restore(); !restored)
    return restored.failure();
  if (auto listening = content->listen(io); !listening)
    return listening.failure();
  return std::unique_ptr<server>(new server(std::move(content)));
}

server::server(std::unique_ptr<state> content) : state_(std::move(content)) {}

server::~server() {
  stop();
}

std::uint16_t server::port() const {
  return state_->port();
}
std::string server::url() const {
  return state_->url();
}
server_figures server::figures() const {
  return state_->figures();
}
void server::stop() {
  state_->stop();
}

} // namespace troupe::net::venue
