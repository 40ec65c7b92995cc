// The market data streams that there are, by their paths. All stock feeds tell the one market
// there is; only delayed_sip tells it late.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace troupe::net::venue {

enum class data_feed : std::uint8_t { stocks, crypto, news, test, options };
enum class data_codec : std::uint8_t { json, msgpack };

struct stream_endpoint {
  std::string_view path;
  data_feed feed;
  bool consolidated = false; // the tape of all exchanges, which not every plan includes
  bool delayed = false;      // as delayed_feed.hpp has it
};

// Empty where no stream is served.
std::optional<stream_endpoint> stream_endpoint_at(std::string_view path);

} // namespace troupe::net::venue
