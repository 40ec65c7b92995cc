// The short lists that a decision carries: its inputs and its gates.
//
// One pointer: copies share their values until one of them is changed, so a decision goes through
// messages and records at the cost of a count. At most Capacity values, which live in a block of
// a pool; one more throws std::length_error. Only when blocks_max lists are in flight at once, or
// for a list that is kept (keep()), does the memory come from the heap; beyond_pool() counts how
// often the pool was out of blocks.
//
// A list may be read by several threads; each thread changes only lists of its own.
#pragma once

#include "trading/block_pool.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <new>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace troupe::trading {

template <class T, std::size_t Capacity>
class evidence_list {
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;
  static constexpr std::size_t capacity = Capacity;
  static constexpr std::uint32_t blocks_max = 2048;

  evidence_list() = default;
  evidence_list(std::initializer_list<T> values) { append({values.begin(), values.size()}); }
  evidence_list(const evidence_list& other) noexcept : held_(other.held_) {
    if (held_ != nullptr)
      held_->owners.fetch_add(1, std::memory_order_relaxed);
  }
  evidence_list(evidence_list&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  evidence_list& operator=(evidence_list other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~evidence_list() { release(); }

  // A list to be kept for long: on the heap, no larger than its values, so that it takes no block
  // from what is in flight.
  static evidence_list keep(std::span<const T> values) {
    evidence_list kept;
    if (!values.empty())
      kept.held_ = on_heap(checked(values.size()));
    kept.append(values);
    return kept;
  }

  // Of this process, by any thread, since its start.
  static std::uint64_t beyond_pool() { return beyond_pool_.load(std::memory_order_relaxed); }

  std::size_t size() const { return held_ == nullptr ? 0 : held_->size; }
  bool empty() const { return size() == 0; }
  const T* data() const { return held_ == nullptr ? nullptr : held_->values(); }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }
  const T& operator[](std::size_t index) const { return data()[index]; }
  const T& front() const { return *begin(); }
  const T& back() const { return *(end() - 1); }

  void push_back(const T& value) { append({&value, 1}); }
  void append(std::span<const T> values) {
    if (values.empty())
      return;
    own(checked(size() + values.size()));
    std::uninitialized_copy(values.begin(), values.end(), held_->values() + held_->size);
    held_->size += static_cast<std::uint32_t>(values.size());
  }
  void clear() { *this = {}; }

  friend bool operator==(const evidence_list& left, const evidence_list& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }

private:
  struct alignas(std::max_align_t) block {
    std::atomic<std::uint32_t> owners{1};
    std::uint32_t of_pool = 0; // 0: it is from the heap
    std::uint32_t room = 0;
    std::uint32_t size = 0;

    T* values() { return reinterpret_cast<T*>(this + 1); }
  };

  static constexpr std::size_t bytes_for(std::size_t room) {
    return (sizeof(block) + room * sizeof(T) + 63) / 64 * 64;
  }
  using pool = block_pool<bytes_for(Capacity), blocks_max>;
  alignas(64) inline static std::byte memory_[pool::bytes]; // untouched until it is used
  inline static constinit pool pool_{memory_};
  inline static constinit std::atomic<std::uint64_t> beyond_pool_{0};

  static std::size_t checked(std::size_t size) {
    if (size > Capacity)
      throw std::length_error("a decision rests on more than a record has room for");
    return size;
  }

  static block* on_heap(std::size_t room) {
    auto* made = new (::operator new(bytes_for(room))) block;
    made->room = static_cast<std::uint32_t>(room);
    return made;
  }

  static block* in_flight() {
    const auto taken = pool_.take();
    if (taken == pool::no_block) {
      beyond_pool_.fetch_add(1, std::memory_order_relaxed);
      return on_heap(Capacity);
    }
    auto* made = new (pool_.at(taken)) block;
    made->of_pool = taken;
    made->room = Capacity;
    return made;
  }

  // Afterwards nobody shares the values, and there is room for so many.
  void own(std::size_t room) {
    if (held_ != nullptr && held_->room >= room &&
        held_->owners.load(std::memory_order_acquire) == 1)
      return;
    auto* mine = in_flight();
    std::uninitialized_copy(begin(), end(), mine->values());
    mine->size = static_cast<std::uint32_t>(size());
    release();
    held_ = mine;
  }

  void release() noexcept {
    if (held_ == nullptr || held_->owners.fetch_sub(1, std::memory_order_acq_rel) > 1)
      return;
    if (held_->of_pool == pool::no_block)
      ::operator delete(held_);
    else
      pool_.give(held_->of_pool);
  }

  block* held_ = nullptr;
};

} // namespace troupe::trading
