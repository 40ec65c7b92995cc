#include "trading/market/candle_builder.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

namespace {

void extend(bar& candle, const bar& part) {
  candle.high = std::max(candle.high, part.high);
  candle.low = std::min(candle.low, part.low);
  candle.close = part.close;
  candle.volume += part.volume;
  candle.trade_count += part.trade_count;
}

} // namespace

std::vector<bar> candle_builder::fold(const bar& part) {
  const auto span = grid_.at(part.start_ns);
  if (!span) {
    ++outside_bars_;
    return {};
  }
  if (part.length_ns <= 0 || part.end_ns() > span->end_ns)
    throw std::invalid_argument("a bar does not lie within one candle");
  if (part.start_ns <= last_start_ns_ || part.start_ns < closed_until_ns_) {
    ++ignored_bars_;
    return {};
  }
  last_start_ns_ = part.start_ns;
  std::vector<bar> closed;
  if (open_ && open_->start_ns != span->start_ns)
    closed.push_back(close());
  if (open_) {
    extend(*open_, part);
  } else {
    open_ = part;
    open_->start_ns = span->start_ns;
    open_->length_ns = span->end_ns - span->start_ns;
  }
  if (part.end_ns() == span->end_ns)
    closed.push_back(close());
  return closed;
}

std::optional<bar> candle_builder::advance(time_ns now) {
  if (!open_ || open_->end_ns() > now)
    return std::nullopt;
  return close();
}

bar candle_builder::close() {
  const bar closed = *open_;
  open_.reset();
  closed_until_ns_ = closed.end_ns();
  return closed;
}

} // namespace troupe::trading
