#include "persistence/read_side/projector.hpp"

#include "trading/decision_summary.hpp"
#include "trading/notice.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace troupe::persistence::read_side {

namespace {

// RFC 3339 with six decimals whatever they are: as text, later is greater.
std::string instant(trading::time_ns at) {
  constexpr trading::time_ns us = 1'000;
  const auto whole = trading::floor_time(at, trading::second_ns);
  auto text = trading::format_time(whole);
  text.pop_back(); // the Z
  const auto decimals = std::to_string((at - whole) / us);
  return text + '.' + std::string(6 - decimals.size(), '0') + decimals + 'Z';
}

template <class Tag>
cell amount(trading::fixed<Tag> value) {
  return value.text();
}
// Prices and amounts that do not apply are zero in an order.
template <class Tag>
cell given(trading::fixed<Tag> value) {
  return value.is_zero() ? cell() : amount(value);
}
cell text(std::string_view value) {
  return std::string(value);
}
template <class Integer>
cell integer(Integer value) {
  return std::to_string(value);
}

std::string gates_of(const trading::decision& made) {
  auto all = nlohmann::ordered_json::array();
  for (const auto& each : made.gates)
    all.push_back({{"name", each.name.text()},
                   {"value", each.value.text()},
                   {"comparison", each.comparison.text()},
                   {"threshold", each.threshold.text()},
                   {"passed", each.passed}});
  return all.dump();
}

// They make no row, and would only mark the books.
bool is_price(const trading::event& happened) {
  return std::holds_alternative<trading::quote>(happened) ||
         std::holds_alternative<trading::trade>(happened) ||
         std::holds_alternative<trading::clock_tick>(happened);
}

std::string words_of(const trading::order_request& wanted) {
  return std::string(to_text(wanted.side)) + ' ' +
         (wanted.qty.is_zero() ? "for " + wanted.notional.text() : wanted.qty.text()) + ' ' +
         std::string(to_text(wanted.type));
}

} // namespace

row_batch projector::take() {
  auto taken = std::exchange(waiting_, {});
  waiting_.account = taken.account;
  waiting_.journal_began_ns = taken.journal_began_ns;
  waiting_.last_seq = taken.last_seq;
  return taken;
}

trading::quantity projector::filled_of(const trading::event& happened) const {
  const auto* reported = std::get_if<trading::order_event>(&happened);
  const auto* known = reported ? books_.orders().find(reported->client_order_id) : nullptr;
  return known ? known->filled_qty : trading::quantity{};
}

void projector::fold(const journal::record& told) {
  if (is_price(told.event))
    return;
  if (waiting_.journal_began_ns == 0)
    waiting_.journal_began_ns = told.wall_ns;
  waiting_.last_seq = told.seq;
  const auto filled_before = filled_of(told.event);
  books_.fold(told.event);
  if (told.seq > stored_seq_)
    put_rows(told, filled_before);
}

void projector::put_rows(const journal::record& told, trading::quantity filled_before) {
  std::visit(
      [&](const auto& happened) {
        using kind = std::decay_t<decltype(happened)>;
        if constexpr (std::is_same_v<kind, trading::history_bar>)
          put(told, happened.bar);
        else if constexpr (std::is_same_v<kind, trading::order_event>)
          put(told, happened, filled_before);
        else if constexpr (std::is_same_v<kind, trading::adjustment>)
          put_books(told, happened.symbol);
        else if constexpr (requires { put(told, happened); })
          put(told, happened);
      },
      told.event);
  put_notice(told);
}

row projector::begin_row(const journal::record& told) const {
  return {waiting_.account, instant(trading::market_time(told.event)), integer(told.seq)};
}

void projector::put(const journal::record& told, const trading::decision& made) {
  auto values = begin_row(told);
  const auto summary = trading::summary_of(made);
  values.insert(values.end(), {text(made.symbol.text()), text(made.strategy.text())});
  if (made.stage == trading::decision_stage::strategy &&
      made.verdict != trading::verdict::none) {
    auto wanted = values;
    wanted.insert(wanted.end(),
                  {text(to_text(made.verdict)), text(made.reason.text()), summary});
    waiting_.put(table_id::signals, std::move(wanted));
  }
  values.insert(values.end(),
                {text(to_text(made.stage)), text(to_text(made.verdict)), text(made.reason.text()),
                 summary, gates_of(made), integer(told.cause_seq)});
  waiting_.put(table_id::decisions, std::move(values));
}

