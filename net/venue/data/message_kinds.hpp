// What a stream message is called: its letter, its channel, and the symbols that it concerns.
#pragma once

#include "net/venue/data/stream_message.hpp"

#include <span>
#include <string_view>

namespace troupe::net::venue {

std::string_view letter_of(const stream_message& told); // "T": q, t, b, d, u, o, s, l, c, x, n
std::string_view letter_of(const market_event& told);
std::string_view channel_of(const stream_message& told); // "quotes", …
std::string_view channel_of(const market_event& told);
// One; of news any number.
std::span<const trading::symbol> symbols_of(const stream_message& told);

} // namespace troupe::net::venue
