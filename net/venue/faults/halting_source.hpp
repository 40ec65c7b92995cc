// A market source in which nothing happens to a symbol while it is halted.
#pragma once

#include "net/venue/faults/fault_desk.hpp"
#include "net/venue/market_source.hpp"

#include <memory>
#include <utility>

namespace troupe::net::venue {

class halting_source final : public market_source {
public:
  halting_source(std::unique_ptr<market_source> source, fault_desk& faults)
      : source_(std::move(source)), faults_(faults) {}

  trading::time_ns start_ns() const override { return source_->start_ns(); }
  const std::vector<trading::symbol>& symbols() const override { return source_->symbols(); }
  std::vector<trading::bar> take_history() override { return source_->take_history(); }

  std::optional<market_instant> next() override {
    auto instant = source_->next();
    if (instant && faults_.any())
      return faults_.as_traded(std::move(*instant));
    return instant;
  }

private:
  std::unique_ptr<market_source> source_;
  fault_desk& faults_;
};

} // namespace troupe::net::venue
