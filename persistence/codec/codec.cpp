#include "persistence/codec/codec.hpp"

#include "persistence/codec/fields.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <msgpack/pack.hpp>
#include <type_traits>
#include <utility>
#include <variant>

namespace troupe::persistence::codec {

namespace {

constexpr std::uint64_t format_number = 1;

// The last word of each enumeration, so that a number beyond it is refused.
template <class Enum>
constexpr Enum last_of();
template <>
constexpr trading::side last_of() {
  return trading::side::sell;
}
template <>
constexpr trading::order_type last_of() {
  return trading::order_type::trailing_stop;
}
template <>
constexpr trading::time_in_force last_of() {
  return trading::time_in_force::fok;
}
template <>
constexpr trading::order_class last_of() {
  return trading::order_class::mleg;
}
template <>
constexpr trading::order_status last_of() {
  return trading::order_status::pending_replace;
}
template <>
constexpr trading::order_event_kind last_of() {
  return trading::order_event_kind::resolved;
}
template <>
constexpr trading::decision_stage last_of() {
  return trading::decision_stage::risk;
}
template <>
constexpr trading::verdict last_of() {
  return trading::verdict::refused;
}
template <>
constexpr trading::adjustment_kind last_of() {
  return trading::adjustment_kind::split;
}
template <>
constexpr trading::command_kind last_of() {
  return trading::command_kind::account_fresh;
}

using packer = msgpack::packer<buffer>;

void write(packer& out, bool value) {
  value ? out.pack_true() : out.pack_false();
}
void write(packer& out, std::int64_t value) {
  out.pack_int64(value);
}
void write(packer& out, std::uint64_t value) {
  out.pack_uint64(value);
}
void write(packer& out, std::uint32_t value) {
  out.pack_uint32(value);
}

void write_text(packer& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out.pack_str(size).pack_str_body(text.data(), size);
}

void write(packer& out, const std::string& text) {
  write_text(out, text);
}
void write(packer& out, trading::term name) {
  write_text(out, name.text());
}
void write(packer& out, trading::comparison sign) {
  write_text(out, sign.text());
}
void write(packer& out, const trading::symbol& name) {
  write_text(out, name.text());
}

template <class Tag>
void write(packer& out, trading::fixed<Tag> amount) {
  out.pack_int64(amount.units);
}

template <class Enum>
requires std::is_enum_v<Enum>
void write(packer& out, Enum value) {
  out.pack_uint8(static_cast<std::uint8_t>(value));
}

template <structure T>
void write(packer& out, const T& value);

template <class T, std::size_t Capacity>
void write(packer& out, const trading::evidence_list<T, Capacity>& values) {
  out.pack_array(static_cast<std::uint32_t>(values.size()));
  for (const auto& value : values)
    write(out, value);
}

void write(packer& out, const std::vector<trading::setting>& values) {
  out.pack_array(static_cast<std::uint32_t>(values.size()));
  for (const auto& value : values)
    write(out, value);
}

template <structure T>
void write(packer& out, const T& value) {
  fields(value, [&out](const auto&... each) {
    out.pack_array(1 + sizeof...(each));
    out.pack_uint64(format_number);
    (write(out, each.value), ...);
  });
}

void read(reader& in, bool& value) {
  value = in.boolean();
}
void read(reader& in, std::int64_t& value) {
  value = in.integer();
}
void read(reader& in, std::uint64_t& value) {
  value = in.natural();
}
void read(reader& in, std::string& value) {
  value = in.text();
}

void read(reader& in, std::uint32_t& value) {
  const auto number = in.natural();
  if (number > std::numeric_limits<std::uint32_t>::max())
    in.refuse("unexpected_value", std::to_string(number) + " is over 32 bits");
  value = static_cast<std::uint32_t>(number);
}

template <class T>
void take(reader& in, T& value, result<T> parsed) {
  if (parsed)
    value = *parsed;
  else
    in.refuse(parsed.failure().code, parsed.failure().message);
}

void read(reader& in, trading::term& value) {
  take(in, value, trading::term::find_or_add(in.text()));
}
void read(reader& in, trading::comparison& value) {
  take(in, value, trading::comparison::parse(in.text()));
}

void read(reader& in, trading::symbol& value) {
  const auto text = in.text();
  if (text.empty())
    return;
  const auto parsed = trading::symbol::parse(text);
  if (parsed && parsed->text() == text)
    value = *parsed;
  else
    in.refuse("invalid_symbol", "\"" + std::string(text) + "\" is not a canonical symbol");
}

template <class Tag>
void read(reader& in, trading::fixed<Tag>& amount) {
  amount.units = in.integer();
}

template <class Enum>
requires std::is_enum_v<Enum>
void read(reader& in, Enum& value) {
  const auto number = in.natural();
  if (number > static_cast<std::uint64_t>(last_of<Enum>()))
    in.refuse("unexpected_value", std::to_string(number) + " is no word of its enumeration");
  else
    value = static_cast<Enum>(number);
}

template <structure T>
void read(reader& in, T& value);

// What comes out of a journal is kept; it takes nothing from what is in flight.
template <class T, std::size_t Capacity>
void read(reader& in, trading::evidence_list<T, Capacity>& values) {
  const auto count = in.array();
  if (count > Capacity)
    return in.refuse("too_many_values", std::to_string(count) + " inputs or gates; at most " +
                                            std::to_string(Capacity) + " are allowed");
  std::array<T, Capacity> told{};
  for (std::size_t index = 0; index < count && !in.failure(); ++index)
    read(in, told[index]);
  values = trading::evidence_list<T, Capacity>::keep({told.data(), count});
}

void read(reader& in, std::vector<trading::setting>& values) {
  const auto count = in.array();
  if (count > trading::configuration::settings_max)
    return in.refuse("too_many_values", std::to_string(count) + " settings; at most " +
                                            std::to_string(trading::configuration::settings_max) +
                                            " are allowed");
  values.resize(count);
  for (auto& value : values)
    read(in, value);
}

template <structure T>
void read(reader& in, T& value) {
  auto left = in.array();
  const auto format = left == 0 ? 0 : in.natural();
  if (format != format_number) {
    in.refuse("unknown_format", "format number " + std::to_string(format) + " where at most " +
                                    std::to_string(format_number) +
                                    " is known; a newer troupe wrote this");
    return;
  }
  --left;
  fields(value, [&in, &left](const auto&... each) {
    const auto one = [&in, &left](auto& target) {
      if (left > 0 && !in.failure()) {
        read(in, target);
        --left;
      }
    };
    (one(each.value), ...);
  });
  for (; left > 0 && !in.failure(); --left)
    in.skip();
}

template <class T>
result<trading::event> read_event(reader& in) {
  auto value = unpack<T>(in);
  if (!value)
    return value.failure();
  if (!in.at_end())
    return error{"trailing_bytes", "an event is followed by something else"};
  return trading::event(std::move(*value));
}

} // namespace

template <packable T>
void pack(buffer& out, const T& value) {
  packer sink(out);
  write(sink, value);
}

void pack_text(buffer& out, std::string_view text) {
  packer sink(out);
  write_text(sink, text);
}

void pack_array(buffer& out, std::size_t size) {
  packer(out).pack_array(static_cast<std::uint32_t>(size));
}

template <packable T>
result<T> unpack(reader& in) {
  T value{};
  read(in, value);
  if (in.failure())
    return *in.failure();
  return value;
}

event_type type_of(const trading::event& happened) {
  return static_cast<event_type>(happened.index() + 1);
}

void encode(buffer& out, const trading::event& happened) {
  std::visit([&out](const auto& value) { pack(out, value); }, happened);
}

std::string encode(const trading::event& happened) {
  buffer out;
  encode(out, happened);
  return std::string(out.view());
}

result<trading::event> decode(std::uint8_t type, std::string_view payload) {
  thread_local reader in;
  in.reset(payload);
  switch (static_cast<event_type>(type)) {
  case event_type::session_started:
    return read_event<trading::session_started>(in);
  case event_type::clock_tick:
    return read_event<trading::clock_tick>(in);
  case event_type::bar:
    return read_event<trading::bar>(in);
  case event_type::history_bar:
    return read_event<trading::history_bar>(in);
  case event_type::quote:
    return read_event<trading::quote>(in);
  case event_type::trade:
    return read_event<trading::trade>(in);
  case event_type::decision:
    return read_event<trading::decision>(in);
  case event_type::intent:
    return read_event<trading::intent>(in);
  case event_type::order_event:
    return read_event<trading::order_event>(in);
  case event_type::adjustment:
    return read_event<trading::adjustment>(in);
  case event_type::command:
    return read_event<trading::command>(in);
  case event_type::configuration:
    return read_event<trading::configuration>(in);
  case event_type::operator_order:
    return read_event<trading::operator_order>(in);
  }
  return error{"unknown_event_type",
               "event type " + std::to_string(type) + " is not known; a newer troupe wrote this"};
}

// Everything that is packable, once, so that the header needs no MessagePack.
#define TROUPE_PACKABLE(type)                                                                      \
  template void pack<type>(buffer&, const type&);                                                  \
  template result<type> unpack<type>(reader&);
TROUPE_PACKABLE(bool)
TROUPE_PACKABLE(std::int64_t)
TROUPE_PACKABLE(std::uint64_t)
TROUPE_PACKABLE(std::uint32_t)
TROUPE_PACKABLE(std::string)
TROUPE_PACKABLE(trading::term)
TROUPE_PACKABLE(trading::comparison)
TROUPE_PACKABLE(trading::symbol)
TROUPE_PACKABLE(trading::price)
TROUPE_PACKABLE(trading::quantity)
TROUPE_PACKABLE(trading::money)
TROUPE_PACKABLE(trading::number)
TROUPE_PACKABLE(trading::bar)
TROUPE_PACKABLE(trading::quote)
TROUPE_PACKABLE(trading::trade)
TROUPE_PACKABLE(trading::gate)
TROUPE_PACKABLE(trading::input)
TROUPE_PACKABLE(trading::input_list)
TROUPE_PACKABLE(trading::gate_list)
TROUPE_PACKABLE(trading::decision)
TROUPE_PACKABLE(trading::order_request)
TROUPE_PACKABLE(trading::order_event)
TROUPE_PACKABLE(trading::order)
TROUPE_PACKABLE(trading::session_started)
TROUPE_PACKABLE(trading::clock_tick)
TROUPE_PACKABLE(trading::history_bar)
TROUPE_PACKABLE(trading::intent)
TROUPE_PACKABLE(trading::adjustment)
TROUPE_PACKABLE(trading::command)
TROUPE_PACKABLE(trading::setting)
TROUPE_PACKABLE(trading::configuration)
TROUPE_PACKABLE(trading::operator_order)
#undef TROUPE_PACKABLE

} // namespace troupe::persistence::codec
