// Bars and quotes from CSV files: what is read, what is refused, and where an error points.
#include "persistence/csv/market_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace troupe::persistence::market_files_test {
namespace {

namespace fs = std::filesystem;
using trading::price;
using trading::quantity;

constexpr auto bars_header = "timestamp,open,high,low,close,volume\n";

class market_files : public testing::Test {
protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::path(testing::TempDir()) / (std::string("market_files_") + test->name());
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }

  fs::path folder;
};

TEST_F(market_files, reads_bars_to_the_last_decimal) {
  const auto read = read_bars(write("BTC-USD_1m.csv", std::string(bars_header) +
                                                          "2018-04-04T00:00:00Z,7424.91,7424.91,"
                                                          "7422,7422,7.14319709\n"));
  ASSERT_TRUE(read) << read.failure().message;
  ASSERT_EQ(read->rows.size(), 1U);
  const auto& row = read->rows[0];
  EXPECT_EQ(row.symbol, trading::symbol::of("BTC/USD"));
  EXPECT_EQ(trading::format_time(row.start_ns), "2018-04-04T00:00:00Z");
  EXPECT_EQ(row.length_ns, trading::minute_ns);
  EXPECT_EQ(row.open.text(), "7424.91");
  EXPECT_EQ(row.close, price::of(7422));
  EXPECT_EQ(row.volume.text(), "7.14319709");
}

TEST_F(market_files, reads_quotes_with_epochs_and_windows_line_ends) {
  const auto file = write("SPY.csv", "\xEF\xBB\xBFtimestamp,bid,bid_size,ask,ask_size\r\n"
                                     "1380873600,167.56,20000,167.6,100\r\n"
                                     "\r\n"
                                     "1380873600500,167.57,1,0,0");
  EXPECT_EQ(*content_of_file(file), csv_content::quotes);
  const auto read = read_quotes(file);
  ASSERT_TRUE(read) << read.failure().message;
  ASSERT_EQ(read->rows.size(), 2U);
  EXPECT_EQ(read->rows[0].ask_qty, quantity::of(100));
  EXPECT_EQ(trading::format_time(read->rows[1].market_ns), "2013-10-04T08:00:00.5Z");
}

TEST_F(market_files, names_file_and_line_of_every_kind_of_bad_row) {
  const std::string good = "2018-04-04T00:00:00Z,10,12,9,11,5\n";
  for (const std::string bad :
       {"2018-04-04T00:01:00Z,10,12,9,11", "2018-04-04T00:01:00Z,10,12,9,11,5,6",
        "2018-04-04T00:01:00Z,10,12,9,eleven,5", "yesterday,10,12,9,11,5",
        "2018-04-04T00:01:00Z,10,12,9,13,5", "2018-04-04T00:01:00Z,8,12,9,11,5",
        "2018-04-04T00:01:00Z,10,12,9,11,-5", "2018-04-04T00:01:00Z,0,12,0,11,5",
        "2018-04-04T00:00:00Z,10,12,9,11,5", "2018-04-04T00:01:00Z,\"10\",12,9,11,5",
        "2018-04-04T00:01:00Z,10.0000000001,12,9,11,5"}) {
    const auto file = write("AAPL.csv", bars_header + good + bad + "\n");
    const auto read = read_bars(file);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.failure().code, "bad_csv_row") << bad;
    EXPECT_EQ(read.failure().message.rfind(file.string() + ":3: ", 0), 0U)
        << read.failure().message;
  }
}

TEST_F(market_files, skips_and_counts_bad_rows_when_told_to) {
  const auto file =
      write("AAPL.csv", std::string(bars_header) + "2018-04-04T00:00:00Z,10,12,9,11,5\n"
                                                   "2018-04-04T00:01:00Z,10,12,9,eleven,5\n"
                                                   "junk\n"
                                                   "2018-04-04T00:02:00Z,10,12,9,11,5\n");
  const auto read = read_bars(file, {.skip_bad_rows = true});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows.size(), 2U);
  EXPECT_EQ(read->bad_rows, 2U);
  EXPECT_NE(read->first_bad_row.find("AAPL.csv:3: close"), std::string::npos);
}

TEST_F(market_files, refuses_quotes_that_go_back_in_time_or_below_zero) {
  const std::string header = "timestamp,bid,bid_size,ask,ask_size\n1000,1,1,2,1\n";
  for (const std::string bad : {"999,1,1,2,1", "1000,-1,1,2,1", "1000,1,1,2,-1"})
    EXPECT_EQ(read_quotes(write("SPY.csv", header + bad)).failure().code, "bad_csv_row") << bad;
  EXPECT_TRUE(read_quotes(write("SPY.csv", header + "1000,1,1,2,1")));
}

TEST_F(market_files, names_the_path_of_what_it_cannot_use) {
  const auto absent = folder / "AAPL.csv";
  EXPECT_EQ(read_bars(absent).failure().code, "unreadable_file");
  EXPECT_NE(read_bars(absent).failure().message.find(absent.string()), std::string::npos);
  const auto other = write("AAPL.csv", "date,price\n");
  EXPECT_EQ(content_of_file(other).failure().code, "unknown_csv_header");
  EXPECT_EQ(read_bars(other).failure().code, "unknown_csv_header");
  EXPECT_EQ(read_bars(write("MSFT.csv", "")).failure().code, "unknown_csv_header");
  EXPECT_EQ(read_quotes(write("SPY.csv", bars_header)).failure().code, "unknown_csv_header");
  EXPECT_EQ(read_bars(write("a b.csv", bars_header)).failure().code, "invalid_symbol");
}

TEST_F(market_files, lists_the_csvs_of_a_folder_by_name) {
  const auto second = write("B.csv", "");
  const auto first = write("A.csv", "");
  const auto other = write("notes.txt", "");
  EXPECT_EQ(*csv_files({folder}), (std::vector<fs::path>{first, second}));
  EXPECT_EQ(*csv_files({other, folder}), (std::vector<fs::path>{other, first, second}));
  EXPECT_EQ(csv_files({folder / "absent"}).failure().code, "unreadable_file");
  fs::create_directories(folder / "empty");
  EXPECT_EQ(csv_files({folder / "empty"}).failure().code, "unreadable_file");
}

template <class Rows>
std::size_t size_of(const result<Rows>& read) {
  EXPECT_TRUE(read) << read.failure().message;
  return read ? read->rows.size() : 0;
}

TEST(sample_data, is_read_without_a_bad_row) {
  const auto data = fs::path(TROUPE_SOURCE_DIR) / "../shared/data";
  if (!fs::exists(data))
    GTEST_SKIP() << "the sample data is not here: " << data;
  std::size_t bars = 0;
  std::size_t quotes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(data)) {
    if (entry.path().extension() != ".csv")
      continue;
    if (*content_of_file(entry.path()) == csv_content::bars)
      bars += size_of(read_bars(entry.path()));
    else
      quotes += size_of(read_quotes(entry.path()));
  }
  EXPECT_EQ(bars, 3'887U + 2'449U + 3'887U + 4'839U + 2'303U);
  EXPECT_EQ(quotes, 5'412U + 2'873U);
}

} // namespace
} // namespace troupe::persistence::market_files_test
