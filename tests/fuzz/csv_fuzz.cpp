// CSV files of bars and quotes.
#include "persistence/csv/market_files.hpp"
#include "tests/fuzz/input.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace troupe;

namespace {

std::filesystem::path file_for_this_process() {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("troupe-fuzz-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  return folder / "AAPL_1m.csv";
}

template <class Rows>
void expect_in_order(const Rows& read) {
  if (!read)
    return;
  for (std::size_t index = 1; index < read->rows.size(); ++index)
    if constexpr (requires { read->rows[index].start_ns; })
      fuzz::expect(read->rows[index - 1].start_ns < read->rows[index].start_ns,
                   "bars are in the order of time");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto path = file_for_this_process();
  const auto [which, text] = fuzz::choose(data, size, 4);
  {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << (which % 2 == 0 ? "timestamp,open,high,low,close,volume\n"
                            : "timestamp,bid,bid_size,ask,ask_size\n")
         << text;
  }
  const persistence::csv_options options{which >= 2};
  if (which % 2 == 0)
    expect_in_order(persistence::read_bars(path, options));
  else
    expect_in_order(persistence::read_quotes(path, options));
  return 0;
}
