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
constexpr int connection_limit = 406;
constexpr int slow_client = 407;

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

data_stream::data_stream(boost::asio::io_context& io, const credentials& keys,
                         const data_plan& plan, setting given, stream_host& host)
    : keys_(keys), plan_(plan), host_(host), deadline_(io), given_(std::move(given)),
      lists_(given_.endpoint.feed) {}

void data_stream::open(std::shared_ptr<websocket::connection> socket) {
  socket_ = std::move(socket);
  send_control(success_frame("connected"));
  deadline_.expires_after(authentication_timeout);
  deadline_.async_wait([self = weak_from_this()](const auto& failed) {
    const auto stream = self.lock();
    if (failed || !stream || !stream->socket_ || !stream->key_.empty())
      return;
    stream->refuse(auth_timeout, "auth timeout");
    stream->socket_->close(policy_close, "auth timeout");
  });
  if (given_.presented)
    authenticate(*given_.presented);
}

void data_stream::take(std::string_view payload) {
  const bool packed = codec() == data_codec::msgpack;
  const auto message = packed ? json::parse(control_text(payload), nullptr, false)
                              : json::parse(payload, nullptr, false);
  const auto action = message.is_object() ? member_text(message, "action") : std::string{};
  if (action == "auth")
    return authenticate({member_text(message, "key"), member_text(message, "secret")});
  if (action != "subscribe" && action != "unsubscribe")
    return refuse(invalid_syntax, "invalid syntax");
  if (key_.empty())
    return refuse(not_authenticated, "not authenticated");
  change(action, read_lists(message));
}

std::optional<stream_refusal> data_stream::entry_refusal(const std::string& key) const {
  const auto& endpoint = given_.endpoint;
  if (endpoint.feed == data_feed::options && codec() != data_codec::msgpack)
    return stream_refusal{412, "option messages are only available in MsgPack format"};
  if (endpoint.consolidated && !plan_.consolidated)
    return stream_refusal{409, "insufficient subscription"};
  if (!host_.admits(key, endpoint))
    return stream_refusal{connection_limit, "connection limit exceeded"};
  return std::nullopt;
}

void data_stream::authenticate(const key_pair& given) {
  if (!key_.empty())
    return refuse(already_authenticated, "already authenticated");
  if (!keys_.accepts(given.id, given.secret)) {
    refuse(auth_failed, "auth failed");
    return socket_->close(policy_close, "auth failed");
  }
  if (const auto refused = entry_refusal(given.id)) {
    refuse(refused->code, refused->message);
    // Clients try again on the same socket when another connection may have gone.
    if (refused->code != connection_limit)
      socket_->close(policy_close, std::string(refused->message));
    return;
  }
  key_ = given.id;
  send_control(success_frame("authenticated"));
}

void data_stream::change(const std::string& action, const channel_request& asked) {
  const bool subscribes = action == "subscribe";
  const auto refused = subscribes ? lists_.add(asked, plan_) : lists_.remove(asked);
  if (refused)
    return refuse(refused->code, refused->message);
  send_control(lists_.frame());
  if (subscribes)
    host_.subscribed(*this, asked);
}

void data_stream::send_control(const std::string& text) {
  const bool packs = codec() == data_codec::msgpack;
  send(std::make_shared<const std::string>(packs ? packed_control(text) : text));
}

void data_stream::send(std::shared_ptr<const std::string> frame) {
  if (!socket_ || silent() || closing_)
    return;
  if (socket_->queued_bytes() > slow_client_bytes) {
    refuse_slow_client();
    return;
  }
  put(std::move(frame));
}

void data_stream::put(std::shared_ptr<const std::string> frame) {
  const bool packs = codec() == data_codec::msgpack;
  socket_->send(std::move(frame), packs ? websocket::opcode::binary : websocket::opcode::text);
}

void data_stream::refuse_slow_client() {
  closing_ = true;
  const auto text = data_error_frame(slow_client, "slow client");
  put(std::make_shared<const std::string>(codec() == data_codec::msgpack ? packed_control(text)
                                                                         : text));
  socket_->close(policy_close, "slow client");
  host_.fell_behind();
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
