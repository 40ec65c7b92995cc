#include "net/venue/listing.hpp"

#include <algorithm>
#include <array>

namespace troupe::net::venue {

namespace {

constexpr std::array table{
    listing{"AAPL", "Apple Inc. Common Stock", "NASDAQ", 268.4, 0.016, 0.4, 62'000},
    listing{"AAVE/USD", "Aave / US Dollar", "CRYPTO", 182.5, 0.050, 6.0, 9},
    listing{"AMD", "Advanced Micro Devices, Inc. Common Stock", "NASDAQ", 214.7, 0.030, 0.6,
            48'000},
    listing{"AMZN", "Amazon.com, Inc. Common Stock", "NASDAQ", 226.3, 0.018, 0.5, 43'000},
    listing{"AVAX/USD", "Avalanche / US Dollar", "CRYPTO", 14.35, 0.048, 8.0, 160},
    listing{"BA", "Boeing Company", "NYSE", 201.8, 0.021, 1.0, 7'200},
    listing{"BAC", "Bank of America Corporation", "NYSE", 52.6, 0.014, 1.0, 36'000},
    listing{"BCH/USD", "Bitcoin Cash / US Dollar", "CRYPTO", 512.2, 0.042, 5.0, 6},
    listing{"BTC/USD", "Bitcoin / US Dollar", "CRYPTO", 91'250.0, 0.026, 1.0, 2.4},
    listing{"DIA", "SPDR Dow Jones Industrial Average ETF Trust", "ARCA", 465.1, 0.008, 0.4, 4'100},
    listing{"DIS", "Walt Disney Company", "NYSE", 112.9, 0.016, 0.8, 9'800},
    listing{"DOGE/USD", "Dogecoin / US Dollar", "CRYPTO", 0.1625, 0.045, 6.0, 62'000},
    listing{"ETH/USD", "Ethereum / US Dollar", "CRYPTO", 3'120.0, 0.034, 1.5, 34},
    listing{"GLD", "SPDR Gold Shares", "ARCA", 374.2, 0.011, 0.4, 11'000},
    listing{"GOOGL", "Alphabet Inc. Class A Common Stock", "NASDAQ", 284.6, 0.018, 0.5, 36'000},
    listing{"INTC", "Intel Corporation Common Stock", "NASDAQ", 38.2, 0.028, 1.3, 88'000},
    listing{"IWM", "iShares Russell 2000 ETF", "ARCA", 238.4, 0.013, 0.4, 31'000},
    listing{"JPM", "JPMorgan Chase & Co.", "NYSE", 306.5, 0.013, 0.6, 9'100},
    listing{"KO", "Coca-Cola Company", "NYSE", 71.3, 0.009, 0.8, 14'500},
    listing{"LINK/USD", "Chainlink / US Dollar", "CRYPTO", 13.85, 0.046, 7.0, 240},
    listing{"LTC/USD", "Litecoin / US Dollar", "CRYPTO", 96.4, 0.038, 4.0, 42},
    listing{"META", "Meta Platforms, Inc. Class A Common Stock", "NASDAQ", 612.7, 0.020, 0.5,
            13'500},
    listing{"MSFT", "Microsoft Corporation Common Stock", "NASDAQ", 497.1, 0.014, 0.4, 22'000},
    listing{"NFLX", "Netflix, Inc. Common Stock", "NASDAQ", 111.6, 0.020, 0.7, 34'000},
    listing{"NVDA", "NVIDIA Corporation Common Stock", "NASDAQ", 186.9, 0.026, 0.5, 182'000},
    listing{"QQQ", "Invesco QQQ Trust", "NASDAQ", 604.5, 0.011, 0.2, 52'000},
    listing{"SOL/USD", "Solana / US Dollar", "CRYPTO", 139.8, 0.044, 3.0, 320},
    listing{"SPY", "SPDR S&P 500 ETF Trust", "ARCA", 668.9, 0.009, 0.1, 71'000},
    listing{"TSLA", "Tesla, Inc. Common Stock", "NASDAQ", 404.2, 0.032, 0.6, 92'000},
    listing{"UNI/USD", "Uniswap / US Dollar", "CRYPTO", 7.42, 0.052, 9.0, 310},
    listing{"V", "Visa Inc. Class A", "NYSE", 327.8, 0.010, 0.6, 6'400},
    listing{"WMT", "Walmart Inc.", "NYSE", 104.6, 0.011, 0.7, 15'800},
    listing{"XOM", "Exxon Mobil Corporation", "NYSE", 117.2, 0.013, 0.7, 15'200},
};

} // namespace

std::span<const listing> listings() {
  return table;
}

const listing* find_listing(const trading::symbol& of) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const auto& listed) { return listed.symbol == of.text(); });
  return found == table.end() ? nullptr : &*found;
}

std::string_view exchange_name(const trading::symbol& of) {
  if (const auto* listed = find_listing(of))
    return listed->exchange;
  return of.is_crypto() ? "CRYPTO" : "NASDAQ";
}

} // namespace troupe::net::venue
