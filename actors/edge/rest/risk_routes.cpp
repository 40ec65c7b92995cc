#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/risk_json.hpp"
#include "actors/edge/json/status_json.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/limit_answers.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "trading/risk/limit_table.hpp"

namespace troupe::actors {

namespace {

using trading::command_kind;

trading::risk_limits limits_now(const route_sources& from) {
  const trading::risk_limits& configured = from.settings->risk;
  const auto changed = trading::with_changes(configured, from.known->limit_changes());
  return changed ? *changed : configured;
}

void show_risk(const route_sources& from, const risk_report* told, const respond& answer) {
  const auto& known = *from.known;
  json_writer json;
  json.object().key("halted").flag(known.trading_switch().halted());
  json.key("trading_enabled").flag(known.trading_switch().enabled());
  json.key("account_stale").flag(known.trading_switch().account_stale());
  write_risk_members(json, told);
  json.key("limits");
  write_limits(json, limits_now(from));
  json.key("limits_changed").array();
  for (const auto& each : trading::changed_limits(known.limit_changes()))
    json.text(each);
  json.end_array();
  json.key("open_positions").integer(static_cast<std::int64_t>(known.positions().size()));
  json.key("unknown_orders").array();
  for (const auto* each : known.orders().book().open_orders())
    if (each->status == trading::order_status::unknown)
      json.text(each->request.client_order_id);
  json.end_array().key("quarantine");
  write_quarantine(json, known.quarantined());
  json.key("day_profit");
  if (const auto& account = known.account())
    json.decimal(account->equity - account->day_start_equity);
  else
    json.null();
  json.end_object();
  answer(json_reply(json.take()));
}

std::string switch_text(const trading::trading_switch& now) {
  json_writer json;
  json.object().key("halted").flag(now.halted());
  json.key("trading_enabled").flag(now.enabled()).end_object();
  return json.take();
}

// What holds once the command is carried out; the journal tells it here a moment later.
net::http::response show_switch(const read_model& known, command_kind done) {
  auto after = known.trading_switch();
  after.fold(trading::command{done, {}, {}, 0});
  return json_reply(switch_text(after));
}

std::string limits_text(const trading::risk_limits& limits) {
  json_writer json;
  json.object().key("limits");
  write_limits(json, limits);
  json.end_object();
  return json.take();
}

void order_switch(const route_sources& from, command_kind kind, const call& asked, respond answer) {
  const auto reason = read_reason(asked.body);
  if (!reason)
    return answer(error_reply(reason.failure()));
  asked.tell_before(switch_text(from.known->trading_switch()));
  from.desk->command(kind, asked.who.subject, *reason, from.clock->steady_ns(),
                     [from, kind, answer = std::move(answer)](const operator_reply& reply) {
                       answer(reply.code.empty() ? show_switch(*from.known, kind)
                                                 : refusal_answer(reply));
                     });
}

void release_symbol(const route_sources& from, const call& asked, respond answer) {
  auto wanted = read_release(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  if (!from.known->quarantined().contains(wanted->symbol))
    return answer(error_reply({"not_quarantined", std::string(wanted->symbol.text()) +
                                                      " is not in quarantine"}));
  json_writer before;
  before.object().key("quarantine");
  write_quarantine(before, from.known->quarantined());
  before.end_object();
  asked.tell_before(before.take());
  from.desk->release(wanted->symbol, asked.who.subject, wanted->reason, from.clock->steady_ns(),
                     [name = wanted->symbol, answer = std::move(answer)](
                         const operator_reply& reply) {
                       if (!reply.code.empty())
                         return answer(refusal_answer(reply));
                       json_writer json;
                       json.object().key("released").text(name.text()).end_object();
                       answer(json_reply(json.take()));
                     });
}

} // namespace

void change_limits(const route_sources& from, const call& asked, std::string_view limits,
                   respond answer) {
  const auto wanted = read_limits(limits);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  const auto now = limits_now(from);
  const auto changed = trading::with_changes(now, wanted->changes);
  if (!changed)
    return answer(error_reply(changed.failure()));
  asked.tell_before(limits_text(now));
  from.desk->change(command_kind::change_limits, wanted->changes, asked.who.subject,
                    wanted->reason, from.clock->steady_ns(),
                    [after = *changed, answer = std::move(answer)](const operator_reply& reply) {
                      answer(reply.code.empty() ? json_reply(limits_text(after))
                                                : refusal_answer(reply));
                    });
}

void add_risk_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/risk", user_role::viewer,
            [from](const call&, respond answer) {
              from.desk->report(from.clock->steady_ns(),
                                [from, answer = std::move(answer)](const risk_report* told) {
                                  show_risk(from, told, answer);
                                });
            });
  const auto add_switch = [&](std::string pattern, command_kind kind) {
    table.add("POST", std::move(pattern), user_role::trader,
              [from, kind](const call& asked, respond answer) {
                order_switch(from, kind, asked, std::move(answer));
              });
  };
  add_switch("/api/risk/halt", command_kind::halt);
  add_switch("/api/risk/resume", command_kind::resume);
  add_switch("/api/risk/enable", command_kind::enable_trading);
  add_switch("/api/risk/disable", command_kind::disable_trading);
  table.add("PATCH", "/api/risk/limits", user_role::admin,
            [from](const call& asked, respond answer) {
              change_limits(from, asked, asked.body, std::move(answer));
            });
  table.add("POST", "/api/risk/release", user_role::trader,
            [from](const call& asked, respond answer) {
              release_symbol(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
