#include "actors/backtest/recorded_market.hpp"

#include "net/venue/market_replay.hpp"
#include "persistence/csv/market_files.hpp"
#include "persistence/journal/blake2b.hpp"
#include "persistence/journal/reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

namespace troupe::actors {

namespace {

namespace journal = persistence::journal;
using trading::time_ns;

constexpr std::uint64_t stop_interval = 4096; // records

template <class Row>
void append(std::vector<Row>& all, persistence::csv_rows<Row>& read,
            std::vector<std::string>& warnings) {
  if (read.bad_rows > 0)
    warnings.push_back("skipped " + std::to_string(read.bad_rows) + " bad rows; the first: " +
                       read.first_bad_row);
  std::move(read.rows.begin(), read.rows.end(), std::back_inserter(all));
}

// The symbol, then numbers of eight bytes each.
template <std::size_t Count>
void add_row(journal::blake2b& hash, const trading::symbol& of,
             const std::array<std::int64_t, Count>& numbers) {
  std::array<char, trading::symbol::capacity + 1 + sizeof numbers> bytes{};
  std::memcpy(bytes.data(), of.text().data(), of.text().size());
  std::memcpy(bytes.data() + trading::symbol::capacity + 1, numbers.data(), sizeof numbers);
  hash.add(std::string_view(bytes.data(), bytes.size()));
}

std::string digest_of(const market_rows& rows) {
  journal::blake2b hash;
  for (const auto& each : rows.bars)
    add_row(hash, each.symbol,
            std::array{each.start_ns, each.length_ns, each.open.units, each.high.units,
                       each.low.units, each.close.units, each.volume.units});
  for (const auto& each : rows.quotes)
    add_row(hash, each.symbol,
            std::array{each.market_ns, each.bid.units, each.bid_qty.units, each.ask.units,
                       each.ask_qty.units});
  return journal::to_hex(hash.finish());
}

// The rows of the run under way; an earlier one's are forgotten where another account begins.
class row_collector {
public:
  row_collector(time_ns from_ns, time_ns to_ns) : from_ns_(from_ns), to_ns_(to_ns) {}

  void fold(const trading::event& happened) {
    if (const auto* session = std::get_if<trading::session_started>(&happened)) {
      if (std::exchange(account_, session->broker_account) != session->broker_account)
        *this = row_collector(from_ns_, to_ns_, account_);
    } else if (const auto* live = std::get_if<trading::bar>(&happened)) {
      add(*live);
    } else if (const auto* past = std::get_if<trading::history_bar>(&happened)) {
      add(past->bar);
    } else if (const auto* seen = std::get_if<trading::quote>(&happened)) {
      if (seen->market_ns >= from_ns_ && seen->market_ns <= to_ns_)
        rows_.quotes.push_back(*seen);
    }
  }

  std::size_t size() const { return rows_.bars.size() + rows_.quotes.size(); }
  market_rows take() { return std::move(rows_); }

private:
  row_collector(time_ns from_ns, time_ns to_ns, std::string account)
      : from_ns_(from_ns), to_ns_(to_ns), account_(std::move(account)) {}

  // A bar that is told again, or late, is left out: a file could not hold it either.
  void add(const trading::bar& told) {
    auto [last, fresh] = last_start_ns_.try_emplace(told.symbol, told.start_ns);
    if (!fresh && told.start_ns <= last->second)
      return;
    last->second = told.start_ns;
    if (told.end_ns() >= from_ns_ && told.end_ns() <= to_ns_)
      rows_.bars.push_back(told);
  }

  time_ns from_ns_;
  time_ns to_ns_;
  std::string account_;
  market_rows rows_;
  std::map<trading::symbol, time_ns> last_start_ns_;
};

} // namespace

result<market_rows> read_market_files(const std::vector<std::filesystem::path>& places,
                                      bool skip_bad_rows) {
  const auto files = persistence::csv_files(places);
  if (!files)
    return files.failure();
  persistence::csv_options reading;
  reading.skip_bad_rows = skip_bad_rows;
  market_rows rows;
  for (const auto& file : *files) {
    const auto content = persistence::content_of_file(file);
    if (!content)
      return content.failure();
    if (*content == persistence::csv_content::bars) {
      auto read = persistence::read_bars(file, reading);
      if (!read)
        return read.failure();
      append(rows.bars, *read, rows.warnings);
    } else {
      auto read = persistence::read_quotes(file, reading);
      if (!read)
        return read.failure();
      append(rows.quotes, *read, rows.warnings);
    }
  }
  return rows;
}

result<market_rows> read_journaled_market(const journaled_rows_request& asked) {
  auto from = journal::reader::open(asked.folder);
  if (!from)
    return from.failure();
  from->follow(asked.last_seq);
  row_collector found(asked.from_ns, asked.to_ns);
  for (std::uint64_t count = 1;; ++count) {
    if (count % stop_interval == 0 && asked.stop && asked.stop())
      return error{"backtest_stopped", "the backtest was stopped before its end"};
    auto next = from->next();
    if (!next)
      return next.failure();
    if (!*next || (*next)->seq > asked.last_seq)
      return found.take();
    found.fold((*next)->event);
    if (found.size() > rows_max)
      return error{"too_much_data", "the journal tells of more than " + std::to_string(rows_max) +
                                        " bars and quotes in that time; ask for a shorter one"};
  }
}

result<recorded_market> open_market(market_rows rows) {
  recorded_market found;
  found.bars = rows.bars.size();
  found.quotes = rows.quotes.size();
  found.digest = digest_of(rows);
  bool first = true;
  const auto reach = [&](time_ns at) {
    found.first_ns = first ? at : std::min(found.first_ns, at);
    found.last_ns = first ? at : std::max(found.last_ns, at);
    first = false;
  };
  for (const auto& each : rows.bars)
    reach(each.end_ns());
  for (const auto& each : rows.quotes)
    reach(each.market_ns);
  auto opened = net::venue::market_replay::open(std::move(rows.bars), std::move(rows.quotes));
  if (!opened)
    return opened.failure();
  found.source = std::move(opened).value();
  return found;
}

} // namespace troupe::actors
