#include "tests/bench/decode_rate.hpp"

#include "net/alpaca/frame_decoder.hpp"
#include "tests/bench/decode_bare.hpp"
#include "tests/bench/decode_frames.hpp"
#include "tests/bench/thread_clock.hpp"

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace troupe::bench {

namespace {

using net::alpaca::frame_decoder;

constexpr std::size_t quotes_per_turn = 20'000;
constexpr std::array<std::size_t, 2> frame_sizes{1, 10};
constexpr std::uint64_t seed = 7;

class quote_adder final : public net::alpaca::frame_listener {
public:
  void on_quote(const trading::quote& read) override {
    ++all.count;
    price_units += read.bid.units + read.ask.units;
    size_units += read.bid_qty.units + read.ask_qty.units;
    all.letters += read.symbol.text().size() + (read.market_ns == 0 ? 1 : 0);
  }
  void on_trade(const trading::trade&) override {}
  void on_bar(const trading::bar&) override {}
  void on_tick(trading::time_ns, std::uint64_t, bool) override {}
  void on_success(std::string_view) override {}
  void on_subscription(const net::alpaca::subscriptions&) override {}
  void on_error(std::int64_t, std::string_view) override {}

  quotes_read all;
  std::int64_t price_units = 0;
  std::int64_t size_units = 0;
};

quotes_read read_with_ours(frame_decoder& decoder, const std::vector<std::string>& frames) {
  quote_adder heard;
  for (const auto& frame : frames)
    decoder.decode(frame, heard);
  heard.all.prices = static_cast<double>(heard.price_units) / trading::units_per_one;
  heard.all.sizes = static_cast<double>(heard.size_units) / trading::units_per_one;
  return heard.all;
}

template <class Read>
double quotes_per_second(quotes_read& read, Read reader) {
  const auto begin = thread_time();
  read = reader();
  const double spent = thread_time_since(begin);
  return static_cast<double>(read.count) / spent;
}

void check_same(const quotes_read& ours, const quotes_read& theirs) {
  const bool same = ours.count == quotes_per_turn && ours.count == theirs.count &&
                    ours.letters == theirs.letters && ours.sizes == theirs.sizes &&
                    std::fabs(ours.prices - theirs.prices) < 1e-3;
  if (!same)
    throw std::runtime_error("the decoder and the bare library do not read the same quotes");
}

std::string row(std::string_view reader, std::size_t frame_size) {
  return std::string(reader) + (frame_size == 1 ? ", 1 quote a frame" : ", 10 quotes a frame");
}

constexpr std::string_view json_row = "decode JSON";
constexpr std::string_view bare_json_row = "bare simdjson on-demand";
constexpr std::string_view packed_row = "decode MessagePack";
constexpr std::string_view bare_packed_row = "bare msgpack-c";

} // namespace

void measure_decode_rates(report& into, int turns) {
  frame_decoder decoder;
  for (const auto frame_size : frame_sizes) {
    const auto sent = make_decode_frames(quotes_per_turn / frame_size, frame_size, seed);
    const auto measure = [&](std::string_view name, auto reader) {
      quotes_read read;
      into.add_rate(row(name, frame_size), quotes_per_second(read, reader));
      return read;
    };
    for (int turn = 0; turn < turns; ++turn) {
      check_same(measure(json_row, [&] { return read_with_ours(decoder, sent.json); }),
                 measure(bare_json_row, [&] { return read_with_simdjson(sent.json); }));
      check_same(measure(packed_row, [&] { return read_with_ours(decoder, sent.packed); }),
                 measure(bare_packed_row, [&] { return read_with_msgpack(sent.packed); }));
    }
  }
}

void print_decode_ratios(const report& of, std::ostream& out) {
  const auto ratio = [&](std::string_view ours, std::string_view bare) {
    return of.rate(row(ours, 10)).median / of.rate(row(bare, 10)).median;
  };
  out << "decoding, 10 quotes a frame: JSON " << ratio(json_row, bare_json_row)
      << " times bare simdjson, MessagePack " << ratio(packed_row, bare_packed_row)
      << " times bare msgpack-c (targets: at least 1)\n";
}

} // namespace troupe::bench
