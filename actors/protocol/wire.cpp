#include "actors/protocol/wire.hpp"

#include "actors/protocol/type_ids.hpp"
#include "persistence/codec/codec.hpp"

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

namespace troupe::actors {

namespace codec = persistence::codec;

namespace {

// -- the fields of each message, in the order of the wire -------------------------------------

#define TROUPE_FIELDS(type, ...)                                                                   \
  auto fields(type& m) { return std::tie(__VA_ARGS__); }                                           \
  [[maybe_unused]] auto fields(const type& m) { return std::tie(__VA_ARGS__); }

TROUPE_FIELDS(market_quote, m.quote, m.received_ns)
TROUPE_FIELDS(market_trade, m.trade)
TROUPE_FIELDS(market_bar, m.bar, m.received_ns, m.historical)
TROUPE_FIELDS(market_tick, m.market_ns, m.step, m.lockstep, m.end)
TROUPE_FIELDS(proposal, m.decision, m.received_ns, m.deferred)
TROUPE_FIELDS(approved_order, m.request, m.strategy, m.market_ns, m.ordinal, m.received_ns,
              m.request_id)
TROUPE_FIELDS(step_done, m.step, m.shard, m.market_ns, m.end)
TROUPE_FIELDS(account_event, m.event)
TROUPE_FIELDS(settle, m.step, m.after_seq)
TROUPE_FIELDS(settled, m.step, m.role, m.shard)
TROUPE_FIELDS(trading::position, m.symbol, m.qty, m.average_price, m.cost_basis, m.realised,
              m.market_price)
TROUPE_FIELDS(position_update, m.position)
TROUPE_FIELDS(record_events, m.events)
TROUPE_FIELDS(record_intents, m.intents, m.token)
TROUPE_FIELDS(intents_durable, m.token)
TROUPE_FIELDS(intents_refused, m.token, m.code, m.reason)
TROUPE_FIELDS(subscribe_journal, m.role, m.shard, m.from_seq, m.types, m.subscription)
TROUPE_FIELDS(persistence::journal::record, m.seq, m.epoch, m.stream, m.cause_seq, m.market_ns,
              m.wall_ns, m.event)
TROUPE_FIELDS(journal_page, m.subscription, m.next_seq, m.caught_up, m.records)
TROUPE_FIELDS(page_done, m.role, m.shard, m.subscription)
TROUPE_FIELDS(operator_command, m.request_id, m.command)
TROUPE_FIELDS(manual_order, m.request_id, m.request, m.who)
TROUPE_FIELDS(replace_order, m.request_id, m.order_id, m.qty, m.time_in_force, m.limit_price,
              m.stop_price, m.trail, m.who)
TROUPE_FIELDS(cancel_order, m.request_id, m.order_id)
TROUPE_FIELDS(operator_reply, m.request_id, m.code, m.message, m.order, m.gates, m.legs)
TROUPE_FIELDS(account_update, m.broker_account, m.cash, m.equity, m.day_start_equity, m.realised,
              m.simulated, m.trading_enabled, m.halted, m.market_ns)
TROUPE_FIELDS(portfolio_request, m.request_id)
TROUPE_FIELDS(fallback_quote, m.quote, m.source, m.bars)
TROUPE_FIELDS(risk_request, m.request_id, m.order)
TROUPE_FIELDS(refusal_count, m.rule, m.refusals)
TROUPE_FIELDS(strategy_standing, m.strategy, m.at_stake, m.budget, m.realised, m.unrealised,
              m.trades, m.score, m.may_enter)
TROUPE_FIELDS(risk_report, m.request_id, m.market_ns, m.state, m.drawdown, m.equity,
              m.highest_equity, m.gates, m.refusals, m.preview, m.figures,
              m.strategies)
TROUPE_FIELDS(trading::report_query, m.list, m.step, m.from_ns, m.to_ns, m.symbol, m.strategy,
              m.newest_first, m.after, m.limit)
TROUPE_FIELDS(trading::equity_point, m.at_ns, m.equity, m.cash, m.contributed)
TROUPE_FIELDS(trading::profit_part, m.symbol, m.strategy, m.qty, m.market_value, m.cost_basis,
              m.realised, m.unrealised, m.day, m.fees, m.income, m.trades)
TROUPE_FIELDS(trading::account_summary, m.broker_account, m.worth, m.day_start_equity,
              m.day_ends_ns, m.long_value, m.short_value, m.positions, m.profit)
TROUPE_FIELDS(trading::trade_record, m.market_ns, m.client_order_id, m.execution_id, m.strategy,
              m.symbol, m.side, m.qty, m.px, m.fee, m.fee_qty, m.realised)
TROUPE_FIELDS(trading::lot, m.strategy, m.opened_ns, m.qty, m.cost, m.fee)
TROUPE_FIELDS(trading::closed_lot, m.strategy, m.opened_ns, m.closed_ns, m.qty, m.cost,
              m.proceeds, m.fee)
TROUPE_FIELDS(trading::lot_record, m.symbol, m.lot)
TROUPE_FIELDS(trading::closed_lot_record, m.symbol, m.lot)
TROUPE_FIELDS(trading::account_report, m.summary, m.history, m.profits, m.trades, m.lots,
              m.closed_lots, m.next)
TROUPE_FIELDS(portfolio_question, m.request_id, m.wanted)
TROUPE_FIELDS(portfolio_answer, m.request_id, m.report)
[[maybe_unused]] std::tuple<> fields(const wind_down&) { return {}; }
#undef TROUPE_FIELDS

template <class T>
concept composed = requires(const T& value) { fields(value); };

// Enumerations that travel, by their last word.
template <class Enum>
constexpr std::uint64_t last_of = 0;
template <>
constexpr auto last_of<trading::side> = static_cast<std::uint64_t>(trading::side::sell);
template <>
constexpr auto last_of<trading::history_step> =
    static_cast<std::uint64_t>(trading::history_step::day);
template <>
constexpr auto last_of<trading::report_list> =
    static_cast<std::uint64_t>(trading::report_list::closed_lots);
template <class T>
concept worded = std::is_enum_v<T> && last_of<T> > 0;

// -- writing ----------------------------------------------------------------------------------

template <codec::packable T>
void put(codec::buffer& out, const T& value) { codec::pack(out, value); }

template <worded T>
void put(codec::buffer& out, const T& value) {
  codec::pack(out, static_cast<std::uint32_t>(value));
}

template <composed T>
void put(codec::buffer& out, const T& value);
template <class T>
void put(codec::buffer& out, const std::vector<T>& values);
template <class T>
void put(codec::buffer& out, const std::optional<T>& value);
template <class T>
void put(codec::buffer& out, const std::shared_ptr<const T>& value);

void put(codec::buffer& out, const trading::event& value) {
  codec::pack_array(out, 2);
  codec::pack(out, static_cast<std::uint32_t>(codec::type_of(value)));
  codec::pack(out, codec::encode(value));
}

template <class T>
void put(codec::buffer& out, const std::shared_ptr<const T>& value) { put(out, *value); }

template <composed T>
void put(codec::buffer& out, const T& value) {
  std::apply([&out](const auto&... each) { (put(out, each), ...); }, fields(value));
}

template <class T>
void put(codec::buffer& out, const std::vector<T>& values) {
  codec::pack_array(out, values.size());
  for (const auto& each : values)
    put(out, each);
}

template <class T>
void put(codec::buffer& out, const std::optional<T>& value) {
  codec::pack_array(out, value ? 1 : 0);
  if (value)
    put(out, *value);
}

// -- reading ----------------------------------------------------------------------------------

template <codec::packable T>
void take(codec::reader& in, T& value) {
  if (auto read = codec::unpack<T>(in))
    value = std::move(*read);
  else
    in.refuse(read.failure().code, read.failure().message);
}

template <worded T>
void take(codec::reader& in, T& value) {
  const auto number = in.natural();
  if (number > last_of<T>)
    in.refuse("unexpected_value", std::to_string(number) + " is no word of its enumeration");
  else
    value = static_cast<T>(number);
}

template <composed T>
void take(codec::reader& in, T& value);
template <class T>
void take(codec::reader& in, std::shared_ptr<const T>& value);

void take(codec::reader& in, trading::event& value) {
  in.array();
  const auto type = in.natural();
  const auto bytes = in.text();
  if (in.failure())
    return;
  if (auto read = codec::decode(static_cast<std::uint8_t>(type), bytes))
    value = std::move(*read);
  else
    in.refuse(read.failure().code, read.failure().message);
}

template <class T>
void take(codec::reader& in, std::vector<T>& values) {
  const auto count = in.array();
  for (std::size_t i = 0; i < count && !in.failure(); ++i)
    take(in, values.emplace_back());
}

template <class T>
void take(codec::reader& in, std::optional<T>& value) {
  if (in.array() > 0)
    take(in, value.emplace());
}

template <class T>
void take(codec::reader& in, std::shared_ptr<const T>& value) {
  auto read = std::make_shared<T>();
  take(in, *read);
  value = std::move(read);
}

template <composed T>
void take(codec::reader& in, T& value) {
  std::apply([&in](auto&... each) { (take(in, each), ...); }, fields(value));
}

template <class Message>
result<message> read_message(codec::reader& in) {
  Message told;
  take(in, told);
  if (in.failure())
    return *in.failure();
  return message{std::move(told)};
}

template <std::size_t... Index>
result<message> read_numbered(std::uint64_t number, codec::reader& in,
                              std::index_sequence<Index...>) {
  using read = result<message> (*)(codec::reader&);
  static constexpr std::array<read, sizeof...(Index)> readers{
      &read_message<std::variant_alternative_t<Index, message>>...};
  if (number >= readers.size())
    return error{"unknown_message", "a message of number " + std::to_string(number) +
                                        " came over a link; this node knows " +
                                        std::to_string(readers.size())};
  return readers[number](in);
}

} // namespace

template <class Message>
std::string encode(const Message& told) {
  codec::buffer out;
  codec::pack(out, static_cast<std::uint32_t>(message{Message{}}.index()));
  put(out, told);
  return std::string(out.view());
}

#define TROUPE_ENCODE(name) template std::string encode(const name&);
TROUPE_MESSAGES(TROUPE_ENCODE)
#undef TROUPE_ENCODE

result<message> decode(std::string_view bytes) {
  codec::reader in(bytes);
  const auto number = in.natural();
  if (in.failure())
    return *in.failure();
  return read_numbered(number, in, std::make_index_sequence<std::variant_size_v<message>>{});
}

} // namespace troupe::actors
