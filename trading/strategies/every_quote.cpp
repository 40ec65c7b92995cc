#include "trading/strategies/every_quote.hpp"

namespace troupe::trading {

strategy_definition every_quote::definition() {
  return {"every_quote",
          "enters and exits on every other quote; for measuring only",
          {},
          [](const parameter_values&) -> result<std::unique_ptr<strategy>> {
            return std::unique_ptr<strategy>(std::make_unique<every_quote>());
          }};
}

std::string_view every_quote::name() const {
  return "every_quote";
}

std::optional<decision> every_quote::on_quote(const quote& seen, const position_view&) {
  decision wish;
  wish.market_ns = seen.market_ns;
  wish.symbol = seen.symbol;
  wish.strategy = name();
  wish.verdict = enters_next_ ? verdict::enter_long : verdict::exit;
  wish.reason = "every_quote";
  enters_next_ = !enters_next_;
  return wish;
}

} // namespace troupe::trading
