// Frames of Alpaca's data streams, JSON and MessagePack, and of its order stream.
#include "net/alpaca/frame_decoder.hpp"
#include "net/alpaca/order_stream_decoder.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace troupe;

namespace {

class counting_listener final : public net::alpaca::frame_listener {
public:
  void on_quote(const trading::quote& read) override { check(read.symbol); }
  void on_trade(const trading::trade& read) override { check(read.symbol); }
  void on_bar(const trading::bar& read) override { check(read.symbol); }
  void on_tick(trading::time_ns, std::uint64_t, bool) override {}
  void on_success(std::string_view) override {}
  void on_subscription(const net::alpaca::subscriptions&) override {}
  void on_error(std::int64_t, std::string_view) override {}

private:
  static void check(const trading::symbol& name) {
    fuzz::expect(!name.empty(), "what is told of the market has a symbol");
  }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static net::alpaca::frame_decoder frames;
  static net::alpaca::order_stream_decoder orders;
  static counting_listener listener;
  const auto [which, text] = fuzz::choose(data, size, 2);
  const std::string copy(text); // of exactly this size, so that a read beyond it is seen
  if (which == 0)
    frames.decode(copy, listener);
  else
    return orders.decode(copy) ? 0 : 0;
  return 0;
}
