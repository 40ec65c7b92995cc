// Bytes being written: grows as needed and keeps its memory when cleared, so that a buffer that is
// used again does not allocate. It is the stream that the MessagePack packer writes to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace troupe::persistence::codec {

class buffer {
public:
  void write(const char* bytes, std::size_t count) { bytes_.append(bytes, count); }
  void write(std::string_view bytes) { bytes_.append(bytes); }
  void clear() { bytes_.clear(); }
  void shrink_to(std::size_t size) { bytes_.resize(size); }

  bool empty() const { return bytes_.empty(); }
  std::size_t size() const { return bytes_.size(); }
  char* data() { return bytes_.data(); }
  std::string_view view() const { return bytes_; }

private:
  std::string bytes_;
};

} // namespace troupe::persistence::codec
