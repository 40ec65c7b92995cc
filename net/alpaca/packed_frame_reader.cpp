#include "net/alpaca/packed_frame_reader.hpp"

#include "net/alpaca/packed_fields.hpp"
#include "net/alpaca/packed_value.hpp"

#include <set>

#include <simdjson.h>

namespace troupe::net::alpaca {

namespace {

// What is needed of a message, read one after the other; any that is not readable spoils it.
class packed_reading {
public:
  template <class Fixed>
  void amount(const char* at, Fixed& into) {
    const auto units = packed_units(at);
    readable_ = readable_ && units.has_value();
    into.units = units.value_or(0);
  }

  void time(const char* at, trading::time_ns& into) {
    const auto read = packed_time(at);
    readable_ = readable_ && read.has_value();
    into = read.value_or(0);
  }

  bool readable() const { return readable_; }

private:
  bool readable_ = true;
};

bool read_packed(const packed_fields& fields, trading::quote& into) {
  packed_reading in;
  in.time(fields[packed_name::time], into.market_ns);
  in.amount(fields[packed_name::bid], into.bid);
  in.amount(fields[packed_name::bid_size], into.bid_qty);
  in.amount(fields[packed_name::ask], into.ask);
  in.amount(fields[packed_name::ask_size], into.ask_qty);
  return in.readable();
}

bool read_packed(const packed_fields& fields, trading::trade& into) {
  packed_reading in;
  in.time(fields[packed_name::time], into.market_ns);
  in.amount(fields[packed_name::price], into.px);
  in.amount(fields[packed_name::size], into.qty);
  into.id = packed_unsigned(fields[packed_name::id]).value_or(0);
  return in.readable();
}

bool read_packed(const packed_fields& fields, trading::bar& into) {
  packed_reading in;
  in.time(fields[packed_name::time], into.start_ns);
  in.amount(fields[packed_name::open], into.open);
  in.amount(fields[packed_name::high], into.high);
  in.amount(fields[packed_name::low], into.low);
  in.amount(fields[packed_name::close], into.close);
  in.amount(fields[packed_name::volume], into.volume);
  into.trade_count =
      static_cast<std::int64_t>(packed_unsigned(fields[packed_name::count]).value_or(0));
  return in.readable();
}

template <class Value>
told_as tell_packed(const packed_fields& fields, const trading::symbol& name,
                    frame_listener& listener, void (frame_listener::*listen)(const Value&)) {
  Value read;
  read.symbol = name;
  if (!read_packed(fields, read))
    return told_as::malformed;
  (listener.*listen)(read);
  return told_as::told;
}

told_as tell_packed_tick(const packed_fields& fields, frame_listener& listener) {
  const auto at = packed_time(fields[packed_name::time]);
  const auto step = packed_unsigned(fields[packed_name::count]);
  if (!at || !step)
    return told_as::malformed;
  listener.on_tick(*at, *step, packed_true(fields[packed_name::end]));
  return told_as::told;
}

// The list lies within the message, which has been walked over: only its form is asked for here.
std::set<trading::symbol> packed_symbols(const char* list, const char* end) {
  std::set<trading::symbol> names;
  if (list == nullptr)
    return names;
  auto [left, at] = packed_array(list, end);
  for (; at != nullptr && left > 0; --left) {
    const auto text = packed_text(at);
    if (!text)
      break;
    if (const auto name = trading::symbol::parse(*text))
      names.insert(*name);
    at = skip_packed(at, end);
  }
  return names;
}

told_as tell_packed_subscription(const packed_fields& fields, frame_listener& listener) {
  subscriptions present;
  present.trades = packed_symbols(fields[packed_name::trades], fields.behind);
  present.quotes = packed_symbols(fields[packed_name::quotes], fields.behind);
  present.bars = packed_symbols(fields[packed_name::bars], fields.behind);
  const char* const ticks = fields[packed_name::ticks];
  present.ticks = ticks != nullptr && packed_array(ticks, fields.behind).items > 0;
  listener.on_subscription(present);
  return told_as::told;
}

// Words go on into errors and logs, so they must be UTF-8 as those of JSON are.
told_as tell_packed_words(const packed_fields& fields, frame_listener& listener, bool refusal) {
  const auto text = packed_text(fields[packed_name::message]);
  if (!text || !simdjson::validate_utf8(text->data(), text->size()))
    return told_as::malformed;
  if (!refusal) {
    listener.on_success(*text);
    return told_as::told;
  }
  const auto code = packed_unsigned(fields[packed_name::code]);
  if (!code)
    return told_as::malformed;
  listener.on_error(static_cast<std::int64_t>(*code), *text);
  return told_as::told;
}

} // namespace

bool packed_frame_reader::read(std::string_view frame, frame_listener& listener,
                               decoder_counters& counters) {
  const char* const begin = text_.hold(frame);
  const char* const end = begin + frame.size();
  auto [left, at] = packed_array(begin, end);
  if (at == nullptr)
    return false;
  for (; left > 0; --left) {
    const auto fields = find_packed_fields(at, end);
    if (fields.behind == nullptr)
      return false;
    counters.count(tell(fields, listener));
    at = fields.behind;
  }
  return at == end;
}

told_as packed_frame_reader::tell(const packed_fields& fields, frame_listener& listener) {
  if (fields[packed_name::kind] == nullptr)
    return told_as::malformed;
  const auto kind = packed_text(fields[packed_name::kind]);
  if (!kind)
    return told_as::unknown;
  if (kind->empty())
    return told_as::malformed;
  if (kind->size() == 1)
    return tell_market(kind->front(), fields, listener);
  if (*kind == "tick")
    return tell_packed_tick(fields, listener);
  if (*kind == "subscription")
    return tell_packed_subscription(fields, listener);
  if (*kind == "success" || *kind == "error")
    return tell_packed_words(fields, listener, *kind == "error");
  return told_as::unknown;
}

told_as packed_frame_reader::tell_market(char kind, const packed_fields& fields,
                                         frame_listener& listener) {
  if (kind != 'q' && kind != 't' && kind != 'b' && kind != 'u')
    return told_as::unknown;
  const auto text = packed_text(fields[packed_name::symbol]);
  const auto* const name = text ? names_.find(text->data(), text->size()) : nullptr;
  if (name == nullptr)
    return told_as::malformed;
  if (kind == 'q')
    return tell_packed(fields, *name, listener, &frame_listener::on_quote);
  if (kind == 't')
    return tell_packed(fields, *name, listener, &frame_listener::on_trade);
  return tell_packed(fields, *name, listener, &frame_listener::on_bar);
}

} // namespace troupe::net::alpaca
