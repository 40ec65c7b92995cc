#include "net/venue/order_stream.hpp"

#include "net/venue/json_writer.hpp"
#include "net/venue/stream_limits.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace troupe::net::venue {

using nlohmann::json;

namespace {

constexpr std::string_view updates_stream = "trade_updates";

std::string order_text_at(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// In the order of the text's members. No client of ours asks for it, so it need not be fast.
std::string packed(const std::string& frame) {
  std::string bytes;
  nlohmann::ordered_json::to_msgpack(nlohmann::ordered_json::parse(frame),
                                     nlohmann::detail::output_adapter<char>(bytes));
  return bytes;
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

std::string order_error_frame(std::string_view message) {
  json_writer written;
  written.object().key("action").text("error").key("data").object();
  written.key("error_message").text(message).end_object().end_object();
  return written.take();
}

} // namespace

struct order_stream::message {
  std::string action;
  json whole; // an object
  json data;  // its "data", an object
};

order_stream::order_stream(boost::asio::io_context& io, const credentials& keys,
                           const setting& given, on_barrier barrier)
    : keys_(keys), barrier_(std::move(barrier)), deadline_(io), authenticated_(given.authenticated),
      packs_(given.packs) {}

void order_stream::open(std::shared_ptr<websocket::connection> socket) {
  socket_ = std::move(socket);
  deadline_.expires_after(authentication_timeout);
  deadline_.async_wait([self = weak_from_this()](const auto& failed) {
    const auto stream = self.lock();
    if (!failed && stream && stream->socket_ && !stream->authenticated_)
      stream->socket_->close(policy_close, "not authenticated in time");
  });
}

void order_stream::take(std::string_view payload) {
  auto whole =
      packs_ ? json::from_msgpack(payload, true, false) : json::parse(payload, nullptr, false);
  if (!whole.is_object())
    return send(order_error_frame(packs_ ? "invalid message: not a MessagePack map"
                                         : "invalid message: not a JSON object"));
  const auto found = whole.find("data");
  auto data = found != whole.end() && found->is_object() ? *found : json::object();
  const message asked{order_text_at(whole, "action"), std::move(whole), std::move(data)};
  if (asked.action == "authenticate" || asked.action == "auth")
    return authenticate(asked);
  if (!authenticated_)
    return send(authorization_frame(false, asked.action));
  if (asked.action == "listen")
    return listen(asked);
  if (asked.action == "barrier" || asked.action == "sync")
    return take_step(asked);
  send(order_error_frame("invalid message: unknown action \"" + asked.action + "\""));
}

void order_stream::closed() {
  socket_.reset();
  deadline_.cancel();
}

void order_stream::send(std::string frame) {
  send(std::make_shared<const std::string>(std::move(frame)));
}

void order_stream::send(std::shared_ptr<const std::string> frame) {
  if (!socket_ || silent())
    return;
  if (packs_)
    frame = std::make_shared<const std::string>(packed(*frame));
  socket_->send(std::move(frame), websocket::opcode::binary);
}

void order_stream::refuse(std::string_view why) {
  send(order_error_frame(why));
}

void order_stream::disconnect() {
  if (socket_)
    socket_->close(restart_close, "the service restarts");
}

bool order_stream::congested() const {
  return socket_ && socket_->queued_bytes() > congested_bytes;
}

void order_stream::authenticate(const message& asked) {
  const bool long_form = asked.action == "authenticate";
  const auto id =
      long_form ? order_text_at(asked.data, "key_id") : order_text_at(asked.whole, "key");
  const auto secret =
      long_form ? order_text_at(asked.data, "secret_key") : order_text_at(asked.whole, "secret");
  const auto token = order_text_at(asked.data, "oauth_token");
  authenticated_ = authenticated_ ||
                   (token.empty() ? keys_.accepts(id, secret) : keys_.accepts(token_key_id, token));
  send(authorization_frame(authenticated_, "authenticate"));
}

void order_stream::listen(const message& asked) {
  const auto streams = asked.data.find("streams");
  listening_ = false;
  if (streams != asked.data.end() && streams->is_array())
    for (const auto& stream : *streams)
      listening_ = listening_ || stream == json(updates_stream);
  send(listening_frame(listening_));
}

void order_stream::take_step(const message& asked) {
  const auto found = asked.data.find("step");
  if (found == asked.data.end() || !found->is_number_unsigned())
    return send(
        order_error_frame("invalid message: " + asked.action + " needs data.step, a number"));
  const auto step = found->get<std::uint64_t>();
  if (asked.action == "barrier") {
    steps_with_market_ = true;
    return barrier_(step);
  }
  json_writer written;
  written.object().key("stream").text("sync").key("data").object();
  written.key("step").integer(static_cast<std::int64_t>(step)).end_object().end_object();
  send(written.take());
}

} // namespace troupe::net::venue
