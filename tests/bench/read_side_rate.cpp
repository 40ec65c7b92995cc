#include "tests/bench/read_side_rate.hpp"

#include "persistence/read_side/projector.hpp"
#include "persistence/read_side/read_store.hpp"
#include "tests/unit/persistence/read_side/postgres_server.hpp"
#include "tests/unit/persistence/read_side/story.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <vector>

namespace troupe::bench {

namespace {

namespace read_side = persistence::read_side;
using read_side::row_batch;
using read_side::table_id;
using steady = std::chrono::steady_clock;

constexpr std::string_view fold_row = "read side: rows made of records";
constexpr std::string_view sqlite_row = "read side: rows into SQLite";
constexpr std::string_view postgres_row = "read side: rows into PostgreSQL";
constexpr std::string_view copy_row = "bare COPY of the same rows, no keys";
constexpr std::uint64_t records = 50'000;
constexpr std::size_t batch_rows = 10'000;

double seconds_since(steady::time_point begin) {
  return std::chrono::duration<double>(steady::now() - begin).count();
}

std::vector<row_batch> projected(report& into) {
  std::vector<row_batch> batches;
  read_side::projector made("main");
  persistence::journal::record told;
  told.wall_ns = 1;
  const auto begin = steady::now();
  for (told.seq = 1; told.seq <= records; ++told.seq) {
    auto decided = read_side::decision_of(trading::decision_stage::strategy,
                                          trading::verdict::none);
    decided.market_ns += static_cast<trading::time_ns>(told.seq) * trading::second_ns;
    told.event = decided;
    made.fold(told);
    if (made.waiting() >= batch_rows)
      batches.push_back(made.take());
  }
  into.add_rate(fold_row, records / seconds_since(begin));
  return batches;
}

result<void> store(report& into, std::string_view name, const std::vector<row_batch>& batches,
                   std::string_view url, const std::filesystem::path& folder) {
  auto opened = read_side::open_read_store(url, folder);
  if (!opened)
    return opened.failure();
  if (auto prepared = (*opened)->prepare(); !prepared)
    return prepared;
  const auto begin = steady::now();
  for (const auto& each : batches)
    if (auto stored = (*opened)->store(each); !stored)
      return stored;
  into.add_rate(name, records / seconds_since(begin));
  return {};
}

result<void> copy(report& into, const std::vector<row_batch>& batches, const std::string& url,
                  const std::filesystem::path& folder) {
  const auto file = folder / "decisions.tsv";
  std::ofstream out(file);
  for (const auto& batch : batches)
    for (const auto& row : batch.of(table_id::decisions))
      for (std::size_t index = 0; index < row.size(); ++index)
        out << row[index].value_or("\\N") << (index + 1 < row.size() ? '\t' : '\n');
  out.close();
  const auto psql = "psql -q " + url + " -c '";
  const auto run = [](const std::string& command) { return std::system(command.c_str()) == 0; };
  if (!run(psql + "create table bare (like decisions)'"))
    return error{"bench_failed", "psql could not make a table"};
  const auto begin = steady::now();
  if (!run(psql + "\\copy bare from " + file.string() + "'"))
    return error{"bench_failed", "psql could not copy"};
  into.add_rate(copy_row, records / seconds_since(begin));
  return {};
}

} // namespace

result<void> measure_read_side(report& into, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto batches = projected(into);
  if (auto stored = store(into, sqlite_row, batches, "", folder); !stored)
    return stored;
  const auto server = persistence::postgres_server::start();
  if (!server)
    return {};
  if (auto stored = store(into, postgres_row, batches, server->url(), folder); !stored)
    return stored;
  return copy(into, batches, server->url(), folder);
}

void print_read_side(const report& of, std::ostream& out) {
  const auto bare = of.rate(copy_row).median;
  if (bare > 0)
    out << "read side: " << std::setprecision(2) << of.rate(postgres_row).median / bare
        << " of a bare COPY's rows\n";
}

} // namespace troupe::bench
