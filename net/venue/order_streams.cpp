#include "net/venue/order_streams.hpp"

#include "net/venue/order_json.hpp"
#include "net/venue/stream_limits.hpp"

#include <boost/asio/steady_timer.hpp>
#include <nlohmann/json.hpp>

#include <utility>

namespace troupe::net::venue {

using nlohmann::json;

namespace {

constexpr std::string_view updates_stream = "trade_updates";

std::string text_at(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string authorization_frame(bool authorized, std::string_view action) {
  json_writer written;
  written.object().key("stream").text("authorization").key("data").object();
  written.key("status").text(authorized ? "authorized" : "unauthorized");
  written.key("action").text(action).end_object().end_object();
  return written.take();
}

std::string listening_frame(bool listening) {
  json_writer written;
  written.object().key("stream").text("listening").key("data").object().key("streams").array();
  if (listening)
    written.text(updates_stream);
  written.end_array().end_object().end_object();
  return written.take();
}

std::string error_frame(std::string_view message) {
  json_writer written;
  written.object().key("action").text("error").key("data").object();
  written.key("error_message").text(message).end_object().end_object();
  return written.take();
}

std::shared_ptr<const std::string> shared(std::string frame) {
  return std::make_shared<const std::string>(std::move(frame));
}

} // namespace

// One connection.
class order_stream : public std::enable_shared_from_this<order_stream> {
public:
  order_stream(boost::asio::io_context& io, const credentials& keys, bool authenticated,
               std::function<void(std::uint64_t)> barrier)
      : keys_(keys), barrier_(std::move(barrier)), deadline_(io), authenticated_(authenticated) {}

  void open(std::shared_ptr<websocket::connection> socket) {
    socket_ = std::move(socket);
    deadline_.expires_after(authentication_timeout);
    deadline_.async_wait([self = weak_from_this()](const auto& failed) {
      const auto stream = self.lock();
      if (!failed && stream && stream->socket_ && !stream->authenticated_)
        stream->socket_->close(policy_close, "not authenticated in time");
    });
  }

  void take(std::string_view payload) {
    const auto message = json::parse(payload, nullptr, false);
    if (!message.is_object())
      return send(error_frame("invalid message: not a JSON object"));
    const auto action = text_at(message, "action");
    const auto found = message.find("data");
    const auto data = found != message.end() && found->is_object() ? *found : json::object();
    if (action == "authenticate" || action == "auth")
      return authenticate(action, message, data);
    if (!authenticated_)
      return send(authorization_frame(false, action));
    if (action == "listen")
      return listen(data);
    if (action == "barrier" || action == "sync")
      return take_step(action, data);
    send(error_frame("invalid message: unknown action \"" + action + "\""));
  }

  void send(std::string frame) { send(shared(std::move(frame))); }
  void send(std::shared_ptr<const std::string> frame) {
    if (socket_)
      socket_->send(std::move(frame), websocket::opcode::binary);
  }

  void closed() {
    socket_.reset();
    deadline_.cancel();
  }

  bool listening() const { return listening_; }
  bool steps_with_market() const { return steps_with_market_; }
  bool congested() const { return socket_ && socket_->queued_bytes() > congested_bytes; }

private:
  void authenticate(const std::string& action, const json& message, const json& data) {
    const bool long_form = action == "authenticate";
    const auto id = long_form ? text_at(data, "key_id") : text_at(message, "key");
    const auto secret = long_form ? text_at(data, "secret_key") : text_at(message, "secret");
    authenticated_ = authenticated_ || keys_.accepts(id, secret);
    send(authorization_frame(authenticated_, "authenticate"));
  }

  void listen(const json& data) {
    listening_ = false;
    if (const auto streams = data.find("streams"); streams != data.end() && streams->is_array())
      for (const auto& stream : *streams)
        listening_ = listening_ || stream == json(updates_stream);
    send(listening_frame(listening_));
  }

  void take_step(const std::string& action, const json& data) {
    const auto found = data.find("step");
    if (found == data.end() || !found->is_number_unsigned())
      return send(error_frame("invalid message: " + action + " needs data.step, a number"));
    const auto step = found->get<std::uint64_t>();
    if (action == "barrier") {
      steps_with_market_ = true;
      return barrier_(step);
    }
    json_writer written;
    written.object().key("stream").text("sync").key("data").object();
    written.key("step").integer(static_cast<std::int64_t>(step)).end_object().end_object();
    send(written.take());
  }

  const credentials& keys_;
  std::function<void(std::uint64_t)> barrier_;
  boost::asio::steady_timer deadline_;
  std::shared_ptr<websocket::connection> socket_;
  bool authenticated_;
  bool listening_ = false;
  bool steps_with_market_ = false;
};

order_streams::order_streams(boost::asio::io_context& io, const exchange& market,
                             const credentials& keys, on_barrier barrier)
    : io_(io), market_(market), keys_(keys), barrier_(std::move(barrier)) {}

order_streams::~order_streams() = default;

websocket::handlers order_streams::accept(const std::vector<http::header>& headers) {
  const auto client = ++clients_;
  auto stream = std::make_shared<order_stream>(
      io_, keys_, keys_.accepts(headers),
      [this, client](std::uint64_t step) { barrier_(client, step); });
  return {.on_open =
              [this, client, stream](auto socket) {
                streams_.emplace(client, stream);
                stream->open(std::move(socket));
              },
          .on_message = [stream](std::string_view payload, auto) { stream->take(payload); },
          .on_close =
              [this, client, stream](auto, auto) {
                stream->closed();
                streams_.erase(client);
              }};
}

void order_streams::tell(const trading::order_updates& updates) {
  for (const auto& update : updates) {
    const auto frame = shared(update_frame(market_, update));
    for (const auto& [client, stream] : streams_)
      if (stream->listening())
        stream->send(frame);
  }
}

void order_streams::tell_barrier(std::uint64_t step, trading::time_ns at) {
  json_writer written;
  written.object().key("stream").text("barrier").key("data").object();
  written.key("step").integer(static_cast<std::int64_t>(step)).key("t").time(at);
  written.end_object().end_object();
  const auto frame = shared(written.take());
  for (const auto& [client, stream] : streams_)
    if (stream->steps_with_market())
      stream->send(frame);
}

bool order_streams::congested() const {
  for (const auto& [client, stream] : streams_)
    if (stream->congested())
      return true;
  return false;
}

} // namespace troupe::net::venue
