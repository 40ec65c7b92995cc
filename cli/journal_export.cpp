#include "cli/journal_export.hpp"

#include "cli/exit_codes.hpp"
#include "cli/journal.hpp"
#include "persistence/journal/reader.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

namespace troupe::cli {

namespace {

namespace journal = persistence::journal;
using trading::symbol;

// What one run told; a session of another broker's account begins the next.
struct last_run {
  std::string broker_account;
  std::map<std::pair<symbol, trading::time_ns>, std::map<trading::time_ns, trading::bar>> bars;
  std::map<symbol, std::vector<trading::quote>> quotes;
  std::vector<trading::order_event> fills;

  void fold(const trading::event& happened) {
    if (const auto* session = std::get_if<trading::session_started>(&happened)) {
      if (session->broker_account != broker_account)
        *this = {session->broker_account, {}, {}, {}};
    } else if (const auto* live = std::get_if<trading::bar>(&happened)) {
      bars[{live->symbol, live->length_ns}].try_emplace(live->start_ns, *live);
    } else if (const auto* past = std::get_if<trading::history_bar>(&happened)) {
      bars[{past->bar.symbol, past->bar.length_ns}].try_emplace(past->bar.start_ns, past->bar);
    } else if (const auto* seen = std::get_if<trading::quote>(&happened)) {
      quotes[seen->symbol].push_back(*seen);
    } else if (const auto* told = std::get_if<trading::order_event>(&happened)) {
      if (told->kind == trading::order_event_kind::fill ||
          told->kind == trading::order_event_kind::partial_fill)
        fills.push_back(*told);
    }
  }
};

std::string stem_of(const symbol& name) {
  std::string stem(name.text());
  std::replace(stem.begin(), stem.end(), '/', '-');
  return stem;
}

class csv_file {
public:
  csv_file(std::filesystem::path path, std::string_view header)
      : path_(std::move(path)), file_(path_) {
    file_ << header << '\n';
  }
  template <class... Cells>
  void row(trading::time_ns at, const Cells&... cells) {
    file_ << trading::format_time(at);
    ((file_ << ',' << cells), ...);
    file_ << '\n';
    ++rows_;
  }
  result<void> close(std::ostream& out) {
    file_.close();
    if (!file_)
      return error{"io_error", "cannot write " + path_.string() + "; is the disk full?"};
    out << path_.string() << ": " << rows_ << " rows\n";
    return {};
  }

private:
  std::filesystem::path path_;
  std::ofstream file_;
  std::size_t rows_ = 0;
};

result<void> write(const last_run& run, const std::filesystem::path& folder, std::ostream& out) {
  for (const auto& [of, bars] : run.bars) {
    const auto minutes = std::to_string(of.second / trading::minute_ns);
    csv_file file(folder / "bars" / (stem_of(of.first) + "_" + minutes + "m.csv"),
                  "timestamp,open,high,low,close,volume");
    for (const auto& [start_ns, each] : bars)
      file.row(start_ns, each.open.text(), each.high.text(), each.low.text(), each.close.text(),
               each.volume.text());
    if (auto closed = file.close(out); !closed)
      return closed;
  }
  for (const auto& [name, quotes] : run.quotes) {
    csv_file file(folder / "quotes" / (stem_of(name) + "_quotes.csv"),
                  "timestamp,bid,bid_size,ask,ask_size");
    for (const auto& each : quotes)
      file.row(each.market_ns, each.bid.text(), each.bid_qty.text(), each.ask.text(),
               each.ask_qty.text());
    if (auto closed = file.close(out); !closed)
      return closed;
  }
  csv_file file(folder / "fills.csv",
                "timestamp,symbol,side,qty,price,fee,fee_qty,client_order_id,order_id");
  for (const auto& each : run.fills)
    file.row(each.market_ns, each.symbol.text(), trading::to_text(each.side), each.qty.text(),
             each.px.text(), each.fee.text(), each.fee_qty.text(), each.client_order_id,
             each.order_id);
  return file.close(out);
}

} // namespace

int journal_export(const std::filesystem::path& home, const std::string& account,
                   const std::filesystem::path& folder, std::ostream& out, std::ostream& err) {
  if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
    return refuse({"folder_not_empty", folder.string() + " holds something; name a new folder"},
                  err);
  auto opened = journal::reader::open(journal_folder(home, account));
  if (!opened)
    return refuse(opened.failure(), err);
  last_run run;
  for (;;) {
    const auto next = opened->next();
    if (!next)
      return refuse(next.failure(), err);
    if (!*next)
      break;
    run.fold((*next)->event);
  }
  std::error_code failed;
  for (const auto* each : {"bars", "quotes"})
    if (!std::filesystem::create_directories(folder / each, failed) && failed)
      return refuse({"io_error", "cannot create " + (folder / each).string() + ": " +
                                     failed.message()},
                    err);
  const auto written = write(run, folder, out);
  return written ? 0 : refuse(written.failure(), err);
}

} // namespace troupe::cli
