#include "trading/strategies/stochrsi_ema_parameters.hpp"

#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"
#include "trading/strategies/stochrsi_ema.hpp"

#include <array>

namespace troupe::trading {

namespace {

using kind = parameter_kind;

constexpr std::array<parameter_definition, 9> entry_parameters{{
    candle_minutes,
    {"rsi_length", kind::whole, number::of(14), number::of(2), number::of(500), "candles",
     "smoothing of the RSI"},
    {"stochastic_length", kind::whole, number::of(14), number::of(2), number::of(500), "candles",
     "window of the RSI's range"},
    {"k_length", kind::whole, number::of(3), number::of(1), number::of(100), "candles",
     "smoothing of K"},
    {"d_length", kind::whole, number::of(3), number::of(1), number::of(100), "candles",
     "smoothing of D"},
    {"overbought", kind::decimal, number::of(80), number::of(0), number::of(100), "",
     "K above it exits a long position and bars a long entry"},
    {"oversold", kind::decimal, number::of(20), number::of(0), number::of(100), "",
     "K below it exits a short position and bars a short entry"},
    {"ema_length", kind::whole, number::of(12), number::of(1), number::of(500), "candles",
     "average of the closes that tells the trend"},
    {"volume_length", kind::whole, number::of(20), number::of(1), number::of(500), "candles",
     "average of the volumes that a candle must exceed"},
}};

constexpr std::array<parameter_definition, 7> band_parameters{{
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
    {"dynamic_bands", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "overbought and oversold move with volatility, and entries lie beyond them"},
    {"band_atr_length", kind::whole, number::of(20), number::of(1), number::of(500), "candles",
     "length of the average true range that the bands move with, and of its average"},
    {"band_sensitivity", kind::decimal, number{1'500'000'000}, number::of(1), number::of(100), "",
     "range over its average from which on the bands widen; below its inverse they narrow"},
    {"band_factor", kind::decimal, number{300'000'000}, number::of(0), number::of(10), "",
     "how far the bands move"},
    {"band_min_width", kind::decimal, number::of(10), number::of(0), number::of(100), "",
     "least distance of the bands, and most that each narrows by"},
    {"band_max_width", kind::decimal, number::of(50), number::of(0), number::of(100), "",
     "most that each band widens by"},
}};

constexpr auto all_parameters = joined(entry_parameters,
                                       exit_parameters({.stop_percent = number::of(2),
                                                        .target_percent = number::of(5),
                                                        .trailing_percent = number::of(2)}),
                                       band_parameters, volume_confirmation_parameters,
                                       entry_size_parameters, native_exit_parameters,
                                       share_parameters());

} // namespace

std::span<const parameter_definition> stochrsi_ema_parameters() {
  return all_parameters;
}

result<std::unique_ptr<strategy>> make_stochrsi_ema(const parameter_values& values) {
  const auto length_ns = candle_length_in(values);
  if (!length_ns)
    return length_ns.failure();
  const auto count = [&values](std::string_view name) { return count_in(values, name); };
  const auto decimal = [&values](std::string_view name) { return decimal_in(values, name); };
  stochrsi_ema::settings chosen;
  chosen.candle_length_ns = *length_ns;
  chosen.lengths = {count("rsi_length"), count("stochastic_length"), count("k_length"),
                    count("d_length")};
  chosen.ema_length = count("ema_length");
  chosen.volume_length = count("volume_length");
  chosen.bands = {.lower = decimal("oversold"),
                  .upper = decimal("overbought"),
                  .atr_length = count("band_atr_length"),
                  .sensitivity = decimal("band_sensitivity"),
                  .factor = decimal("band_factor"),
                  .min_width = decimal("band_min_width"),
                  .max_width = decimal("band_max_width")};
  chosen.bands_move = whole(values, "dynamic_bands") != 0;
  if (!chosen.bands_move) // then nothing holds the two apart either
    chosen.bands.min_width = 0;
  if (whole(values, "volume_confirmation") != 0)
    chosen.confirmed_by = volume_confirmation_of(values, chosen.volume_length);
  chosen.exits = exit_settings_of(values);
  const auto entries = entry_terms_of(values, chosen.exits);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  chosen.atr_length = count("atr_length");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<stochrsi_ema>(chosen));
}

} // namespace troupe::trading
