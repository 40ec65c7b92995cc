// Blocks of memory of one size, handed out and taken back by any thread without a lock and without
// the heap. What is in flight between a lane and the journal needs a few; when all are out, take()
// yields null.
//
// A stack of free blocks (Treiber 1986), its head with a count of changes beside it, so that a
// block which was taken and given back in between is not mistaken for one that never left.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace troupe::trading {

template <std::size_t Size, std::uint32_t Count>
class block_pool {
public:
  static constexpr std::uint32_t no_block = 0; // blocks are numbered from 1
  static constexpr std::size_t bytes = Size * Count;

  // In memory of so many bytes, which outlives the pool.
  constexpr explicit block_pool(std::byte* memory) : memory_(memory) {}

  // A block, or no_block.
  std::uint32_t take() {
    auto head = head_.load(std::memory_order_acquire);
    while (block_in(head) != no_block) {
      const auto next = next_[block_in(head) - 1].load(std::memory_order_relaxed);
      if (head_.compare_exchange_weak(head, changed(head, next), std::memory_order_acq_rel))
        return block_in(head);
    }
    if (fresh_.load(std::memory_order_relaxed) < Count)
      if (const auto block = fresh_.fetch_add(1) + 1; block <= Count)
        return block;
    return no_block;
  }

  void give(std::uint32_t block) {
    auto head = head_.load(std::memory_order_relaxed);
    do
      next_[block - 1].store(block_in(head), std::memory_order_relaxed);
    while (!head_.compare_exchange_weak(head, changed(head, block), std::memory_order_acq_rel));
  }

  void* at(std::uint32_t block) { return memory_ + (block - 1) * Size; }

private:
  static std::uint32_t block_in(std::uint64_t head) { return static_cast<std::uint32_t>(head); }
  static std::uint64_t changed(std::uint64_t head, std::uint32_t block) {
    return (((head >> 32) + 1) << 32) | block;
  }

  std::atomic<std::uint64_t> head_{0}; // changes << 32 | the first free block
  std::atomic<std::uint32_t> fresh_{0}; // blocks that were ever out
  std::array<std::atomic<std::uint32_t>, Count> next_{};
  std::byte* memory_;
};

} // namespace troupe::trading
