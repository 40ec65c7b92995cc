// Messages as bytes, for the links between nodes: MessagePack, the message's number first.
//
// A node that does not know a number, or cannot read a field, refuses the message; nodes of
// different protocol versions do not link up at all (runtime/cluster/link.hpp).
#pragma once

#include "actors/protocol/messages.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace troupe::actors {

// Raised with every change of a message. Part of each link's greeting.
inline constexpr std::uint32_t protocol_version = 5;

// In the order of TROUPE_MESSAGES, which gives each its number; append at the end only.
using message =
    std::variant<market_quote, market_trade, market_bar, market_tick, proposal, approved_order,
                 step_done, account_event, settle, settled, position_update, record_events,
                 record_intents, intents_durable, intents_refused, subscribe_journal, journal_page,
                 page_done, operator_command, manual_order, cancel_order, operator_reply,
                 account_update, portfolio_request, wind_down, fallback_quote, replace_order,
                 risk_request, risk_report, portfolio_question, portfolio_answer>;

template <class Message>
std::string encode(const Message& told);

// Errors: `unknown_message`, and those of persistence::codec.
result<message> decode(std::string_view bytes);

} // namespace troupe::actors
