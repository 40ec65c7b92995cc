#include "tests/unit/allocation_count.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

thread_local std::uint64_t allocations = 0;

void* counted(void* allocated) {
  ++allocations;
  if (allocated == nullptr)
    throw std::bad_alloc();
  return allocated;
}

} // namespace

namespace troupe {

std::uint64_t allocation_count() {
  return allocations;
}

} // namespace troupe

// Those for arrays call these, and so do those without exceptions, except a sanitizer's, which are
// its own. malloc is asked for a byte more, as it may yield null for none.
void* operator new(std::size_t size) {
  return counted(std::malloc(size + 1));
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size + 1);
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  void* allocated = nullptr;
  const auto failed = posix_memalign(&allocated, static_cast<std::size_t>(alignment), size + 1);
  return counted(failed == 0 ? allocated : nullptr);
}

void operator delete(void* allocated) noexcept {
  std::free(allocated);
}
void operator delete(void* allocated, std::size_t) noexcept {
  std::free(allocated);
}
void operator delete(void* allocated, std::align_val_t) noexcept {
  std::free(allocated);
}
void operator delete(void* allocated, std::size_t, std::align_val_t) noexcept {
  std::free(allocated);
}
