// Something new for those who listen. Its data are encoded once and shared by every connection;
// only the envelope differs, for each connection counts its own messages.
#pragma once

#include "actors/edge/read_model/read_model.hpp"
#include "actors/edge/stream/channel.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct stream_delta {
  actors::channel channel;
  std::string_view type; // "quote", "order", …: a literal
  std::optional<trading::symbol> symbol;
  std::shared_ptr<const std::string> data; // JSON
};

// Of a record that the read model has folded: a bar, a decision (and a signal), an order, and what
// people are told of it.
std::vector<stream_delta> deltas_of(const persistence::journal::record& told,
                                    const read_model& known);
stream_delta delta_of(const trading::quote& told);
stream_delta delta_of(const trading::trade& told);
stream_delta delta_of(const trading::position& told, const read_model& known);
// The portfolio must have told the account.
stream_delta account_delta(const read_model& known);

} // namespace troupe::actors
