// The JSON bodies of requests.
#include "actors/backtest/backtest_order.hpp"
#include "actors/edge/rest/body.hpp"
#include "tests/fuzz/input.hpp"

using namespace troupe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [which, text] = fuzz::choose(data, size, 11);
  switch (which) {
  case 0:
    return actors::read_login(text) ? 0 : 0;
  case 1:
    return actors::read_refresh_token(text) ? 0 : 0;
  case 2:
    return actors::read_reason(text) ? 0 : 0;
  case 3:
    return actors::read_release(text) ? 0 : 0;
  case 4:
    return actors::read_replay(text) ? 0 : 0;
  case 5:
    if (const auto read = actors::read_limits(text))
      fuzz::expect(!read->changes.empty(), "a change of limits changes something");
    return 0;
  case 6:
    return actors::read_strategy_change(text) ? 0 : 0;
  case 7:
    if (const auto read = actors::read_order(text)) {
      fuzz::expect(!read->symbol.empty(), "an order has a symbol");
      fuzz::expect(read->qty.is_zero() != read->notional.is_zero(),
                   "an order is for a quantity or an amount");
      fuzz::expect(read->qty >= trading::quantity{} && read->notional >= trading::money{},
                   "an order is for more than nothing");
    }
    return 0;
  case 8:
    return actors::read_change(text) ? 0 : 0;
  case 9:
    if (const auto read = actors::read_backtest_order(text)) {
      fuzz::expect(!read->strategy.empty(), "a backtest has a strategy");
      fuzz::expect(read->files.size() <= actors::backtest_order::files_max &&
                       read->name.size() <= actors::backtest_order::name_max,
                   "a backtest's lists are bounded");
    }
    return 0;
  default:
    if (const auto read = actors::read_key_wish(text))
      fuzz::expect(read->days > 0 && !read->name.empty(), "a key has a name and an end");
    return 0;
  }
}
