#include "net/venue/data/message_kinds.hpp"

#include <array>

namespace troupe::net::venue {

namespace {

struct kind {
  std::string_view letter;
  std::string_view channel;
};

// By the index of the alternative.
constexpr std::array<kind, std::variant_size_v<stream_message>> kinds{{{"q", "quotes"},
                                                                       {"t", "trades"},
                                                                       {"b", "bars"},
                                                                       {"d", "dailyBars"},
                                                                       {"u", "updatedBars"},
                                                                       {"o", "orderbooks"},
                                                                       {"s", "statuses"},
                                                                       {"l", "lulds"},
                                                                       {"c", "corrections"},
                                                                       {"x", "cancelErrors"},
                                                                       {"n", "news"},
                                                                       {"i", "imbalances"}}};

struct symbols_reader {
  using names = std::span<const trading::symbol>;

  template <class Told>
  names operator()(const Told& told) const {
    return names(&told.symbol, 1);
  }
  names operator()(const daily_bar& told) const { return names(&told.bar.symbol, 1); }
  names operator()(const updated_bar& told) const { return names(&told.bar.symbol, 1); }
  names operator()(const book_message& told) const { return names(&told.book.symbol, 1); }
  names operator()(const trade_correction& told) const { return names(&told.wrong.symbol, 1); }
  names operator()(const trade_cancel& told) const { return names(&told.canceled.symbol, 1); }
  names operator()(const news_item& told) const { return told.symbols; }
};

} // namespace

std::string_view letter_of(const stream_message& told) {
  return kinds[told.index()].letter;
}

std::string_view channel_of(const stream_message& told) {
  return kinds[told.index()].channel;
}

// The market's own events are the first alternatives of a message, in the same order.
std::string_view letter_of(const market_event& told) {
  return kinds[told.index()].letter;
}

std::string_view channel_of(const market_event& told) {
  return kinds[told.index()].channel;
}

std::span<const trading::symbol> symbols_of(const stream_message& told) {
  return std::visit(symbols_reader{}, told);
}

} // namespace troupe::net::venue
