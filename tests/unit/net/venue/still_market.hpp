// A venue over a day of made-up history whose market stands still: nobody starts it.
#pragma once

#include "net/venue/seeded_market.hpp"
#include "tests/unit/net/venue/market_start.hpp"
#include "tests/unit/net/venue/venue_client.hpp"

#include <memory>
#include <optional>

namespace troupe::net::venue {

class still_market_test : public venue_test {
protected:
  void SetUp() override {
    server_options options;
    options.speed = std::nullopt;
    start(std::make_unique<seeded_market>(
              seeded_market_options{.seed = 3, .start_ns = start_ns, .history_days = 1}),
          options);
  }
};

} // namespace troupe::net::venue
