// The latest records that decisions and orders consist of, by sequence number: what "why was this
// order sent?" is answered from.
#pragma once

#include "actors/edge/read_model/decision_history.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace troupe::actors {

// From the first cause to the last consequence.
struct causal_chain {
  std::vector<record_pointer> records;
  // A cause that is named but not kept: older than the archive, or a quote or tick. 0: none.
  std::uint64_t missing_seq = 0;
};

class record_archive {
public:
  static constexpr std::size_t records_max = 200'000; // the oldest goes first

  explicit record_archive(std::size_t capacity = records_max) : capacity_(capacity) {}

  // In the order of the sequence numbers.
  void fold(const record_pointer& told);

  // Null when it is not kept.
  const persistence::journal::record* find(std::uint64_t seq) const;
  // The bar, the strategy's decision, risk's decision, the intent, then what the venue told.
  // Empty for an order that nothing is kept of.
  causal_chain chain_of(const std::string& client_order_id) const;
  std::size_t size() const { return records_.size(); }
  // The kept records before this number, newest first, for as long as `take` wants more. The number
  // of the last one that it saw; 0 when there is none before that.
  std::uint64_t walk_back(std::uint64_t before_seq,
                          const std::function<bool(const record_pointer&)>& take) const;

private:
  std::deque<record_pointer>::const_iterator place_of(std::uint64_t seq) const;
  record_pointer get(std::uint64_t seq) const;
  void forget_oldest();

  std::size_t capacity_;
  std::deque<record_pointer> records_;
  std::map<std::string, std::deque<std::uint64_t>> order_seqs_; // by client order id
};

} // namespace troupe::actors
