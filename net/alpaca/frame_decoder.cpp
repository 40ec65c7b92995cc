#include "net/alpaca/frame_decoder.hpp"

#include "net/alpaca/market_message.hpp"
#include "net/alpaca/wire_text.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace troupe::net::alpaca {

namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t buffer_at_first = 64u << 10;

void read_symbols(ondemand::object message, std::string_view channel,
                  std::set<trading::symbol>& names) {
  ondemand::array listed;
  if (message.find_field_unordered(channel).get_array().get(listed))
    return;
  for (auto element : listed) {
    std::string_view text;
    if (element.get_string().get(text))
      return;
    if (const auto name = trading::symbol::parse(text))
      names.insert(*name);
  }
}

} // namespace

class frame_decoder::state {
public:
  state() : buffer_(buffer_at_first) {}

  void decode(std::string_view frame, frame_listener& listener) {
    if (!read_frame(frame, listener))
      ++counters_.malformed_frames;
  }

  const decoder_counters& counters() const { return counters_; }

private:
  enum class outcome { told, malformed, unknown };

  bool read_frame(std::string_view frame, frame_listener& listener) {
    ondemand::document document;
    ondemand::array messages;
    if (parser_.iterate(padded(frame), frame.size(), buffer_.size()).get(document) ||
        document.get_array().get(messages))
      return false;
    for (auto element : messages) {
      ondemand::object message;
      market_fields fields;
      if (element.get_object().get(message) || read_fields(message, fields))
        return false;
      count(tell(message, fields, listener));
    }
    const bool all_read = document.current_location().error() != simdjson::SUCCESS;
    return all_read;
  }

  const char* padded(std::string_view frame) {
    if (const auto needed = frame.size() + simdjson::SIMDJSON_PADDING; needed > buffer_.size())
      buffer_.resize(std::max(needed, 2 * buffer_.size()));
    std::memcpy(buffer_.data(), frame.data(), frame.size());
    return buffer_.data();
  }

  void count(outcome told) {
    counters_.messages += told == outcome::told ? 1 : 0;
    counters_.malformed_messages += told == outcome::malformed ? 1 : 0;
    counters_.unknown_messages += told == outcome::unknown ? 1 : 0;
  }

  outcome tell(ondemand::object& message, const market_fields& fields, frame_listener& listener) {
    const auto kind = unquoted(fields.kind);
    if (kind == "q" || kind == "t" || kind == "b" || kind == "u")
      return tell_market(kind.front(), fields, listener);
    if (kind == "tick")
      return tell_tick(fields, listener);
    if (kind == "success" || kind == "error" || kind == "subscription")
      return tell_control(kind, message, fields, listener);
    return kind.empty() ? outcome::malformed : outcome::unknown;
  }

  outcome tell_market(char kind, const market_fields& fields, frame_listener& listener) {
    const auto name = trading::symbol::parse(unquoted(fields.symbol));
    if (!name)
      return outcome::malformed;
    if (kind == 'q')
      return tell_value(to_quote(fields, *name), [&](auto& read) { listener.on_quote(read); });
    if (kind == 't')
      return tell_value(to_trade(fields, *name), [&](auto& read) { listener.on_trade(read); });
    return tell_value(to_bar(fields, *name, trading::minute_ns),
                      [&](auto& read) { listener.on_bar(read); });
  }

  template <class Value, class Listen>
  outcome tell_value(const std::optional<Value>& read, Listen listen) {
    if (!read)
      return outcome::malformed;
    listen(*read);
    return outcome::told;
  }

  outcome tell_tick(const market_fields& fields, frame_listener& listener) {
    const auto at = parse_timestamp(unquoted(fields.time));
    const auto step = parse_unsigned(fields.count);
    if (!at || !step)
      return outcome::malformed;
    listener.on_tick(*at, *step, fields.end == "true");
    return outcome::told;
  }

  outcome tell_control(std::string_view kind, ondemand::object& message,
                       const market_fields& fields, frame_listener& listener) {
    if (message.reset().error())
      return outcome::malformed;
    if (kind == "subscription") {
      subscriptions present;
      read_symbols(message, "trades", present.trades);
      read_symbols(message, "quotes", present.quotes);
      read_symbols(message, "bars", present.bars);
      ondemand::array ticks;
      bool none = true;
      if (!message.find_field_unordered("ticks").get_array().get(ticks))
        none = ticks.is_empty().value_unsafe();
      present.ticks = !none;
      listener.on_subscription(present);
      return outcome::told;
    }
    std::string_view text;
    if (message.find_field_unordered("msg").get_string().get(text))
      return outcome::malformed;
    if (kind == "success") {
      listener.on_success(text);
      return outcome::told;
    }
    const auto code = parse_unsigned(fields.code);
    if (!code)
      return outcome::malformed;
    listener.on_error(static_cast<std::int64_t>(*code), text);
    return outcome::told;
  }

  ondemand::parser parser_;
  std::vector<char> buffer_;
  decoder_counters counters_;
};

frame_decoder::frame_decoder() : state_(std::make_unique<state>()) {}
frame_decoder::~frame_decoder() = default;

void frame_decoder::decode(std::string_view frame, frame_listener& listener) {
  state_->decode(frame, listener);
}

const decoder_counters& frame_decoder::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
