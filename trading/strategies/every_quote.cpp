#include "trading/strategies/every_quote.hpp"

namespace troupe::trading {

namespace {

constexpr term measuring = "every_quote";

} // namespace

strategy_definition every_quote::definition() {
  return {measuring,
          "enters and exits on every other quote; for measuring only",
          {},
          [](const parameter_values&) -> result<std::unique_ptr<strategy>> {
            return std::unique_ptr<strategy>(std::make_unique<every_quote>());
          }};
}

std::string_view every_quote::name() const {
  return measuring;
}

std::optional<decision> every_quote::on_quote(const quote& seen, const position_view&) {
  decision wish;
  wish.market_ns = seen.market_ns;
  wish.symbol = seen.symbol;
  wish.strategy = measuring;
  wish.verdict = enters_next_ ? verdict::enter_long : verdict::exit;
  wish.reason = measuring;
  enters_next_ = !enters_next_;
  return wish;
}

} // namespace troupe::trading
