#include "net/alpaca/data_stream.hpp"

#include "net/alpaca/frame_decoder.hpp"
#include "net/alpaca/wire_text.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace troupe::net::alpaca {

namespace {

enum class severity : std::uint8_t {
  refused, // a subscription; the connection stays
  lost,    // the connection
  lasting  // the connection, and trying again soon is of no use
};

struct meaning {
  std::int64_t code;
  std::string_view name;
  severity how;
};

constexpr std::array<meaning, 14> meanings{{
    {400, "venue_error", severity::refused},
    {401, "venue_error", severity::lost},
    {402, "unauthorized", severity::lasting},
    {403, "venue_error", severity::refused},
    {404, "handshake_timeout", severity::lost},
    {405, "symbol_limit", severity::refused},
    {406, "connection_limit", severity::lost},
    {407, "slow_client", severity::lost},
    {408, "insufficient_subscription", severity::lasting},
    {409, "insufficient_subscription", severity::lasting},
    {410, "venue_error", severity::refused},
    {411, "unauthorized", severity::lasting},
    {412, "venue_error", severity::lasting},
    {413, "venue_error", severity::refused},
}};

meaning meaning_of(std::int64_t code) {
  for (const auto& known : meanings)
    if (known.code == code)
      return known;
  return {code, "venue_error", severity::lost};
}

std::string authentication(const credentials& keys) {
  std::string text = R"({"action":"auth","key":)";
  append_json(text, keys.key_id);
  text += R"(,"secret":)";
  append_json(text, keys.secret);
  return text + "}";
}

template <class Handler, class... Values>
void tell(const Handler& handler, Values&&... values) {
  if (handler)
    handler(std::forward<Values>(values)...);
}

} // namespace

std::string data_path(trading::asset_class kind) {
  return kind == trading::asset_class::crypto ? "/v1beta3/crypto/us" : "/v2/iex";
}

class data_stream::state final : public std::enable_shared_from_this<state>,
                                 private frame_listener {
public:
  state(boost::asio::io_context& io, const access& venue, std::string path, stream_options options,
        data_stream_handlers on)
      : keys_(venue.keys), extensions_(venue.extensions),
        asks_packed_(options.encoding == frame_encoding::msgpack), on_(std::move(on)),
        socket_(io, venue.stream, std::move(path), options,
                {[this] { phase_ = phase::authenticating; },
                 [this](std::string_view frame) { read(frame); },
                 [this](const error& reason) { lost(reason); }}) {}

  void start() { socket_.start(); }

  void stop() {
    forget_connection();
    socket_.stop();
  }

  bool ready() const { return phase_ == phase::ready; }

  void want(subscriptions wanted) {
    wanted_ = std::move(wanted);
    wanted_.ticks = wanted_.ticks && extensions_;
    if (phase_ == phase::subscribing || phase_ == phase::ready)
      apply();
  }

  const stream_counters& counters() const { return socket_.counters(); }

private:
  enum class phase : std::uint8_t { closed, authenticating, subscribing, ready };

  void read(std::string_view frame) {
    const auto alive = shared_from_this();
    decoder_.decode(frame, *this);
    const auto& read = decoder_.counters();
    socket_.counters().malformed = read.malformed_frames + read.malformed_messages;
    socket_.counters().unknown = read.unknown_messages;
  }

  // A handler may have stopped the stream in the middle of a frame.
  template <class Handler, class... Values>
  void tell_open(const Handler& handler, const Values&... values) {
    if (phase_ != phase::closed)
      tell(handler, values...);
  }

  void on_quote(const trading::quote& read) override { tell_open(on_.on_quote, read); }
  void on_trade(const trading::trade& read) override { tell_open(on_.on_trade, read); }
  void on_bar(const trading::bar& read) override { tell_open(on_.on_bar, read); }

  void on_tick(trading::time_ns market_ns, std::uint64_t step, bool end) override {
    tell_open(on_.on_tick, market_ns, step, end);
  }

  void on_success(std::string_view message) override {
    if (phase_ != phase::authenticating)
      return;
    if (message == "connected") {
      socket_.send(authentication(keys_));
    } else if (message == "authenticated") {
      phase_ = phase::subscribing;
      understood_ = true;
      apply();
    }
  }

  void on_subscription(const subscriptions&) override { answered(); }

  void on_error(std::int64_t code, std::string_view message) override {
    const auto meant = meaning_of(code);
    const error failure{std::string(meant.name), "the data stream says " + std::to_string(code) +
                                                     ": " + std::string(message)};
    if (meant.how != severity::refused) {
      socket_.fail(failure, meant.how == severity::lasting);
      return;
    }
    tell(on_.on_refused, failure);
    answered();
  }

  // Tells the venue how what is wanted differs from what it was asked for on this connection.
  void apply() {
    ask("unsubscribe", difference(asked_, wanted_));
    ask("subscribe", difference(wanted_, asked_));
    asked_ = wanted_;
    complete();
  }

  void ask(const char* action, const subscriptions& listed) {
    if (!listed.empty() && socket_.send(subscription_message(action, listed)))
      ++unanswered_;
  }

  void answered() {
    if (unanswered_ > 0)
      --unanswered_;
    complete();
  }

  void complete() {
    if (phase_ != phase::subscribing || unanswered_ > 0)
      return;
    phase_ = phase::ready;
    socket_.established();
    tell(on_.on_ready);
  }

  void forget_connection() {
    phase_ = phase::closed;
    asked_ = {};
    unanswered_ = 0;
  }

  // A place that does not speak MessagePack refuses the upgrade, or does not understand us.
  void try_other_encoding(const error& reason) {
    const bool not_understood = phase_ == phase::authenticating ||
                                reason.message.find("refused the upgrade") != std::string::npos;
    if (!asks_packed_ || understood_ || !not_understood)
      return;
    packed_ = !packed_;
    socket_.speak(packed_ ? frame_encoding::msgpack : frame_encoding::json);
  }

  void lost(const error& reason) {
    const auto alive = shared_from_this();
    try_other_encoding(reason);
    forget_connection();
    tell(on_.on_lost, reason);
  }

  credentials keys_;
  bool extensions_;
  bool asks_packed_;
  bool packed_ = asks_packed_;
  bool understood_ = false; // the venue has answered in this encoding
  phase phase_ = phase::closed;
  subscriptions wanted_;
  subscriptions asked_; // on this connection
  std::size_t unanswered_ = 0;
  data_stream_handlers on_;
  frame_decoder decoder_;
  lasting_socket socket_;
};

data_stream::data_stream(boost::asio::io_context& io, const access& venue, std::string path,
                         stream_options options, data_stream_handlers on)
    : state_(std::make_shared<state>(io, venue, std::move(path), options, std::move(on))) {}
data_stream::~data_stream() {
  stop();
}

void data_stream::start() {
  state_->start();
}
void data_stream::stop() {
  state_->stop();
}
bool data_stream::ready() const {
  return state_->ready();
}
void data_stream::want(subscriptions wanted) {
  state_->want(std::move(wanted));
}
const stream_counters& data_stream::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
