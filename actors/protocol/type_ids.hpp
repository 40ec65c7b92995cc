// The one place where message types are registered. Between nodes they travel as envelopes in our
// own format (wire.hpp) and never through the actor library's serializer, which is why each is
// marked as one that it must not serialize.
#pragma once

#include "actors/protocol/messages.hpp"
#include "runtime/type_ids.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

// TROUPE_MESSAGES(do) calls do(name) for each message type; append at the end only.
#define TROUPE_MESSAGES(do)                                                                        \
  do(market_quote) do(market_trade) do(market_bar) do(market_tick) do(proposal)                    \
  do(approved_order) do(step_done) do(account_event) do(settle) do(settled) do(position_update)    \
  do(record_events) do(record_intents) do(intents_durable) do(intents_refused)                     \
  do(subscribe_journal) do(journal_page) do(page_done) do(operator_command) do(manual_order)       \
  do(cancel_order) do(operator_reply) do(account_update) do(portfolio_request)                  \
  do(wind_down) do(fallback_quote) do(replace_order) do(risk_request) do(risk_report)         \
  do(portfolio_question) do(portfolio_answer)

CAF_BEGIN_TYPE_ID_BLOCK(troupe, caf::id_block::troupe_runtime::end)
#define TROUPE_ADD_TYPE_ID(name) CAF_ADD_TYPE_ID(troupe, (troupe::actors::name))
TROUPE_MESSAGES(TROUPE_ADD_TYPE_ID)
#undef TROUPE_ADD_TYPE_ID
CAF_END_TYPE_ID_BLOCK(troupe)

#define TROUPE_ALLOW_UNSAFE(name) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(troupe::actors::name)
TROUPE_MESSAGES(TROUPE_ALLOW_UNSAFE)
#undef TROUPE_ALLOW_UNSAFE
