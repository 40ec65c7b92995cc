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

record_pointer record_archive::get(std::uint64_t seq) const {
  const auto found =
      std::lower_bound(records_.begin(), records_.end(), seq,
                       [](const auto& each, std::uint64_t wanted) { return each->seq < wanted; });
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
