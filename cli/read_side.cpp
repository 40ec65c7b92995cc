#include "cli/read_side.hpp"

#include "cli/exit_codes.hpp"
#include "cli/journal.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/read_side/projector.hpp"
#include "persistence/read_side/read_store.hpp"

#include <memory>
#include <ostream>
#include <utility>

namespace troupe::cli {

namespace {

namespace read_side = persistence::read_side;

constexpr std::size_t batch_rows = 10'000;
using store_pointer = std::unique_ptr<read_side::read_store>;

result<store_pointer> open(const config::settings& settings) {
  auto opened = read_side::open_read_store(settings.database_url, settings.home);
  if (!opened)
    return opened;
  if (auto prepared = (*opened)->prepare(); !prepared)
    return prepared.failure();
  return opened;
}

// The number of the journal's last record.
result<std::uint64_t> project(const config::settings& settings, read_side::read_store& into) {
  const auto& account = settings.trading.account_id;
  auto past = persistence::journal::reader::open(journal_folder(settings.home, account));
  if (!past)
    return past.failure();
  if (auto forgotten = into.forget(account); !forgotten)
    return forgotten.failure();
  read_side::projector projector(account);
  for (;;) {
    const auto next = past->next();
    if (!next)
      return next.failure();
    if (*next)
      projector.fold(**next);
    const bool is_due = *next ? projector.waiting() >= batch_rows : projector.waiting() > 0;
    if (is_due)
      if (auto stored = into.store(projector.take()); !stored)
        return stored.failure();
    if (!*next)
      return projector.last_seq();
  }
}

result<void> tell_tables(const std::string& account, read_side::read_store& from,
                         std::ostream& out) {
  const auto position = from.position_of(account);
  if (!position)
    return position.failure();
  out << "account " << account << " up to record " << position->last_seq << '\n';
  for (std::size_t index = 0; index < read_side::tables; ++index) {
    const auto id = static_cast<read_side::table_id>(index);
    const auto rows = from.rows_of(id, account);
    if (!rows)
      return rows.failure();
    out << "  " << read_side::table_of(id).name << ": " << rows->size() << " rows\n";
  }
  return {};
}

} // namespace

int read_side_status(const config::settings& settings, std::ostream& out, std::ostream& err) {
  const auto store = open(settings);
  if (!store)
    return refuse(store.failure(), err);
  const auto told = tell_tables(settings.trading.account_id, **store, out);
  return told ? 0 : refuse(told.failure(), err);
}

int read_side_rebuild(const config::settings& settings, std::ostream& out, std::ostream& err) {
  const auto store = open(settings);
  if (!store)
    return refuse(store.failure(), err);
  const auto last = project(settings, **store);
  if (!last)
    return refuse(last.failure(), err);
  out << "the journal has " << *last << " records\n";
  const auto told = tell_tables(settings.trading.account_id, **store, out);
  return told ? 0 : refuse(told.failure(), err);
}

} // namespace troupe::cli
