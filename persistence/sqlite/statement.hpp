// SQLite's handles with owners: a database, a statement, a transaction. What SQLite refuses is
// thrown as `refusal` and caught in the store.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace troupe::persistence::sqlite {

class refusal : public std::runtime_error {
public:
  refusal(int code, const std::string& why) : std::runtime_error(why), code_(code) {}
  // Another process has it, the disk is full, or the file is out of reach: later it may work.
  bool busy() const {
    return code_ == SQLITE_BUSY || code_ == SQLITE_LOCKED || code_ == SQLITE_FULL ||
           code_ == SQLITE_CANTOPEN || code_ == SQLITE_IOERR;
  }

private:
  int code_;
};

struct closer {
  void operator()(sqlite3* open) const { sqlite3_close_v2(open); }
};
using database = std::unique_ptr<sqlite3, closer>;

// Made where it is not there, with a write-ahead log, waiting up to 2 s for another process.
database open_database(const std::filesystem::path& file);
void execute(sqlite3& open, const std::string& sql);

class statement {
public:
  statement(sqlite3& open, std::string_view sql);
  ~statement() { sqlite3_finalize(made_); }
  statement(const statement&) = delete;
  statement& operator=(const statement&) = delete;

  // Places count from 1. The text has to stay until the step.
  void bind(int place, std::string_view text);
  void bind(int place, const std::optional<std::string>& text);
  void bind(int place, const std::string& text) { bind(place, std::string_view(text)); }
  void bind(int place, std::int64_t value);
  bool step(); // whether there is a row
  void reset();
  std::int64_t integer(int column) const; // columns count from 0
  std::optional<std::string> text(int column) const;

private:
  void hold(int code);

  sqlite3& open_;
  sqlite3_stmt* made_ = nullptr;
};

// Rolled back unless committed.
class transaction {
public:
  explicit transaction(sqlite3& open) : open_(open) { execute(open_, "begin immediate"); }
  ~transaction() {
    if (!done_)
      sqlite3_exec(&open_, "rollback", nullptr, nullptr, nullptr);
  }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;

  void commit() {
    execute(open_, "commit");
    done_ = true;
  }

private:
  sqlite3& open_;
  bool done_ = false;
};

} // namespace troupe::persistence::sqlite
