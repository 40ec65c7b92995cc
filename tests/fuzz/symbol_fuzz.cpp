// Symbols, amounts and times in every spelling.
#include "tests/fuzz/input.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

using namespace troupe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  if (const auto name = trading::symbol::parse(text)) {
    const auto again = trading::symbol::parse(name->text());
    fuzz::expect(again && *again == *name, "a symbol's own text is that symbol");
    const auto compact = trading::symbol::parse(name->compact());
    fuzz::expect(!name->is_crypto() || !compact || compact->compact() == name->compact(),
                 "a pair's short text stays the same");
  }
  if (const auto amount = trading::price::parse(text)) {
    const auto again = trading::price::parse(amount->text());
    fuzz::expect(again && *again == *amount, "an amount's own text is that amount");
  }
  if (const auto at = trading::parse_time(text)) {
    const auto again = trading::parse_time(trading::format_time(*at));
    fuzz::expect(again && *again == *at, "a time's own text is that time");
  }
  return 0;
}
