#include "actors/edge/read_model/record_archive.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

const std::string* order_of(const trading::event& happened) {
  if (const auto* asked = std::get_if<trading::intent>(&happened))
    return &asked->request.client_order_id;
  if (const auto* reported = std::get_if<trading::order_event>(&happened))
    return &reported->client_order_id;
  return nullptr;
}

} // namespace

void record_archive::fold(const record_pointer& told) {
  records_.push_back(told);
  if (const auto* id = order_of(told->event))
    order_seqs_[*id].push_back(told->seq);
  if (records_.size() > capacity_)
    forget_oldest();
}

void record_archive::forget_oldest() {
  const auto oldest = records_.front();
  records_.pop_front();
  const auto* id = order_of(oldest->event);
  if (id == nullptr)
    return;
  const auto found = order_seqs_.find(*id);
  found->second.pop_front();
  if (found->second.empty())
    order_seqs_.erase(found);
}

std::uint64_t
record_archive::walk_back(std::uint64_t before_seq,
                          const std::function<bool(const record_pointer&)>& take) const {
  for (auto each = place_of(before_seq); each != records_.begin();)
    if (!take(*--each))
      return each == records_.begin() ? 0 : (*each)->seq;
  return 0;
}

std::deque<record_pointer>::const_iterator record_archive::place_of(std::uint64_t seq) const {
  return std::lower_bound(
      records_.begin(), records_.end(), seq,
      [](const auto& each, std::uint64_t wanted) { return each->seq < wanted; });
}

record_pointer record_archive::get(std::uint64_t seq) const {
  const auto found = place_of(seq);
  return found == records_.end() || (*found)->seq != seq ? nullptr : *found;
}

const persistence::journal::record* record_archive::find(std::uint64_t seq) const {
  return get(seq).get();
}

causal_chain record_archive::chain_of(const std::string& client_order_id) const {
  causal_chain chain;
  const auto found = order_seqs_.find(client_order_id);
  if (found == order_seqs_.end())
    return chain;
  for (const auto seq : found->second)
    chain.records.push_back(get(seq));
  auto cause = chain.records.front()->cause_seq;
  while (cause != 0) {
    auto before = get(cause);
    if (before == nullptr) {
      chain.missing_seq = cause;
      break;
    }
    cause = before->cause_seq;
    chain.records.insert(chain.records.begin(), std::move(before));
  }
  return chain;
}

} // namespace troupe::actors
