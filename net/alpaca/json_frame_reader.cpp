#include "net/alpaca/json_frame_reader.hpp"

#include "net/alpaca/wire_text.hpp"

#include <cstdint>
#include <optional>
#include <set>

namespace troupe::net::alpaca {

namespace {

namespace ondemand = simdjson::ondemand;

static_assert(padded_text::padding >= simdjson::SIMDJSON_PADDING);

// What is absent or something else; after any other error nothing more of the frame may be asked
// for, since the reader has let go of its text.
bool is_harmless(simdjson::error_code failed) {
  return failed == simdjson::NO_SUCH_FIELD || failed == simdjson::INCORRECT_TYPE;
}

simdjson::error_code array_in(ondemand::object& message, std::string_view channel,
                              ondemand::array& into, bool& present) {
  const auto failed = message.find_field_unordered(channel).get_array().get(into);
  present = failed == simdjson::SUCCESS;
  return is_harmless(failed) ? simdjson::SUCCESS : failed;
}

simdjson::error_code read_symbols(ondemand::object& message, std::string_view channel,
                                  std::set<trading::symbol>& names) {
  ondemand::array listed;
  bool present = false;
  if (const auto failed = array_in(message, channel, listed, present); failed || !present)
    return failed;
  for (auto element : listed) {
    std::string_view text;
    if (const auto failed = element.get_string().get(text))
      return failed;
    if (const auto name = trading::symbol::parse(text))
      names.insert(*name);
  }
  return simdjson::SUCCESS;
}

// Tells one message, whose fields have been read already.
class json_teller {
public:
  json_teller(ondemand::object& message, const market_fields& fields, frame_listener& listener)
      : message_(message), fields_(fields), listener_(listener) {}

  told_as tell() {
    const auto kind = unquoted(fields_.kind);
    if (kind == "q" || kind == "t" || kind == "b" || kind == "u")
      return tell_market(kind.front());
    if (kind == "tick")
      return tell_tick();
    if (kind == "subscription")
      return tell_subscription();
    if (kind == "success" || kind == "error")
      return tell_words(kind == "error");
    return kind.empty() ? told_as::malformed : told_as::unknown;
  }

  // Whether the frame may not be read on.
  bool is_broken() const { return is_broken_; }

private:
  told_as tell_market(char kind) {
    const auto name = trading::symbol::parse(unquoted(fields_.symbol));
    if (!name)
      return told_as::malformed;
    if (kind == 'q')
      return tell_value(to_quote(fields_, *name), &frame_listener::on_quote);
    if (kind == 't')
      return tell_value(to_trade(fields_, *name), &frame_listener::on_trade);
    return tell_value(to_bar(fields_, *name, trading::minute_ns), &frame_listener::on_bar);
  }

  template <class Value>
  told_as tell_value(const std::optional<Value>& read,
                     void (frame_listener::*listen)(const Value&)) {
    if (!read)
      return told_as::malformed;
    (listener_.*listen)(*read);
    return told_as::told;
  }

  told_as tell_tick() {
    const auto at = parse_timestamp(unquoted(fields_.time));
    const auto step = parse_unsigned(fields_.count);
    if (!at || !step)
      return told_as::malformed;
    listener_.on_tick(*at, *step, fields_.end == "true");
    return told_as::told;
  }

  told_as tell_subscription() {
    subscriptions present;
    ondemand::array ticks;
    bool listed = false;
    if (message_.reset().error() || read_symbols(message_, "trades", present.trades) ||
        read_symbols(message_, "quotes", present.quotes) ||
        read_symbols(message_, "bars", present.bars) ||
        array_in(message_, "ticks", ticks, listed))
      return broken();
    if (listed) {
      bool none = true;
      if (ticks.is_empty().get(none))
        return broken();
      present.ticks = !none;
    }
    listener_.on_subscription(present);
    return told_as::told;
  }

  told_as tell_words(bool refusal) {
    std::string_view text;
    if (message_.reset().error())
      return broken();
    if (const auto failed = message_.find_field_unordered("msg").get_string().get(text))
      return is_harmless(failed) ? told_as::malformed : broken();
    if (!refusal) {
      listener_.on_success(text);
      return told_as::told;
    }
    const auto code = parse_unsigned(fields_.code);
    if (!code)
      return told_as::malformed;
    listener_.on_error(static_cast<std::int64_t>(*code), text);
    return told_as::told;
  }

  told_as broken() {
    is_broken_ = true;
    return told_as::malformed;
  }

  ondemand::object& message_;
  const market_fields& fields_;
  frame_listener& listener_;
  bool is_broken_ = false;
};

} // namespace

bool json_frame_reader::read(std::string_view frame, frame_listener& listener,
                             decoder_counters& counters) {
  ondemand::document document;
  ondemand::array messages;
  const char* const text = text_.hold(frame);
  if (parser_.iterate(text, frame.size(), text_.capacity()).get(document) ||
      document.get_array().get(messages))
    return false;
  for (auto element : messages) {
    ondemand::object message;
    market_fields fields;
    if (element.get_object().get(message) || read_fields(message, fields))
      return false;
    json_teller teller(message, fields, listener);
    counters.count(teller.tell());
    if (teller.is_broken())
      return false;
  }
  const bool all_read = document.current_location().error() != simdjson::SUCCESS;
  return all_read;
}

} // namespace troupe::net::alpaca
