#include "persistence/sqlite/statement.hpp"

namespace troupe::persistence::sqlite {

namespace {

constexpr int wait_ms = 2'000;

} // namespace

database open_database(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database owned(opened);
  if (code != SQLITE_OK)
    throw refusal(code, sqlite3_errstr(code));
  sqlite3_busy_timeout(opened, wait_ms);
  execute(*opened, "pragma journal_mode = wal");
  execute(*opened, "pragma synchronous = normal"); // what a power cut loses is projected again
  return owned;
}

void execute(sqlite3& open, const std::string& sql) {
  const int code = sqlite3_exec(&open, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    throw refusal(code, sqlite3_errmsg(&open));
}

statement::statement(sqlite3& open, std::string_view sql) : open_(open) {
  hold(sqlite3_prepare_v2(&open, sql.data(), static_cast<int>(sql.size()), &made_, nullptr));
}

void statement::hold(int code) {
  if (code != SQLITE_OK)
    throw refusal(code, sqlite3_errmsg(&open_));
}

void statement::bind(int place, std::string_view text) {
  hold(sqlite3_bind_text(made_, place, text.data(), static_cast<int>(text.size()),
                         SQLITE_STATIC));
}

void statement::bind(int place, const std::optional<std::string>& text) {
  if (text)
    bind(place, std::string_view(*text));
  else
    hold(sqlite3_bind_null(made_, place));
}

void statement::bind(int place, std::int64_t value) {
  hold(sqlite3_bind_int64(made_, place, value));
}

bool statement::step() {
  const int code = sqlite3_step(made_);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    throw refusal(code, sqlite3_errmsg(&open_));
  return code == SQLITE_ROW;
}

void statement::reset() {
  hold(sqlite3_reset(made_));
}

std::int64_t statement::integer(int column) const {
  return sqlite3_column_int64(made_, column);
}

std::optional<std::string> statement::text(int column) const {
  const auto* found = reinterpret_cast<const char*>(sqlite3_column_text(made_, column));
  if (found == nullptr)
    return {};
  return std::string(found, static_cast<std::size_t>(sqlite3_column_bytes(made_, column)));
}

} // namespace troupe::persistence::sqlite
