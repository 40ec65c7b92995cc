#include "cli/operator_commands.hpp"

#include "cli/edge_session.hpp"
#include "cli/table.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

namespace troupe::cli {

namespace {

using nlohmann::json;

int refuse(const error& why, std::ostream& errors) {
  errors << "troupe: " << why.message << '\n';
  return why.code == "no_credentials" || why.code == "invalid_url" ? 2 : 1;
}

// A member as a cell: text without its quotes, and a dash for what is not there.
std::string cell(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return "-";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

void print_table(const json& rows, const std::vector<const char*>& columns, const char* none,
                 std::ostream& output) {
  if (rows.empty()) {
    output << none << '\n';
    return;
  }
  table made(std::vector<std::string>(columns.begin(), columns.end()));
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    for (const auto* name : columns)
      cells.push_back(cell(row, name));
    made.add(std::move(cells));
  }
  made.print(output);
}

int list(const operator_options& options, const char* path,
         const std::vector<const char*>& columns, const char* none, std::ostream& output,
         std::ostream& errors) {
  const auto session = edge_session::begin(options.url);
  if (!session)
    return refuse(session.failure(), errors);
  const auto rows = session->ask("GET", path);
  if (!rows)
    return refuse(rows.failure(), errors);
  if (options.json)
    output << rows->dump(2) << '\n';
  else
    print_table(*rows, columns, none, output);
  return 0;
}

int turn(const operator_options& options, const char* path, std::ostream& output,
         std::ostream& errors) {
  const auto session = edge_session::begin(options.url);
  if (!session)
    return refuse(session.failure(), errors);
  const auto after = session->ask("POST", path, json{{"reason", options.reason}}.dump());
  if (!after)
    return refuse(after.failure(), errors);
  if (options.json)
    output << after->dump(2) << '\n';
  else
    output << (after->value("halted", false) ? "halted: no new risk is taken, exits still pass\n"
                                             : "not halted\n");
  return 0;
}

bool all_done(const json& parts) {
  for (const auto& each : parts)
    if (each.value("status", 500) >= 300)
      return false;
  return true;
}

void print_parts(const json& parts, const char* done, const char* name, std::ostream& output) {
  for (const auto& each : parts) {
    output << cell(each, name) << ": ";
    if (each.value("status", 500) < 300)
      output << done << '\n';
    else
      output << each.value(json::json_pointer("/body/error/message"), std::string("refused"))
             << '\n';
  }
}

} // namespace

int show_status(const operator_options& options, std::ostream& output, std::ostream& errors) {
  const auto session = edge_session::begin(options.url);
  if (!session)
    return refuse(session.failure(), errors);
  const auto status = session->ask("GET", "/api/status");
  if (!status)
    return refuse(status.failure(), errors);
  if (options.json) {
    output << status->dump(2) << '\n';
    return 0;
  }
  for (const auto* name : {"mode", "ready", "not_ready", "trading_enabled", "halted", "quarantine",
                           "broker_account", "strategies", "market_time", "uptime_s", "version"})
    output << name << std::string(18 - std::string_view(name).size(), ' ') << cell(*status, name)
           << '\n';
  return 0;
}

int list_orders(const operator_options& options, std::ostream& output, std::ostream& errors) {
  return list(options, "/api/orders?status=open&limit=500",
              {"client_order_id", "symbol", "side", "type", "qty", "filled_qty", "limit_price",
               "stop_price", "status", "strategy"},
              "no open orders", output, errors);
}

int list_positions(const operator_options& options, std::ostream& output, std::ostream& errors) {
  return list(options, "/api/positions",
              {"symbol", "side", "qty", "avg_entry_price", "current_price", "market_value",
               "unrealized_pl"},
              "nothing is held", output, errors);
}

int halt(const operator_options& options, std::ostream& output, std::ostream& errors) {
  return turn(options, "/api/risk/halt", output, errors);
}

int resume(const operator_options& options, std::ostream& output, std::ostream& errors) {
  return turn(options, "/api/risk/resume", output, errors);
}

int flatten(const operator_options& options, std::ostream& output, std::ostream& errors) {
  const auto session = edge_session::begin(options.url);
  if (!session)
    return refuse(session.failure(), errors);
  const auto canceled = session->ask("DELETE", "/api/orders");
  if (!canceled)
    return refuse(canceled.failure(), errors);
  const auto closed = session->ask("DELETE", "/api/positions");
  if (!closed)
    return refuse(closed.failure(), errors);
  if (options.json) {
    output << json{{"orders", *canceled}, {"positions", *closed}}.dump(2) << '\n';
  } else {
    print_parts(*canceled, "canceled", "id", output);
    print_parts(*closed, "being closed", "symbol", output);
    if (canceled->empty() && closed->empty())
      output << "nothing was open\n";
  }
  return all_done(*canceled) && all_done(*closed) ? 0 : 1;
}

} // namespace troupe::cli
