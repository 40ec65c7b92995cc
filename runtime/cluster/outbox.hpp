// What a session still has to send: envelopes gathered into numbered batches, and the credit that
// says how many of those may be under way.
//
// Bounds: `window` batches under way; `max_pending_bytes` behind them, which `add` refuses to pass.
#pragma once

#include "runtime/cluster/wire.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace troupe::runtime::cluster {

class outbox {
public:
  outbox(std::uint32_t window, std::size_t batch_bytes, std::size_t max_pending_bytes)
      : window_(window), batch_bytes_(batch_bytes), max_pending_bytes_(max_pending_bytes) {}

  // False when the bound is reached; the envelope is not taken.
  bool add(const envelope& message);

  struct parcel {
    std::string bytes; // a whole frame
    std::uint32_t count = 0;
  };
  // The next batch that may leave now; nothing when there is none or no credit is left.
  std::optional<parcel> next();

  // The peer took everything up to this batch. False when that was never sent.
  bool acknowledge(std::uint64_t number);

  std::size_t pending_bytes() const { return closed_bytes_ + open_.size(); }
  std::uint64_t pending_envelopes() const { return closed_envelopes_ + open_.count(); }

private:
  void close_batch();

  std::uint32_t window_;
  std::size_t batch_bytes_;
  std::size_t max_pending_bytes_;
  batch_writer open_;
  std::deque<parcel> closed_;
  std::size_t closed_bytes_ = 0;
  std::uint64_t closed_envelopes_ = 0;
  std::uint64_t last_closed_ = 0;
  std::uint64_t last_sent_ = 0;
  std::uint64_t last_acknowledged_ = 0;
};

} // namespace troupe::runtime::cluster
