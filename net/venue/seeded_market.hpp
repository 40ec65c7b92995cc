// A market made from a seed: every listed asset, endless unless told otherwise, with four instants
// a minute and a 1-minute bar of each asset at every whole minute. The same seed and start give
// the same market to the byte, and the market of one asset does not depend on the others.
#pragma once

#include "net/venue/market_source.hpp"
#include "net/venue/price_process.hpp"

#include <array>
#include <cstdint>

namespace troupe::net::venue {

struct seeded_market_options {
  std::uint64_t seed = 1;
  trading::time_ns start_ns = 0; // rounded down to a whole minute
  int history_days = 5;          // of bars before the start
  std::int64_t minutes_max = 0;  // the market ends after so many; 0 is never
};

class seeded_market final : public market_source {
public:
  explicit seeded_market(const seeded_market_options& options);

  trading::time_ns start_ns() const override { return start_ns_; }
  const std::vector<trading::symbol>& symbols() const override { return symbols_; }
  std::vector<trading::bar> take_history() override { return std::move(history_); }
  std::optional<market_instant> next() override;

private:
  struct asset_class_shocks {
    common_shocks stocks;
    common_shocks crypto;
  };

  asset_class_shocks draw_shocks();
  price_process::minute walk(std::size_t asset, const asset_class_shocks& shocks);
  void write_history(int days);
  void prepare_minute();

  trading::time_ns start_ns_;
  trading::time_ns minute_ns_; // start of the minute that comes next
  std::int64_t minutes_left_;
  bool endless_;
  std::vector<trading::symbol> symbols_;
  std::vector<price_process> processes_; // by the index of the symbol
  trading::splitmix64 stock_shocks_;
  trading::splitmix64 crypto_shocks_;
  std::vector<trading::bar> history_;
  std::array<market_instant, beats_a_minute> beats_;
  std::size_t next_beat_ = beats_a_minute;
};

} // namespace troupe::net::venue