void projector::put(const journal::record&, const trading::bar& candle) {
  waiting_.put(table_id::bars,
               {waiting_.account, instant(candle.start_ns), text(candle.symbol.text()),
                integer(candle.length_ns / trading::second_ns), amount(candle.open),
                amount(candle.high), amount(candle.low), amount(candle.close),
                amount(candle.volume), integer(candle.trade_count)});
}

void projector::put(const journal::record& told, const trading::intent& asked) {
  put_order(told, asked.request.client_order_id);
}

void projector::put(const journal::record& told, const trading::order_event& reported,
                    trading::quantity filled_before) {
  put_order(told, reported.client_order_id);
  const auto* known = books_.orders().find(reported.client_order_id);
  if (known == nullptr || known->filled_qty == filled_before)
    return; // no execution, or one that was told before
  auto values = begin_row(told);
  values.insert(values.end(), {reported.client_order_id, reported.order_id, reported.execution_id,
                               text(reported.symbol.text()), text(to_text(reported.side)),
                               amount(reported.qty), amount(reported.px), amount(reported.fee),
                               amount(reported.fee_qty), known->strategy});
  waiting_.put(table_id::trades, std::move(values));
  put_books(told, reported.symbol);
}

void projector::put_order(const journal::record& told, std::string_view client_order_id) {
  const auto* known = books_.orders().find(client_order_id);
  if (known == nullptr || known->created_ns == 0)
    return;
  const auto& wanted = known->request;
  waiting_.put(table_id::orders,
               {waiting_.account, instant(known->created_ns), wanted.client_order_id,
                known->order_id, text(wanted.symbol.text()), text(to_text(wanted.side)),
                text(to_text(wanted.type)), text(to_text(wanted.time_in_force)),
                text(to_text(wanted.order_class)), given(wanted.qty), given(wanted.notional),
                given(wanted.limit_price), given(wanted.stop_price), text(to_text(known->status)),
                amount(known->filled_qty), amount(known->filled_notional), amount(known->fee),
                amount(known->fee_qty), known->strategy, known->reason,
                instant(known->updated_ns), integer(told.seq)});
}

void projector::put_books(const journal::record& told, const trading::symbol& name) {
  const auto held = books_.position_of(name);
  auto values = begin_row(told);
  if (!name.empty()) {
    auto now = values;
    now.insert(now.end(), {text(name.text()), amount(held.qty), amount(held.average_price),
                           amount(held.cost_basis), amount(held.realised)});
    waiting_.put(table_id::positions, std::move(now));
  }
  const std::pair<std::string_view, trading::money> figures[] = {{"cash", books_.cash()},
                                                                 {"equity", books_.equity()},
                                                                 {"realised", books_.realised()}};
  for (const auto& [figure, value] : figures) {
    auto metric = values;
    metric.insert(metric.end(), {text(figure), amount(value)});
    waiting_.put(table_id::metrics, std::move(metric));
  }
}

void projector::put(const journal::record& told, const trading::configuration& settings) {
  for (const auto& each : settings.settings) {
    auto values = begin_row(told);
    values.insert(values.end(), {each.key, each.value});
    waiting_.put(table_id::configuration, std::move(values));
  }
}

void projector::put(const journal::record& told, const trading::command& ordered) {
  auto values = begin_row(told);
  const auto subject =
      ordered.symbol.empty() ? ordered.changes : std::string(ordered.symbol.text());
  values.insert(values.end(),
                {ordered.who, text(to_text(ordered.kind)), subject, ordered.reason});
  waiting_.put(table_id::audit_log, std::move(values));
}

void projector::put(const journal::record& told, const trading::operator_order& asked) {
  auto values = begin_row(told);
  values.insert(values.end(), {asked.who, text("order"), text(asked.request.symbol.text()),
                               words_of(asked.request)});
  waiting_.put(table_id::audit_log, std::move(values));
}

void projector::put_notice(const journal::record& told) {
  const auto notice = trading::notice_of(told.event);
  if (!notice)
    return;
  auto values = begin_row(told);
  values.insert(values.end(), {text(to_text(notice->severity)), notice->kind, notice->text});
  waiting_.put(table_id::notifications, std::move(values));
}

} // namespace troupe::persistence::read_side
