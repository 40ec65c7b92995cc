#include "net/venue/seeded_market.hpp"

#include "trading/matching/identifier.hpp"

#include <utility>

namespace troupe::net::venue {

namespace {

constexpr int minutes_a_day = 1440;
constexpr trading::time_ns tape_beat_ns = trading::minute_ns / static_cast<int>(beats_a_minute);

common_shocks draw(trading::splitmix64& bits) {
  common_shocks drawn;
  for (auto& shock : drawn)
    shock = standardised_draw(bits);
  return drawn;
}

} // namespace

seeded_market::seeded_market(const seeded_market_options& options)
    : start_ns_(trading::floor_time(options.start_ns, trading::minute_ns)),
      minute_ns_(start_ns_ - options.history_days * trading::day_ns),
      minutes_left_(options.minutes_max), endless_(options.minutes_max == 0),
      stock_shocks_(options.seed ^ trading::hash_of_name("stocks")),
      crypto_shocks_(options.seed ^ trading::hash_of_name("crypto")) {
  for (const auto& listed : listings()) {
    symbols_.push_back(trading::symbol::of(listed.symbol));
    processes_.emplace_back(listed, symbols_.back(), options.seed);
  }
  write_history(options.history_days);
}

seeded_market::asset_class_shocks seeded_market::draw_shocks() {
  return {.stocks = draw(stock_shocks_), .crypto = draw(crypto_shocks_)};
}

price_process::minute seeded_market::walk(std::size_t asset, const asset_class_shocks& shocks) {
  const auto& shared = symbols_[asset].is_crypto() ? shocks.crypto : shocks.stocks;
  return processes_[asset].walk(minute_ns_, shared);
}

void seeded_market::write_history(int days) {
  const auto minutes = static_cast<std::size_t>(days) * minutes_a_day;
  history_.reserve(minutes * symbols_.size());
  for (std::size_t minute = 0; minute < minutes; ++minute) {
    const auto shocks = draw_shocks();
    for (std::size_t asset = 0; asset < symbols_.size(); ++asset)
      history_.push_back(walk(asset, shocks).bar);
    minute_ns_ += trading::minute_ns;
  }
}

void seeded_market::prepare_minute() {
  for (std::size_t beat = 0; beat < beats_a_minute; ++beat) {
    beats_[beat] = {};
    beats_[beat].at = minute_ns_ + static_cast<trading::time_ns>(beat + 1) * tape_beat_ns;
  }
  const auto shocks = draw_shocks();
  for (std::size_t asset = 0; asset < symbols_.size(); ++asset) {
    const auto made = walk(asset, shocks);
    for (std::size_t beat = 0; beat < beats_a_minute; ++beat) {
      if (made.quotes[beat])
        beats_[beat].events.emplace_back(*made.quotes[beat]);
      if (made.trades[beat])
        beats_[beat].events.emplace_back(*made.trades[beat]);
    }
    beats_.back().events.emplace_back(made.bar);
  }
  minute_ns_ += trading::minute_ns;
  next_beat_ = 0;
}

std::optional<market_instant> seeded_market::next() {
  if (next_beat_ == beats_a_minute) {
    if (!endless_ && minutes_left_-- <= 0)
      return std::nullopt;
    prepare_minute();
  }
  return std::move(beats_[next_beat_++]);
}

} // namespace troupe::net::venue
