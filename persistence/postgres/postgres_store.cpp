#include "persistence/postgres/postgres_store.hpp"

#include "persistence/read_side/migration.hpp"

#include <pqxx/pqxx>

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

namespace troupe::persistence::postgres {

namespace {

using read_side::row;
using read_side::stored_backtest;
using read_side::stored_position;
using read_side::table;
using read_side::table_id;

constexpr std::string_view default_timeout = "connect_timeout=3"; // seconds
constexpr std::int64_t migration_lock = 0x74726f757065; // "troupe": one migrates at a time

constexpr std::size_t columns_max = 24; // of a table

std::string with_timeout(std::string url) {
  if (url.find("connect_timeout=") != std::string::npos)
    return url;
  url += url.find('?') == std::string::npos ? '?' : '&';
  return url += default_timeout;
}

std::string listed(const table& shape, std::size_t first, std::size_t end, const char* form) {
  std::string text;
  for (auto index = first; index < end; ++index) {
    const std::string name(shape.columns[index].name);
    text += text.empty() ? "" : ", ";
    for (const char* each = form; *each != '\0'; ++each)
      text += *each == '*' ? name : std::string(1, *each);
  }
  return text;
}

// libpqxx 6 streams only what has its number of fields in its type.
template <std::size_t Fields>
bool copy_rows(pqxx::stream_to& stream, const std::vector<row>& rows) {
  std::array<const char*, Fields> fields;
  for (const auto& each : rows) {
    for (std::size_t index = 0; index < Fields; ++index)
      fields[index] = each[index] ? each[index]->c_str() : nullptr;
    stream << fields;
  }
  return true;
}

template <std::size_t... Sizes>
void copy_rows(pqxx::stream_to& stream, const std::vector<row>& rows, std::size_t columns,
               std::index_sequence<Sizes...>) {
  const bool copied =
      ((columns == Sizes + 1 && copy_rows<Sizes + 1>(stream, rows)) || ...);
  if (!copied)
    throw std::logic_error("a table has " + std::to_string(columns) + " columns");
}

std::string names_of(const table& shape) {
  return listed(shape, 0, shape.columns.size(), "*");
}

// "2026-11" of "2026-11-27T…", and the month after it.
std::string month_after(const std::string& month) {
  const int year = std::stoi(month.substr(0, 4));
  const int number = std::stoi(month.substr(5, 2));
  const int next = number % 12 + 1;
  return std::to_string(number == 12 ? year + 1 : year) + (next < 10 ? "-0" : "-") +
         std::to_string(next);
}

class server_store final : public read_side::read_store {
public:
  explicit server_store(std::string url) : url_(with_timeout(std::move(url))) {}

  result<void> prepare() override {
    if (open_)
      return {};
    return answered([&] {
      auto opened = std::make_unique<pqxx::connection>(url_);
      socket_ = opened->sock();
      opened->set_variable("timezone", "'UTC'");
      migrate(*opened);
      open_ = std::move(opened);
    });
  }

  result<stored_position> position_of(std::string_view account) override {
    stored_position found;
    const auto done = answered([&] {
      pqxx::work asked(*open_);
      const auto rows = asked.exec_params(
          "select journal_began_ns, last_seq from read_side_position where account = $1",
          std::string(account));
      if (!rows.empty())
        found = {rows[0][0].as<std::int64_t>(), rows[0][1].as<std::uint64_t>()};
    });
    if (!done)
      return done.failure();
    return found;
  }

  result<void> store(const read_side::row_batch& rows) override {
    return answered([&] {
      pqxx::work whole(*open_);
      for (std::size_t index = 0; index < read_side::tables; ++index)
        put(whole, static_cast<table_id>(index), rows);
      whole.exec_params("insert into read_side_position values ($1, $2, $3) on conflict (account) "
                        "do update set journal_began_ns = $2, last_seq = $3",
                        rows.account, rows.journal_began_ns, rows.last_seq);
      whole.commit();
    });
  }

