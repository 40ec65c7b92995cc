// Reads the pages of past market data: bytes in, typed values out. Knows no socket.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::alpaca {

class history_decoder {
public:
  history_decoder();
  ~history_decoder();
  history_decoder(const history_decoder&) = delete;
  history_decoder& operator=(const history_decoder&) = delete;

  // Appends the page's bars and returns the token of the next page, empty at the end. Error
  // `malformed_report`; then a part of the page may have been appended.
  result<std::string> bars(std::string_view body, trading::time_ns length_ns,
                           std::vector<trading::bar>& into);
  // Appends the quotes. Error `malformed_report`.
  result<void> quotes(std::string_view body, std::vector<trading::quote>& into);

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
