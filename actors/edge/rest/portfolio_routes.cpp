// GET /api/portfolio and what is under it: the books, as the portfolio keeps them. Lists come as
// JSON or CSV.
#include "actors/edge/json/portfolio_json.hpp"
#include "actors/edge/rest/period.hpp"
#include "actors/edge/rest/routes.hpp"

#include <utility>

namespace troupe::actors {

namespace {

using trading::account_report;
using trading::report_list;
using trading::report_query;

constexpr std::size_t json_rows_default = 100;

error not_told() {
  return {"role_unavailable", "the portfolio does not answer; see /ready for the reason"};
}

result<void> read_owner(const call& asked, report_query& wanted) {
  wanted.strategy = asked.parameter("strategy");
  const auto name = asked.parameter("symbol");
  if (name.empty())
    return {};
  const auto parsed = trading::symbol::parse(name);
  if (!parsed)
    return parsed.failure();
  wanted.symbol = *parsed;
  return {};
}

result<void> read_direction(const call& asked, report_query& wanted, std::string_view fallback) {
  auto direction = asked.parameter("direction");
  if (direction.empty())
    direction = fallback;
  if (direction != "asc" && direction != "desc")
    return error{"invalid_parameter", "direction must be asc or desc"};
  wanted.newest_first = direction == "desc";
  return {};
}

result<void> read_page(const call& asked, report_format format, report_query& wanted) {
  const auto rows = format == report_format::csv ? report_query::rows_max : json_rows_default;
  if (auto read = read_period(asked, rows, report_query::rows_max, wanted); !read)
    return read;
  const auto after = asked.page_token_parameter();
  if (!after)
    return after.failure();
  wanted.after = after->value_or(0);
  return {};
}

result<void> read_step(const call& asked, report_query& wanted) {
  const auto timeframe = asked.parameter("timeframe");
  if (timeframe.empty() || timeframe == "1Min")
    wanted.step = trading::history_step::minute;
  else if (timeframe == "1H")
    wanted.step = trading::history_step::hour;
  else if (timeframe == "1D")
    wanted.step = trading::history_step::day;
  else
    return error{"invalid_parameter", "timeframe must be 1Min, 1H or 1D"};
  return {};
}

// Of which lists a route shows one, how it reads what is asked, and as which table.
struct list_route {
  report_list list;
  result<void> (*read)(const call&, report_format, report_query&);
  report_table (*table)(const account_report&);
};

result<void> read_nothing(const call&, report_format, report_query&) {
  return {};
}

result<void> read_history(const call& asked, report_format format, report_query& wanted) {
  if (auto read = read_step(asked, wanted); !read)
    return read;
  if (auto read = read_direction(asked, wanted, "asc"); !read)
    return read;
  return read_page(asked, format, wanted);
}

result<void> read_rows(const call& asked, report_format format, report_query& wanted) {
  if (auto read = read_owner(asked, wanted); !read)
    return read;
  if (auto read = read_direction(asked, wanted, "desc"); !read)
    return read;
  return read_page(asked, format, wanted);
}

void show_list(const route_sources& from, const call& asked, const list_route& shown,
               respond answer) {
  const auto format = format_of(asked);
  if (!format)
    return answer(error_reply(format.failure()));
  report_query wanted;
  wanted.list = shown.list;
  if (const auto read = shown.read(asked, *format, wanted); !read)
    return answer(error_reply(read.failure()));
  from.desk->ask_books(std::move(wanted), from.clock->steady_ns(),
                       [table = shown.table, format = *format,
                        answer = std::move(answer)](const account_report* told) {
                         answer(told != nullptr ? table_reply(table(*told), format)
                                                : error_reply(not_told()));
                       });
}

void show_lots(const route_sources& from, const call& asked, respond answer) {
  const auto status = asked.parameter("status");
  if (!status.empty() && status != "open" && status != "closed")
    return answer(error_reply({"invalid_parameter", "status must be open or closed"}));
  const bool closed = status == "closed";
  show_list(from, asked,
            {closed ? report_list::closed_lots : report_list::lots, read_rows,
             closed ? closed_lot_table : open_lot_table},
            std::move(answer));
}

void show_sum(const route_sources& from, respond answer) {
  from.desk->ask_books({}, from.clock->steady_ns(),
                       [answer = std::move(answer)](const account_report* told) {
                         if (told == nullptr)
                           return answer(error_reply(not_told()));
                         json_writer json;
                         write_summary(json, told->summary);
                         answer(json_reply(json.take()));
                       });
}

} // namespace

void add_portfolio_routes(route_table& table, const route_sources& from) {
  const auto add = [&table, &from](const char* path, list_route shown) {
    table.add("GET", path, user_role::viewer,
              [from, shown](const call& asked, respond answer) {
                show_list(from, asked, shown, std::move(answer));
              });
  };
  table.add("GET", "/api/portfolio", user_role::viewer,
            [from](const call&, respond answer) { show_sum(from, std::move(answer)); });
  table.add("GET", "/api/portfolio/lots", user_role::viewer,
            [from](const call& asked, respond answer) {
              show_lots(from, asked, std::move(answer));
            });
  add("/api/portfolio/history", {report_list::history, read_history, history_table});
  add("/api/portfolio/strategies", {report_list::profits, read_nothing, strategy_table});
  add("/api/portfolio/symbols", {report_list::profits, read_nothing, symbol_table});
  add("/api/portfolio/executions", {report_list::trades, read_rows, execution_table});
  add("/api/portfolio/trades", {report_list::closed_lots, read_rows, trade_table});
}

} // namespace troupe::actors
