#include "trading/strategies/crypto_scalping.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "crypto_scalping";

constexpr condition moves_enough{"volatility_enough", relation::at_least};
constexpr condition scores{"score_side", relation::at_least};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 1> own_parameters{{
    {"volatility_min", kind::decimal, number{5'000'000}, number::of(0), number::of(1), "",
     "least volatility of a signal"},
}};

constexpr auto parameters = all_measured_parameters(
    own_parameters, {.candle_minutes = number::of(1), .confidence_min = number{}},
    {.time_limit_minutes = number::of(15)}, {.positions_max = 3, .entries_max = 3});

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto common = measured_settings_of(values);
  if (!common)
    return common.failure();
  crypto_scalping::settings chosen;
  chosen.common = *common;
  chosen.volatility_min = decimal_in(values, "volatility_min");
  return std::unique_ptr<strategy>(std::make_unique<crypto_scalping>(chosen));
}

} // namespace

strategy_definition crypto_scalping::definition() {
  return {strategy_name, "quick trades in what scores best by volatility, momentum and volume",
          parameters, make};
}

crypto_scalping::crypto_scalping(const settings& chosen)
    : says_conditions(strategy_name, chosen.common), settings_(chosen) {}

scalp_score score_scalp(double volatility, bool surge, double momentum) {
  constexpr double least = 0.4; // a signal is surer
  const auto side_of = [momentum](double above, double below) {
    return momentum > above ? 1 : momentum < below ? -1 : 0;
  };
  scalp_score score{0, 0.0, 0.005, 0.003};
  const auto take = [&score](int side, double confidence) {
    score.side = side;
    score.confidence = side == 0 ? 0.0 : confidence;
    return side != 0;
  };
  bool decided = false;
  if (volatility > 0.01) {
    score.target = 0.008;
    score.stop = 0.005;
    decided = take(side_of(0.6, 0.4), std::min(0.9, 10.0 * volatility + (surge ? 0.3 : 0.0)));
  } else if (volatility > 0.005) {
    decided = (surge && take(side_of(0.65, 0.35), 0.6)) || take(side_of(0.75, 0.25), 0.5);
  }
  if (!decided && surge && take(side_of(0.55, 0.45), 0.5)) {
    score.target = 0.004;
    score.stop = 0.002;
    decided = true;
  }
  if (!decided && volatility > 0.003 && take(side_of(0.58, 0.42), 0.45)) {
    score.target = 0.003;
    score.stop = 0.0015;
  }
  return score.confidence > least ? score : scalp_score{0, score.confidence, 0, 0};
}

void crypto_scalping::look(const bar&) {
  score_ = score_scalp(measured().volatility, measured().surge, measured().momentum);
}

template <class Check>
bool crypto_scalping::conditions(bool buys, const Check& check) const {
  bool all = true;
  all &= check(moves_enough, measured().volatility, settings_.volatility_min);
  all &= check(scores, buys ? score_.side : -score_.side, 1.0);
  return all;
}

template class says_conditions<crypto_scalping>;

crypto_scalping::signal_terms crypto_scalping::terms(bool) const {
  return {score_.confidence, score_.target, score_.stop};
}

} // namespace troupe::trading
