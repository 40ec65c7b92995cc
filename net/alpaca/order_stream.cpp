#include "net/alpaca/order_stream.hpp"

#include "net/alpaca/order_stream_decoder.hpp"
#include "net/alpaca/wire_text.hpp"

#include <string>
#include <utility>
#include <variant>

namespace troupe::net::alpaca {

namespace {

std::string authentication(const credentials& keys) {
  std::string text = R"({"action":"authenticate","data":{"key_id":)";
  append_json(text, keys.key_id);
  text += R"(,"secret_key":)";
  append_json(text, keys.secret);
  return text + "}}";
}

std::string step_message(std::string_view action, std::uint64_t step) {
  std::string text = R"({"action":")";
  text += action;
  return text + R"(","data":{"step":)" + std::to_string(step) + "}}";
}

template <class Handler, class... Values>
void tell(const Handler& handler, Values&&... values) {
  if (handler)
    handler(std::forward<Values>(values)...);
}

} // namespace

class order_stream::state : public std::enable_shared_from_this<state> {
public:
  state(boost::asio::io_context& io, const access& venue, stream_options options,
        order_stream_handlers on)
      : keys_(venue.keys), extensions_(venue.extensions), on_(std::move(on)),
        socket_(io, venue.trading, "/stream", options,
                {[this] { socket_.send(authentication(keys_)); },
                 [this](std::string_view frame) { read(frame); },
                 [this](const error& reason) { lost(reason); }}) {}

  void start() { socket_.start(); }

  void stop() {
    ready_ = false;
    socket_.stop();
  }

  bool ready() const { return ready_; }

  bool send_step(std::string_view action, std::uint64_t step) {
    return extensions_ && ready_ && socket_.send(step_message(action, step));
  }

  const stream_counters& counters() const { return socket_.counters(); }

private:
  void read(std::string_view frame) {
    const auto alive = shared_from_this();
    auto message = decoder_.decode(frame);
    if (message)
      std::visit([this](const auto& read) { take(read); }, *message);
    else
      malformed();
  }

  // What could not be read may have been an execution: the owner asks for what it missed.
  void malformed() {
    ++socket_.counters().malformed;
    if (ready_)
      tell(on_.on_ready);
  }

  void take(const order_update& told) { tell(on_.on_event, told.event, told.order); }

  void take(const authorization& answer) {
    if (answer.granted)
      socket_.send(R"({"action":"listen","data":{"streams":["trade_updates"]}})");
    else
      socket_.fail({"unauthorized", "the order stream refuses the key; check ALPACA_API_KEY and "
                                    "ALPACA_SECRET_KEY"},
                   true);
  }

  void take(const listening& answer) {
    if (!answer.to_orders) {
      socket_.fail({"venue_error", "the order stream does not offer trade_updates"}, true);
      return;
    }
    if (std::exchange(ready_, true))
      return;
    socket_.established();
    tell(on_.on_ready);
  }

  void take(const barrier_reached& at) { tell(on_.on_barrier, at.step, at.market_ns); }
  void take(const step_synced& at) { tell(on_.on_synced, at.step); }
  void take(const stream_fault& fault) { socket_.fail({"venue_error", fault.message}, false); }
  void take(const other_message&) { ++socket_.counters().unknown; }

  void lost(const error& reason) {
    const auto alive = shared_from_this();
    ready_ = false;
    tell(on_.on_lost, reason);
  }

  credentials keys_;
  bool extensions_;
  bool ready_ = false;
  order_stream_handlers on_;
  order_stream_decoder decoder_;
  lasting_socket socket_;
};

order_stream::order_stream(boost::asio::io_context& io, const access& venue, stream_options options,
                           order_stream_handlers on)
    : state_(std::make_shared<state>(io, venue, options, std::move(on))) {}
order_stream::~order_stream() {
  stop();
}

void order_stream::start() {
  state_->start();
}
void order_stream::stop() {
  state_->stop();
}
bool order_stream::ready() const {
  return state_->ready();
}

bool order_stream::answer_barrier(std::uint64_t step) {
  return state_->send_step("barrier", step);
}

bool order_stream::sync(std::uint64_t step) {
  return state_->send_step("sync", step);
}

const stream_counters& order_stream::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
