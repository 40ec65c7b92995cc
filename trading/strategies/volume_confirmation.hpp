// Whether a candle's volume confirms what its price says: it stands out from the candles before it,
// and from what is usual at that minute of the day.
//
//   volume / SMA of the volumes >= ratio_min, and
//   volume / mean volume at that minute on the days before >= relative_min
//
// A figure that is not known yet confirms nothing. A minimum of zero turns its half off.
#pragma once

#include "trading/indicators/relative_volume.hpp"
#include "trading/indicators/volume_ratio.hpp"
#include "trading/strategies/condition.hpp"
#include "trading/strategies/parameters.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace troupe::trading {

struct volume_confirmation_settings {
  std::size_t length = 20;
  double ratio_min = 1.2;
  std::size_t days = 3;
  double relative_min = 0;
};

constexpr std::array<parameter_definition, 4> volume_confirmation_parameters{{
    {"volume_confirmation", parameter_kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter only where the volume stands out by the minima below"},
    {"volume_ratio_min", parameter_kind::decimal, number{1'200'000'000}, number::of(0),
     number::of(100), "", "least volume over its average of volume_length"},
    {"relative_volume_min", parameter_kind::decimal, number::of(0), number::of(0), number::of(100),
     "", "least volume over what is usual at that minute of the day; 0 turns it off"},
    {"relative_volume_days", parameter_kind::whole, number::of(3), number::of(1), number::of(100),
     "days", "how many days the usual volume is taken from"},
}};

inline volume_confirmation_settings volume_confirmation_of(const parameter_values& values,
                                                           std::size_t length) {
  return {length, values.find("volume_ratio_min")->second.to_double(),
          static_cast<std::size_t>(whole(values, "relative_volume_days")),
          values.find("relative_volume_min")->second.to_double()};
}

class volume_confirmation {
public:
  struct reading {
    std::optional<double> ratio;
    std::optional<double> relative;
  };

  explicit volume_confirmation(const volume_confirmation_settings& chosen)
      : chosen_(chosen), ratio_(chosen.length) {}

  // Every candle of one symbol.
  void update(const bar& candle) {
    const auto figures = figures_of(candle);
    now_.ratio = ratio_.update(figures.volume);
    if (chosen_.relative_min <= 0.0)
      return;
    if (!relative_)
      relative_.emplace(candle.symbol.kind(), chosen_.days);
    now_.relative = relative_->update(figures);
  }

  // Goes through the conditions that are on.
  template <class Check>
  bool ask(const Check& check) const {
    constexpr condition ratio{"volume_ratio", relation::at_least};
    constexpr condition relative{"relative_volume", relation::at_least};
    constexpr double unknown = 0.0;
    return (chosen_.ratio_min <= 0.0 ||
            check(ratio, now_.ratio.value_or(unknown), chosen_.ratio_min)) &&
           (chosen_.relative_min <= 0.0 ||
            check(relative, now_.relative.value_or(unknown), chosen_.relative_min));
  }

  void explain(decision& record) const {
    record.inputs.push_back(figure("volume_ratio", now_.ratio));
    if (chosen_.relative_min > 0.0)
      record.inputs.push_back(figure("relative_volume", now_.relative));
  }

private:
  volume_confirmation_settings chosen_;
  volume_ratio ratio_;
  std::optional<relative_volume> relative_; // it counts by the days of the asset's class
  reading now_;
};

} // namespace troupe::trading
