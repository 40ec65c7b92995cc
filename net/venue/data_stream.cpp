#include "net/venue/data_stream.hpp"

#include "net/venue/control_msgpack.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/stream_limits.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace troupe::net::venue {

using nlohmann::json;

namespace {

constexpr int invalid_syntax = 400;
constexpr int not_authenticated = 401;
constexpr int auth_failed = 402;
constexpr int already_authenticated = 403;
constexpr int auth_timeout = 404;

std::string success_frame(std::string_view message) {
  json_writer written;
  written.array().object().key("T").text("success");
  written.key("msg").text(message).end_object().end_array();
  return written.take();
}

std::string data_error_frame(int code, std::string_view message) {
  json_writer written;
  written.array().object().key("T").text("error").key("code").integer(code);
  written.key("msg").text(message).end_object().end_array();
  return written.take();
}

std::string member_text(const json& message, const char* name) {
  const auto found = message.find(name);
  return found != message.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

channel_request read_lists(const json& message) {
  channel_request asked;
  for (const auto& [channel, symbols] : message.items())
    if (symbols.is_array())
      for (const auto& symbol : symbols)
        if (symbol.is_string())
          asked.symbols[channel].insert(symbol.get<std::string>());
  return asked;
}

} // namespace

data_stream::data_stream(boost::asio::io_context& io, const credentials& keys, setting given,
                         data_streams::on_subscription subscribed)
    : keys_(keys), subscribed_(std::move(subscribed)), deadline_(io),
      lists_(given.feed == data_feed::crypto ? channel_lists::of_crypto()
                                             : channel_lists::of_stocks()),
      feed_(given.feed), codec_(given.codec), authenticated_(given.authenticated) {}

void data_stream::open(std::shared_ptr<websocket::connection> socket) {
  socket_ = std::move(socket);
  send_control(success_frame("connected"));
  if (authenticated_)
    return send_control(success_frame("authenticated"));
  deadline_.expires_after(authentication_timeout);
  deadline_.async_wait([self = weak_from_this()](const auto& failed) {
    const auto stream = self.lock();
    if (failed || !stream || !stream->socket_ || stream->authenticated_)
      return;
    stream->refuse(auth_timeout, "auth timeout");
    stream->socket_->close(policy_close, "auth timeout");
  });
}

void data_stream::take(std::string_view payload) {
  const bool packed = codec_ == data_codec::msgpack;
  const auto message = packed ? json::parse(control_text(payload), nullptr, false)
                              : json::parse(payload, nullptr, false);
  const auto action = message.is_object() ? member_text(message, "action") : std::string{};
  if (action == "auth")
    return authenticate(member_text(message, "key"), member_text(message, "secret"));
  if (action != "subscribe" && action != "unsubscribe")
    return refuse(invalid_syntax, "invalid syntax");
  if (!authenticated_)
    return refuse(not_authenticated, "not authenticated");
  change(action, read_lists(message));
}

void data_stream::authenticate(const std::string& key, const std::string& secret) {
  if (authenticated_)
    return refuse(already_authenticated, "already authenticated");
  authenticated_ = keys_.accepts(key, secret);
  if (authenticated_)
    return send_control(success_frame("authenticated"));
  refuse(auth_failed, "auth failed");
  socket_->close(policy_close, "auth failed");
}

void data_stream::change(const std::string& action, const channel_request& asked) {
  if (asked.empty())
    return refuse(invalid_syntax, "invalid syntax");
  const bool subscribes = action == "subscribe";
  if (subscribes)
    lists_.add(asked);
  else
    lists_.remove(asked);
  send_control(lists_.frame());
  if (subscribes)
    subscribed_(lists_.has_ticks());
}

void data_stream::send_control(const std::string& text) {
  const bool packs = codec_ == data_codec::msgpack;
  send(std::make_shared<const std::string>(packs ? packed_control(text) : text));
}

void data_stream::send(std::shared_ptr<const std::string> frame) {
  if (socket_ && !silent())
    socket_->send(std::move(frame), codec_ == data_codec::msgpack ? websocket::opcode::binary
                                                                  : websocket::opcode::text);
}

void data_stream::disconnect() {
  if (socket_)
    socket_->close(restart_close, "the service restarts");
}

void data_stream::refuse(int code, std::string_view message) {
  send_control(data_error_frame(code, message));
}

void data_stream::closed() {
  socket_.reset();
  deadline_.cancel();
}

bool data_stream::congested() const {
  return socket_ && socket_->queued_bytes() > congested_bytes;
}

} // namespace troupe::net::venue
