#include "persistence/csv/market_files.hpp"

#include "persistence/csv/cell_reader.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace troupe::persistence {

namespace {

namespace fs = std::filesystem;
using trading::price;
using trading::quantity;

constexpr std::string_view bars_header = "timestamp,open,high,low,close,volume";
constexpr std::string_view quotes_header = "timestamp,bid,bid_size,ask,ask_size";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

error unreadable(const fs::path& file, std::string_view why) {
  return {"unreadable_file", file.string() + ": " + std::string(why)};
}

// The lines of a text, without their ends.
class line_reader {
public:
  explicit line_reader(std::string_view text) : rest_(text) {
    if (rest_.starts_with(byte_order_mark))
      rest_.remove_prefix(byte_order_mark.size());
  }

  std::optional<std::string_view> next() {
    if (rest_.empty())
      return std::nullopt;
    const auto end = rest_.find('\n');
    auto line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    ++number_;
    return line;
  }

  std::size_t number() const { return number_; }

private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

result<std::string> text_of(const fs::path& file) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure))
    return unreadable(file, failure ? failure.message() : "not a file");
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return unreadable(file, "cannot be opened; check its permissions");
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad())
    return unreadable(file, "reading it failed");
  return text;
}

result<csv_content> content_of_header(const fs::path& file, std::optional<std::string_view> line) {
  if (line == bars_header)
    return csv_content::bars;
  if (line == quotes_header)
    return csv_content::quotes;
  return error{"unknown_csv_header", file.string() + ":1: the header must be " +
                                         std::string(bars_header) + " or " +
                                         std::string(quotes_header)};
}

trading::bar read_row(cell_reader& cells, const trading::bar& pattern, const trading::bar* last) {
  auto row = pattern;
  row.start_ns = cells.time("timestamp");
  row.open = cells.amount<price>("open");
  row.high = cells.amount<price>("high");
  row.low = cells.amount<price>("low");
  row.close = cells.amount<price>("close");
  row.volume = cells.amount<quantity>("volume");
  if (row.low <= price{} && !cells.failed())
    cells.refuse("low is not above zero");
  if (row.low > std::min(row.open, row.close) || row.high < std::max(row.open, row.close))
    cells.refuse("open and close do not lie between low and high");
  if (row.volume < quantity{})
    cells.refuse("volume is below zero");
  if (last != nullptr && row.start_ns <= last->start_ns)
    cells.refuse("timestamp is not later than that of the bar before");
  return row;
}

trading::quote read_row(cell_reader& cells, const trading::quote& pattern,
                        const trading::quote* last) {
  auto row = pattern;
  row.market_ns = cells.time("timestamp");
  row.bid = cells.amount<price>("bid");
  row.bid_qty = cells.amount<quantity>("bid_size");
  row.ask = cells.amount<price>("ask");
  row.ask_qty = cells.amount<quantity>("ask_size");
  if (row.bid < price{} || row.ask < price{})
    cells.refuse("a price is below zero");
  if (row.bid_qty < quantity{} || row.ask_qty < quantity{})
    cells.refuse("a size is below zero");
  if (last != nullptr && row.market_ns < last->market_ns)
    cells.refuse("timestamp is earlier than that of the quote before");
  return row;
}

template <class Row>
result<csv_rows<Row>> read_rows(const fs::path& file, csv_content wanted, Row pattern,
                                bool skip_bad_rows) {
  const auto named = symbol_of_file(file);
  if (!named)
    return named.failure();
  pattern.symbol = *named;
  const auto text = text_of(file);
  if (!text)
    return text.failure();
  line_reader lines(*text);
  const auto content = content_of_header(file, lines.next());
  if (!content)
    return content.failure();
  if (*content != wanted)
    return error{"unknown_csv_header",
                 file.string() + ":1: the header must be " +
                     std::string(wanted == csv_content::bars ? bars_header : quotes_header)};
  csv_rows<Row> read;
  while (const auto line = lines.next()) {
    if (line->empty())
      continue;
    cell_reader cells(*line);
    const auto row = read_row(cells, pattern, read.rows.empty() ? nullptr : &read.rows.back());
    if (cells.complete()) {
      read.rows.push_back(row);
      continue;
    }
    const auto where = file.string() + ":" + std::to_string(lines.number()) + ": " + cells.reason();
    if (!skip_bad_rows)
      return error{"bad_csv_row", where};
    if (++read.bad_rows == 1)
      read.first_bad_row = where;
  }
  return read;
}

} // namespace

result<trading::symbol> symbol_of_file(const fs::path& file) {
  const auto stem = file.stem().string();
  auto parsed = trading::symbol::parse(stem.substr(0, stem.find('_')));
  if (!parsed)
    return error{parsed.failure().code, file.string() + ": " + parsed.failure().message};
  return parsed;
}

result<csv_content> content_of_file(const fs::path& file) {
  std::error_code failure;
  if (!fs::is_regular_file(file, failure))
    return unreadable(file, failure ? failure.message() : "not a file");
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return unreadable(file, "cannot be opened; check its permissions");
  std::string header(byte_order_mark.size() + bars_header.size() + 2, '\0');
  in.read(header.data(), static_cast<std::streamsize>(header.size()));
  header.resize(static_cast<std::size_t>(in.gcount()));
  return content_of_header(file, line_reader(header).next());
}

result<csv_bars> read_bars(const fs::path& file, const csv_options& options) {
  trading::bar pattern;
  pattern.length_ns = options.bar_length_ns;
  return read_rows(file, csv_content::bars, pattern, options.skip_bad_rows);
}

result<csv_quotes> read_quotes(const fs::path& file, const csv_options& options) {
  return read_rows(file, csv_content::quotes, trading::quote{}, options.skip_bad_rows);
}

result<std::vector<fs::path>> csv_files(const std::vector<fs::path>& places) {
  std::vector<fs::path> files;
  for (const auto& place : places) {
    std::error_code failure;
    if (!fs::is_directory(place, failure)) {
      if (!fs::is_regular_file(place, failure))
        return unreadable(place, failure ? failure.message() : "neither a file nor a folder");
      files.push_back(place);
      continue;
    }
    std::vector<fs::path> found;
    for (fs::directory_iterator entry(place, failure), end; !failure && entry != end;
         entry.increment(failure))
      if (entry->path().extension() == ".csv")
        found.push_back(entry->path());
    if (failure)
      return unreadable(place, failure.message());
    if (found.empty())
      return unreadable(place, "no file in this folder ends in .csv");
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

} // namespace troupe::persistence