  result<void> forget(std::string_view account) override {
    return answered([&] {
      pqxx::work whole(*open_);
      const auto remove = [&](std::string_view name) {
        whole.exec_params("delete from " + std::string(name) + " where account = $1",
                          std::string(account));
      };
      for (std::size_t index = 0; index < read_side::tables; ++index)
        remove(read_side::table_of(static_cast<table_id>(index)).name);
      remove("read_side_position");
      whole.commit();
    });
  }

  result<std::vector<row>> rows_of(table_id where, std::string_view account) override {
    std::vector<row> found;
    const auto& shape = read_side::table_of(where);
    const auto done = answered([&] {
      std::string columns;
      for (const auto& each : shape.columns) {
        const std::string name(each.name);
        columns += columns.empty() ? "" : ", ";
        columns += each.type == read_side::column_type::instant
                       ? "to_char(" + name + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                       : name;
      }
      pqxx::work asked(*open_);
      for (const auto& each : asked.exec_params(
               "select " + columns + " from " + std::string(shape.name) +
                   " where account = $1 order by " + listed(shape, 0, shape.key_columns, "*"),
               std::string(account))) {
        row& made = found.emplace_back();
        for (const auto& field : each)
          made.push_back(field.is_null() ? read_side::cell() : field.as<std::string>());
      }
    });
    if (!done)
      return done.failure();
    return found;
  }

  result<void> keep(const stored_backtest& row) override {
    return answered([&] {
      pqxx::work whole(*open_);
      whole.exec_params("insert into backtests values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
                        "$11, $12, $13) on conflict (account, id) do update set "
                        "state = excluded.state, finished_at = excluded.finished_at, "
                        "figures = excluded.figures, error_code = excluded.error_code, "
                        "error_message = excluded.error_message, outcome = case excluded.outcome "
                        "when '' then backtests.outcome else excluded.outcome end",
                        row.account, row.id, row.name, row.who, row.strategy, row.state,
                        row.created_at, row.finished_at, row.asked, row.figures, row.error_code,
                        row.error_message, row.outcome);
      whole.exec_params("delete from backtests where account = $1 and id not in (select id from "
                        "backtests where account = $1 order by id desc limit $2)",
                        row.account, stored_backtest::kept_max);
      whole.commit();
    });
  }

  result<std::vector<stored_backtest>> backtests_of(std::string_view account) override {
    std::vector<stored_backtest> found;
    const auto done = answered([&] {
      pqxx::work asked(*open_);
      for (const auto& told : asked.exec_params(
               "select account, id, name, who, strategy, state, created_at, finished_at, asked, "
               "figures, error_code, error_message from backtests where account = $1 "
               "order by id desc limit $2",
               std::string(account), stored_backtest::kept_max)) {
        auto& row = found.emplace_back();
        int column = 0;
        for (auto* each : {&row.account, &row.id, &row.name, &row.who, &row.strategy, &row.state,
                           &row.created_at, &row.finished_at, &row.asked, &row.figures,
                           &row.error_code, &row.error_message})
          *each = told[column++].as<std::string>();
      }
    });
    if (!done)
      return done.failure();
    return found;
  }

  result<std::optional<std::string>> backtest_outcome(std::string_view account,
                                                      std::string_view id) override {
    std::optional<std::string> found;
    const auto done = answered([&] {
      pqxx::work asked(*open_);
      const auto rows =
          asked.exec_params("select outcome from backtests where account = $1 and id = $2",
                            std::string(account), std::string(id));
      if (!rows.empty())
        found = rows[0][0].as<std::string>();
    });
    if (!done)
      return done.failure();
    return found && !found->empty() ? found : std::nullopt;
  }

