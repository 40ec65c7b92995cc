// Reads Yahoo's chart of one symbol: body in, bars and the last price out. Knows no socket.
//
// The form is the one of query1.finance.yahoo.com/v8/finance/chart, which nobody documents or
// promises: what is not understood is an error, never a guess. Figures are 32-bit floating-point
// numbers there, written out in full; each counts as the shortest decimal that reads back as it
// (187.67999267578125 is 187.68).
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::yahoo {

struct chart {
  // By start; intervals in which nothing was traded are null there and left out here. The last
  // one may still be under way.
  std::vector<trading::bar> bars;
  trading::price last_price;     // zero where none is told
  trading::time_ns last_at_ns = 0; // of the last price, in whole seconds
};

class chart_decoder {
public:
  chart_decoder();
  ~chart_decoder();
  chart_decoder(const chart_decoder&) = delete;
  chart_decoder& operator=(const chart_decoder&) = delete;

  // Bars of this symbol and length. Errors: `malformed_report`; `symbol_not_known` and
  // `source_refused` in Yahoo's own words.
  result<chart> decode(const std::string& body, const trading::symbol& name,
                       trading::time_ns length_ns);

private:
  class state;
  std::unique_ptr<state> state_;
};

// "BTC-USD" for BTC/USD, "BRK-B" for BRK.B.
std::string spelling_of(const trading::symbol& name);

} // namespace troupe::net::yahoo
