// The table of contents of the system: each role, and the messages that it understands.
//
//   venue socket -> feed -> signal[shard] -> risk -> executor -> venue socket
//                     |          |            |         |
//                     +----------+---> journal <--------+ ---> portfolio, notifier, analytics, edge
//
// A role is reached by its name through the directory (runtime/directory.hpp), never by an
// address; it may be in this process or behind a link. Messages are described in messages.hpp.
#pragma once

#include "actors/protocol/type_ids.hpp"

#include <caf/typed_actor.hpp>

namespace troupe::actors {

// Owns the venue's data streams. Warms the others up from history, then tells them the market.
using feed_actor = caf::typed_actor<
    // What the journal already has: the last bar of each symbol.
    caf::reacts_to<journal_page>>;

// Runs the strategies of the symbols of its shard. One for each lane.
using signal_actor = caf::typed_actor<
    // The market, from the feed.
    caf::reacts_to<market_quote>, caf::reacts_to<market_bar>, caf::reacts_to<market_tick>,
    // What is held now, from the portfolio.
    caf::reacts_to<position_update>,
    // From the executor by way of the portfolio: every position before it has been told.
    caf::reacts_to<settle>,
    // An operator's change of a strategy, from risk, which has recorded it.
    caf::reacts_to<operator_command>,
    // The past, to be rebuilt from.
    caf::reacts_to<journal_page>>;

// Lets pass or refuses what the strategies and the operator want, with every gate recorded.
using risk_actor = caf::typed_actor<
    // What strategies want, and the end of a step of each shard.
    caf::reacts_to<proposal>, caf::reacts_to<step_done>,
    // The market, to value what is held, from the feed.
    caf::reacts_to<market_quote>, caf::reacts_to<market_bar>, caf::reacts_to<market_tick>,
    // What happened to the account, and the question whether it is folded, from the executor.
    caf::reacts_to<account_event>, caf::reacts_to<settle>,
    // The operator, from the edge.
    caf::reacts_to<operator_command>, caf::reacts_to<manual_order>,
    caf::reacts_to<replace_order>, caf::reacts_to<risk_request>,
    // The past, to be rebuilt from.
    caf::reacts_to<journal_page>>;

// Owns the account's orders: the only role that asks the venue for anything that costs money.
using executor_actor = caf::typed_actor<
    // From risk: an order, and the end of a step.
    caf::reacts_to<approved_order>, caf::reacts_to<step_done>,
    // From the journal: the intents of a token are on disk, or cannot be.
    caf::reacts_to<intents_durable>, caf::reacts_to<intents_refused>,
    // From risk and each signal shard: everything is folded.
    caf::reacts_to<settled>,
    // From risk, behind what it approved before: what an operator ordered of trading.
    caf::reacts_to<operator_command>,
    // The operator, from the edge; the end of the process, from the company.
    caf::reacts_to<cancel_order>, caf::reacts_to<wind_down>,
    // The past, to be rebuilt from.
    caf::reacts_to<journal_page>>;

// Keeps the books: positions, cash, profit and loss, as a fold over the journal.
using portfolio_actor = caf::typed_actor<
    // The account's events and the market's prices.
    caf::reacts_to<journal_page>,
    // From the executor by way of the journal; passed on to each signal shard.
    caf::reacts_to<settle>,
    // From the edge; answered with an account_update and a position_update each.
    caf::reacts_to<portfolio_request>,
    // From the edge, for an operator; answered with a portfolio_answer.
    caf::reacts_to<portfolio_question>>;

// Writes down everything that happens, in one order, and tells it to those who asked.
using journal_actor = caf::typed_actor<
    // What happened on a lane of any node.
    caf::reacts_to<record_events>,
    // From the executor: durable before anything is sent.
    caf::reacts_to<record_intents>,
    // From the executor: passed on to the portfolio behind every record before it.
    caf::reacts_to<settle>,
    // A reader begins, and asks for more.
    caf::reacts_to<subscribe_journal>, caf::reacts_to<page_done>>;

// Tells people: the log, and a webhook where one is configured.
using notifier_actor = caf::typed_actor<
    // Orders, fills, refusals, halts.
    caf::reacts_to<journal_page>>;

// Keeps the read side: the tables of a database, made of the journal.
using analytics_actor = caf::typed_actor<
    // Everything but prices.
    caf::reacts_to<journal_page>>;

// Serves REST, WebSocket and the page. Only reads, but for what it passes on for an operator.
using edge_actor = caf::typed_actor<
    // The latest prices, from the feed.
    caf::reacts_to<market_quote>, caf::reacts_to<market_trade>, caf::reacts_to<fallback_quote>,
    // Bars, orders, decisions and what caused them.
    caf::reacts_to<journal_page>,
    // The books, from the portfolio.
    caf::reacts_to<account_update>, caf::reacts_to<position_update>,
    // What became of an operator's request, from risk, the executor or the portfolio.
    caf::reacts_to<operator_reply>, caf::reacts_to<risk_report>,
    caf::reacts_to<portfolio_answer>>;

} // namespace troupe::actors
