// MessagePack for everything in trading/: the journal's payloads, and what nodes tell each other.
//
// A structure is an array whose first value is its format number and whose others are its fields
// in the order of fields.hpp. Fields are only ever appended: a reader gives a field that an older
// writer did not have its default, and passes over fields that it does not know. A change that is
// not an appended field takes a new format number; a number higher than the reader's is refused.
//
// Amounts are integers of 1e-9, times integers of nanoseconds, symbols and names text, enumerations
// their number. Nothing here takes a floating-point value: packing one does not compile.
#pragma once

#include "persistence/codec/buffer.hpp"
#include "persistence/codec/reader.hpp"
#include "trading/events.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::persistence::codec {

template <class T, class... Any>
concept one_of = (std::same_as<T, Any> || ...);

template <class T>
concept scalar =
    one_of<T, bool, std::int64_t, std::uint64_t, std::uint32_t, std::string, trading::term,
           trading::comparison, trading::symbol, trading::price, trading::quantity, trading::money,
           trading::number>;

template <class T>
concept structure =
    one_of<T, trading::bar, trading::quote, trading::trade, trading::gate, trading::input,
           trading::decision, trading::order_request, trading::order_event, trading::order,
           trading::session_started, trading::clock_tick, trading::history_bar, trading::intent,
           trading::adjustment, trading::command, trading::setting, trading::configuration,
           trading::operator_order>;

template <class T>
concept packable =
    scalar<T> || structure<T> || one_of<T, trading::input_list, trading::gate_list>;

template <packable T>
void pack(buffer& out, const T& value);
void pack_text(buffer& out, std::string_view text);
// So many values follow.
void pack_array(buffer& out, std::size_t size);

// Reads one value. Errors: the reader's, `unknown_format`, `invalid_symbol`.
template <packable T>
result<T> unpack(reader& in);

// The number of an event's type in a record and in a message; fixed for ever.
enum class event_type : std::uint8_t {
  session_started = 1,
  clock_tick,
  bar,
  history_bar,
  quote,
  trade,
  decision,
  intent,
  order_event,
  adjustment,
  command,
  configuration,
  operator_order
};

event_type type_of(const trading::event& happened);
void encode(buffer& out, const trading::event& happened);
std::string encode(const trading::event& happened);
// Errors: those of unpack, `unknown_event_type`, `trailing_bytes`.
result<trading::event> decode(std::uint8_t type, std::string_view payload);

} // namespace troupe::persistence::codec
