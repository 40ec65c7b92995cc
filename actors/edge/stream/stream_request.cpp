#include "actors/edge/stream/stream_request.hpp"

#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

using nlohmann::json;

constexpr std::size_t names_max = 4'096; // channels or symbols in one request

result<std::vector<std::string>> read_names(const json& object, const char* member) {
  std::vector<std::string> names;
  const auto found = object.find(member);
  if (found == object.end() || found->is_null())
    return names;
  const error unreadable{"invalid_message", std::string(member) + " must be a list of texts"};
  if (!found->is_array() || found->size() > names_max)
    return unreadable;
  for (const auto& each : *found) {
    if (!each.is_string())
      return unreadable;
    names.push_back(each.get<std::string>());
  }
  return names;
}

result<stream_request> read_subscription(const json& object, bool adds) {
  subscribe_request wanted;
  wanted.adds = adds;
  const auto channels = read_names(object, "channels");
  if (!channels)
    return channels.failure();
  for (const auto& each : *channels) {
    if (const auto known = parse_channel(each))
      wanted.channels.push_back(*known);
    else
      wanted.unknown_channels.push_back(each);
  }
  if (adds && channels->empty())
    return error{"invalid_message", "name the channels to subscribe to"};
  const auto symbols = read_names(object, "symbols");
  if (!symbols)
    return symbols.failure();
  for (const auto& each : *symbols) {
    if (each == "*") {
      wanted.symbols.clear();
      break;
    }
    const auto name = trading::symbol::parse(each);
    if (!name)
      return name.failure();
    wanted.symbols.push_back(*name);
  }
  return stream_request(std::move(wanted));
}

} // namespace

result<stream_request> read_stream_request(std::string_view text) {
  const auto object = json::parse(text, nullptr, false);
  const auto action =
      object.is_object() && object.contains("action") && object["action"].is_string()
          ? object["action"].get<std::string>()
          : std::string();
  if (action.empty())
    return error{"invalid_message", "send a JSON object with an \"action\""};
  if (action == "subscribe" || action == "unsubscribe")
    return read_subscription(object, action == "subscribe");
  if (action == "ping")
    return stream_request(ping_request{});
  if (action == "resume") {
    const auto stream = object.find("stream");
    const auto seq = object.find("seq");
    if (stream == object.end() || !stream->is_string() || seq == object.end() ||
        !seq->is_number_unsigned())
      return error{"invalid_message", "resume needs the \"stream\" that subscribed named, and the "
                                      "\"seq\" of the last message"};
    return stream_request(resume_request{stream->get<std::string>(), seq->get<std::uint64_t>()});
  }
  if (action != "auth")
    return error{"unknown_action", "\"" + action.substr(0, 32) +
                                       "\" is not an action; send auth, subscribe, unsubscribe, "
                                       "resume or ping"};
  const auto token = object.find("token");
  if (token == object.end() || !token->is_string())
    return error{"invalid_message", "auth needs a \"token\""};
  return stream_request(auth_request{token->get<std::string>()});
}

} // namespace troupe::actors
