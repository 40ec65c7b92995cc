// POST /api/backtest, GET /api/backtests, GET and DELETE /api/backtests/{id}, GET /api/experiments.
#include "actors/backtest/backtest_desk.hpp"
#include "actors/backtest/backtest_json.hpp"
#include "actors/backtest/backtest_order.hpp"
#include "actors/edge/json/backtest_entry_json.hpp"
#include "actors/edge/rest/live_limits.hpp"
#include "actors/edge/rest/routes.hpp"

#include <map>
#include <utility>
#include <vector>

namespace troupe::actors {

namespace {

constexpr std::size_t listed_default = 50;
constexpr std::size_t listed_max = 500;
constexpr std::size_t rows_kept = 2'000; // trades, and fills, of an outcome

// On the desk's thread.
result<backtest_desk::done_work> carry_out(const config::settings& settings,
                                           const backtest_order& asked,
                                           const std::vector<std::filesystem::path>& files,
                                           const journaled_rows_request& past,
                                           const backtest_desk::watch& watch) {
  auto journaled = past;
  journaled.stop = watch.stop;
  auto rows = files.empty() ? read_journaled_market(journaled) : read_market_files(files, false);
  if (!rows)
    return rows.failure();
  if (rows->bars.size() + rows->quotes.size() > rows_max)
    return error{"too_much_data", "the files hold more than " + std::to_string(rows_max) +
                                      " rows; use the command `troupe backtest`"};
  auto market = open_market(std::move(rows).value());
  if (!market)
    return market.failure();
  const backtest_request wanted{settings, asked.from, asked.to, false, watch.stop,
                                watch.on_progress};
  const auto done = run_backtest(wanted, std::move(market).value());
  if (!done)
    return done.failure();
  json_writer figures;
  write_figures(figures, done->run.figures());
  json_writer outcome;
  write_backtest(outcome, *done, rows_kept);
  return backtest_desk::done_work{figures.take(), outcome.take()};
}

net::http::response begin(const route_sources& from, const call& asked) {
  const auto wanted = read_backtest_order(asked.body);
  if (!wanted)
    return error_reply(wanted.failure());
  const auto now = settings_now(from);
  const auto files = files_for(*wanted, now);
  if (!files)
    return error_reply(files.failure());
  const auto settings = settings_for(*wanted, now);
  if (!settings)
    return error_reply(settings.failure());
  backtest_desk::stored row;
  row.name = wanted->name;
  row.who = asked.who.subject;
  row.strategy = wanted->strategy;
  row.asked = to_json(*wanted);
  journaled_rows_request past;
  past.folder = from.journal_folder();
  past.last_seq = from.last_seq();
  past.to_ns = wanted->to.value_or(std::numeric_limits<trading::time_ns>::max());
  const auto id = from.backtests->begin(
      std::move(row), [settings = *settings, order = *wanted, files = *files,
                       past](const backtest_desk::watch& watch) {
        return carry_out(settings, order, files, past, watch);
      });
  if (!id)
    return error_reply(id.failure());
  json_writer json;
  json.object().key("id").text(*id).end_object();
  const auto text = json.take();
  asked.note->after = text;
  return json_reply(text, 202);
}

net::http::response list(const route_sources& from, const call& asked) {
  const auto limit = asked.limit_parameter(listed_default, listed_max);
  if (!limit)
    return error_reply(limit.failure());
  const auto before = asked.page_token_parameter();
  if (!before)
    return error_reply(before.failure());
  const auto name = asked.parameter("name");
  const auto& all = from.backtests->all();
  json_writer json;
  json.object().key("items").array();
  std::size_t written = 0;
  std::string next;
  auto each = *before ? std::make_reverse_iterator(all.lower_bound(std::to_string(**before)))
                      : all.rbegin();
  for (; each != all.rend(); ++each) {
    if (!name.empty() && each->second.row.name != name)
      continue;
    if (written == *limit)
      break;
    json.raw(backtest_entry_json(each->second));
    next = each->first;
    ++written;
  }
  json.end_array().key("next_page_token");
  each == all.rend() ? json.null() : json.text(next);
  json.end_object();
  return json_reply(json.take());
}

error unknown(const std::string& id) {
  return {"backtest_not_found", "there is no backtest " + id.substr(0, 64)};
}

void show(const route_sources& from, const call& asked, respond answer) {
  const auto& id = asked.path.at("id");
  if (from.backtests->find(id) == nullptr)
    return answer(error_reply(unknown(id)));
  from.backtests->outcome_of(id, [from, id, answer = std::move(answer)](
                                     const result<std::string>& outcome) {
    const auto* known = from.backtests->find(id);
    if (known == nullptr)
      return answer(error_reply(unknown(id)));
    if (!outcome)
      return answer(error_reply(outcome.failure()));
    json_writer json;
    json.object();
    write_backtest_members(json, *known);
    json.key("result").raw(*outcome).end_object();
    answer(json_reply(json.take()));
  });
}

net::http::response abort(const route_sources& from, const call& asked) {
  const auto& id = asked.path.at("id");
  if (const auto* known = from.backtests->find(id))
    asked.tell_before(backtest_entry_json(*known));
  if (const auto aborted = from.backtests->abort(id); !aborted)
    return error_reply(aborted.failure());
  return json_reply(backtest_entry_json(*from.backtests->find(id)));
}

// The backtests of one name beside one another: what each was asked for, and what came of it.
net::http::response list_experiments(const route_sources& from) {
  std::map<std::string, std::vector<const backtest_desk::entry*>> named;
  for (const auto& [id, each] : from.backtests->all())
    if (!each.row.name.empty())
      named[each.row.name].push_back(&each);
  json_writer json;
  json.object().key("items").array();
  for (const auto& [name, variants] : named) {
    json.object().key("name").text(name).key("variants").array();
    for (const auto* each : variants)
      json.raw(backtest_entry_json(*each));
    json.end_array().end_object();
  }
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

} // namespace

void add_backtest_routes(route_table& table, const route_sources& from) {
  table.add("POST", "/api/backtest", user_role::trader,
            [from](const call& asked, respond answer) { answer(begin(from, asked)); });
  table.add("GET", "/api/backtests", user_role::viewer,
            [from](const call& asked, respond answer) { answer(list(from, asked)); });
  table.add("GET", "/api/backtests/{id}", user_role::viewer,
            [from](const call& asked, respond answer) { show(from, asked, std::move(answer)); });
  table.add("DELETE", "/api/backtests/{id}", user_role::trader,
            [from](const call& asked, respond answer) { answer(abort(from, asked)); });
  table.add("GET", "/api/experiments", user_role::viewer,
            [from](const call&, respond answer) { answer(list_experiments(from)); });
}

} // namespace troupe::actors