  void interrupt() override {
    if (const int socket = socket_; socket >= 0)
      ::shutdown(socket, SHUT_RDWR);
  }

private:
  // A connection that broke is made anew by the next prepare().
  template <class Work>
  result<void> answered(Work work) {
    try {
      work();
      return {};
    } catch (const pqxx::broken_connection& lost) {
      return unreachable(lost.what());
    } catch (const pqxx::sql_error& refused) {
      if (open_ && !open_->is_open())
        return unreachable(refused.what());
      if (!open_)
        socket_ = -1;
      partitions_.clear(); // those of the transaction are gone
      return error{"read_side_refused", std::string("PostgreSQL says: ") + refused.what()};
    } catch (const std::exception& other) {
      return unreachable(other.what());
    }
  }

  error unreachable(const std::string& why) {
    socket_ = -1;
    partitions_.clear();
    open_.reset();
    return {"read_side_unreachable", "the PostgreSQL of database_url: " + why};
  }

  static void migrate(pqxx::connection& into) {
    pqxx::work whole(into);
    whole.exec("set local client_min_messages = warning");
    whole.exec("select pg_advisory_xact_lock(" + std::to_string(migration_lock) + ")");
    whole.exec("create table if not exists schema_version (number bigint primary key, name text)");
    const auto reached =
        whole.exec1("select coalesce(max(number), 0) from schema_version")[0].as<std::int64_t>();
    for (const auto& each : migrations()) {
      if (each.number <= reached)
        continue;
      whole.exec(std::string(each.sql));
      whole.exec_params("insert into schema_version values ($1, $2)", each.number,
                        std::string(each.name));
    }
    whole.commit();
  }

  void make_partitions(pqxx::work& whole, const table& shape, const std::vector<row>& rows) {
    std::set<std::string> months;
    for (const auto& each : rows)
      months.insert(each[1].value().substr(0, 7));
    for (const auto& month : months) {
      if (!partitions_.emplace(shape.name, month).second)
        continue;
      const auto suffix = month.substr(0, 4) + month.substr(5, 2);
      whole.exec("create table if not exists " + std::string(shape.name) + "_" + suffix +
                 " partition of " + std::string(shape.name) + " for values from ('" + month +
                 "-01') to ('" + month_after(month) + "-01')");
    }
  }

  // By COPY beside the table, then from there in one statement.
  void put(pqxx::work& whole, table_id where, const read_side::row_batch& batch) {
    const auto& rows = batch.of(where);
    if (rows.empty())
      return;
    const auto& shape = read_side::table_of(where);
    whole.exec("set local client_min_messages = warning");
    make_partitions(whole, shape, rows);
    const std::string name(shape.name);
    const std::string staged = "staged_" + name;
    whole.exec("create temp table " + staged + " (like " + name + ") on commit drop");
    copy(whole, staged, shape, rows);
    const auto columns = names_of(shape);
    const auto changes = listed(shape, shape.key_columns, shape.columns.size(), "* = excluded.*");
    whole.exec("insert into " + name + " (" + columns + ") select " + columns + " from " + staged +
               " on conflict (" + listed(shape, 0, shape.key_columns, "*") + ") do update set " +
               changes);
  }

  static void copy(pqxx::work& whole, const std::string& into, const table& shape,
                   const std::vector<row>& rows) {
    std::vector<std::string> columns;
    for (const auto& each : shape.columns)
      columns.emplace_back(each.name);
    pqxx::stream_to stream(whole, into, columns);
    copy_rows(stream, rows, columns.size(), std::make_index_sequence<columns_max>());
    stream.complete();
  }

  std::string url_;
  std::unique_ptr<pqxx::connection> open_;
  std::atomic<int> socket_{-1};
  std::set<std::pair<std::string_view, std::string>> partitions_; // that were seen or made
};

} // namespace

std::unique_ptr<read_side::read_store> make_store(std::string url) {
  return std::make_unique<server_store>(std::move(url));
}

} // namespace troupe::persistence::postgres
