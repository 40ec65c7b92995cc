#include "persistence/sqlite/sqlite_store.hpp"

#include "persistence/read_side/migration.hpp"
#include "persistence/sqlite/statement.hpp"

#include <string>
#include <utility>

namespace troupe::persistence::sqlite {

namespace {

using read_side::row;
using read_side::stored_backtest;
using read_side::stored_position;
using read_side::table;
using read_side::table_id;

std::string names_of(const table& shape) {
  std::string names;
  for (const auto& each : shape.columns)
    names += (names.empty() ? "" : ", ") + std::string(each.name);
  return names;
}

std::string insertion(const table& shape) {
  std::string marks;
  for (std::size_t index = 0; index < shape.columns.size(); ++index)
    marks += index == 0 ? "?" : ", ?";
  return "insert or replace into " + std::string(shape.name) + " (" + names_of(shape) +
         ") values (" + marks + ")";
}

class file_store final : public read_side::read_store {
public:
  explicit file_store(std::filesystem::path file) : file_(std::move(file)) {}

  result<void> prepare() override {
    if (open_)
      return {};
    return answered([&] {
      auto opened = open_database(file_);
      execute(*opened, "create table if not exists schema_version "
                       "(number integer primary key, name text)");
      if (version_of(*opened) < migrations().back().number)
        migrate(*opened);
      open_ = std::move(opened);
    });
  }

  result<stored_position> position_of(std::string_view account) override {
    stored_position found;
    const auto done = answered([&] {
      statement asked(*open_, "select journal_began_ns, last_seq from read_side_position "
                              "where account = ?");
      asked.bind(1, account);
      if (asked.step())
        found = {asked.integer(0), static_cast<std::uint64_t>(asked.integer(1))};
    });
    if (!done)
      return done.failure();
    return found;
  }

  result<void> store(const read_side::row_batch& rows) override {
    return answered([&] {
      transaction whole(*open_);
      for (std::size_t index = 0; index < read_side::tables; ++index)
        put(static_cast<table_id>(index), rows);
      statement moved(*open_, "insert or replace into read_side_position values (?, ?, ?)");
      moved.bind(1, rows.account);
      moved.bind(2, rows.journal_began_ns);
      moved.bind(3, static_cast<std::int64_t>(rows.last_seq));
      moved.step();
      whole.commit();
    });
  }

  result<void> forget(std::string_view account) override {
    return answered([&] {
      transaction whole(*open_);
      for (std::size_t index = 0; index < read_side::tables; ++index)
        forget(read_side::table_of(static_cast<table_id>(index)).name, account);
      forget("read_side_position", account);
      whole.commit();
    });
  }

  result<std::vector<row>> rows_of(table_id where, std::string_view account) override {
    std::vector<row> found;
    const auto& shape = read_side::table_of(where);
    const auto done = answered([&] {
      statement asked(*open_, "select " + names_of(shape) + " from " + std::string(shape.name) +
                                  " where account = ? order by 1, 2, 3, 4");
      asked.bind(1, account);
      while (asked.step()) {
        row& made = found.emplace_back();
        for (std::size_t index = 0; index < shape.columns.size(); ++index)
          made.push_back(asked.text(static_cast<int>(index)));
      }
    });
    if (!done)
      return done.failure();
    return found;
  }

  result<void> keep(const stored_backtest& row) override {
    return answered([&] {
      transaction whole(*open_);
      statement put(*open_, "insert into backtests values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                            "on conflict (account, id) do update set state = excluded.state, "
                            "finished_at = excluded.finished_at, figures = excluded.figures, "
                            "error_code = excluded.error_code, "
                            "error_message = excluded.error_message, outcome = "
                            "case excluded.outcome when '' then outcome else excluded.outcome end");
      int place = 0;
      for (const auto* each : {&row.account, &row.id, &row.name, &row.who, &row.strategy,
                               &row.state, &row.created_at, &row.finished_at, &row.asked,
                               &row.figures, &row.error_code, &row.error_message, &row.outcome})
        put.bind(++place, *each);
      put.step();
      statement old(*open_, "delete from backtests where account = ? and id not in (select id from "
                            "backtests where account = ? order by id desc limit ?)");
      old.bind(1, row.account);
      old.bind(2, row.account);
      old.bind(3, stored_backtest::kept_max);
      old.step();
      whole.commit();
    });
  }

  result<std::vector<stored_backtest>> backtests_of(std::string_view account) override {
    std::vector<stored_backtest> found;
    const auto done = answered([&] {
      statement asked(*open_, "select account, id, name, who, strategy, state, created_at, "
                              "finished_at, asked, figures, error_code, error_message from "
                              "backtests where account = ? order by id desc limit ?");
      asked.bind(1, account);
      asked.bind(2, stored_backtest::kept_max);
      while (asked.step()) {
        auto& row = found.emplace_back();
        int column = 0;
        for (auto* each : {&row.account, &row.id, &row.name, &row.who, &row.strategy, &row.state,
                           &row.created_at, &row.finished_at, &row.asked, &row.figures,
                           &row.error_code, &row.error_message})
          *each = asked.text(column++).value_or("");
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
      statement asked(*open_, "select outcome from backtests where account = ? and id = ?");
      asked.bind(1, account);
      asked.bind(2, id);
      if (asked.step())
        found = asked.text(0);
    });
    if (!done)
      return done.failure();
    return found && !found->empty() ? found : std::nullopt;
  }

private:
  // Whatever fails is told as a value.
  template <class Work>
  result<void> answered(Work work) {
    try {
      work();
      return {};
    } catch (const refusal& failed) {
      const auto why = file_.string() + ": " + failed.what();
      if (failed.busy())
        return error{"read_side_unreachable", why};
      return error{"read_side_refused", why};
    }
  }

  static std::int64_t version_of(sqlite3& of) {
    statement last(of, "select coalesce(max(number), 0) from schema_version");
    last.step();
    return last.integer(0);
  }

  // One at a time: another may have done it since the version was looked at.
  static void migrate(sqlite3& into) {
    transaction whole(into);
    const auto reached = version_of(into);
    for (const auto& each : migrations()) {
      if (each.number <= reached)
        continue;
      execute(into, std::string(each.sql));
      statement noted(into, "insert into schema_version values (?, ?)");
      noted.bind(1, each.number);
      noted.bind(2, each.name);
      noted.step();
    }
    whole.commit();
  }

  void put(table_id where, const read_side::row_batch& rows) {
    const auto& all = rows.of(where);
    if (all.empty())
      return;
    statement insert(*open_, insertion(read_side::table_of(where)));
    for (const auto& each : all) {
      for (std::size_t index = 0; index < each.size(); ++index)
        insert.bind(static_cast<int>(index) + 1, each[index]);
      insert.step();
      insert.reset();
    }
  }

  void forget(std::string_view name, std::string_view account) {
    statement removal(*open_, "delete from " + std::string(name) + " where account = ?");
    removal.bind(1, account);
    removal.step();
  }

  std::filesystem::path file_;
  database open_;
};

} // namespace

std::unique_ptr<read_side::read_store> make_store(std::filesystem::path file) {
  return std::make_unique<file_store>(std::move(file));
}

} // namespace troupe::persistence::sqlite
