#include "net/venue/data/trade_fates.hpp"

#include "trading/matching/splitmix64.hpp"

namespace troupe::net::venue {

namespace {

constexpr std::uint64_t trades_a_fate = 64;
constexpr std::uint64_t bars_a_late_lot = 16;
constexpr std::uint64_t odd_lot_max = 99;
constexpr trading::time_ns late_by_ns = trading::minute_ns / 2;
// Above every number that a market counts itself, and apart from those of derived trades.
constexpr std::uint64_t corrected_id = std::uint64_t{1} << 50;

} // namespace

std::uint64_t trade_fates::draw(const trading::symbol& of, std::uint64_t number) const {
  trading::splitmix64 bits(seed_ ^ of.hash() ^ number * 0x9e3779b97f4a7c15);
  bits.next();
  return bits.next();
}

void trade_fates::judge(const trading::trade& told) {
  if (told.symbol.is_crypto())
    return;
  const auto drawn = draw(told.symbol, told.id) % trades_a_fate;
  if (drawn == 0)
    canceled_.push_back(told);
  else if (drawn == 1)
    corrected_.push_back(told);
}

void trade_fates::judge(const trading::bar& published, const tick_tape& ticks) {
  if (published.length_ns != trading::minute_ns || !ticks.trades_come(published.symbol))
    return;
  const auto drawn = draw(published.symbol, static_cast<std::uint64_t>(published.start_ns));
  if (drawn % bars_a_late_lot != 0)
    return;
  const auto lot = static_cast<std::int64_t>(1 + drawn / bars_a_late_lot % odd_lot_max);
  late_.push_back({.symbol = published.symbol,
                   .start_ns = published.start_ns,
                   .due_ns = published.end_ns() + late_by_ns,
                   .qty = published.symbol.is_crypto() ? trading::quantity{lot * 1'000'000}
                                                       : trading::quantity::of(lot)});
}

std::vector<stream_message> trade_fates::follow(const market_instant& instant, bar_tape& bars,
                                                tick_tape& ticks) {
  std::vector<stream_message> told;
  std::erase_if(late_, [&](const auto& lot) {
    if (lot.due_ns > instant.at)
      return false;
    if (const auto grown = bars.add_late(lot.symbol, lot.start_ns, lot.qty))
      told.emplace_back(updated_bar{*grown});
    return true;
  });
  if (instant.at % trading::minute_ns == 0) {
    for (const auto& wrong : std::exchange(corrected_, {})) {
      auto right = wrong;
      right.qty += wrong.qty;
      right.id += corrected_id;
      ticks.correct(wrong, right);
      told.emplace_back(trade_correction{wrong, right, instant.at});
    }
    for (const auto& trade : std::exchange(canceled_, {})) {
      ticks.cancel(trade);
      told.emplace_back(trade_cancel{trade, instant.at});
    }
  }
  for (const auto& event : instant.events) {
    if (const auto* trade = std::get_if<trading::trade>(&event))
      judge(*trade);
    else if (const auto* bar = std::get_if<trading::bar>(&event))
      judge(*bar, ticks);
  }
  return told;
}

} // namespace troupe::net::venue
