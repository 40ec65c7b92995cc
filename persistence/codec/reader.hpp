// Reads MessagePack that may come from another node or an older binary: values one after another,
// in the order they were packed.
//
// The first thing that is not as expected is remembered and everything read after it is a default
// value; so a caller reads a whole message and asks once, at the end, whether it failed. The bytes
// must outlive the reader; text() points into them. A reader that is reset() keeps its memory.
//
// Errors: `malformed_message` (not MessagePack, or deeper than depth_max), `unexpected_value`
// (another type than was asked for, out of range, or a float, which no message of ours has).
#pragma once

#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::persistence::codec {

class reader {
public:
  static constexpr std::size_t depth_max = 16;

  reader() = default;
  explicit reader(std::string_view bytes) { reset(bytes); }

  void reset(std::string_view bytes);

  std::int64_t integer();
  std::uint64_t natural();
  bool boolean();
  std::string_view text();
  // Enters an array: so many values follow.
  std::size_t array();
  // Passes over one value, with everything in it.
  void skip();

  bool at_end() const { return next_ == tokens_.size(); }
  void refuse(std::string code, std::string message);
  const std::optional<error>& failure() const { return failure_; }

  enum class kind : std::uint8_t { nil, boolean, natural, negative, text, array, map };
  struct token {
    reader::kind kind = kind::nil;
    std::uint64_t number = 0; // a value, or how many values follow; a map's keys count too
    std::string_view text;
  };

private:
  const token* expect(reader::kind wanted, std::string_view name);

  std::vector<token> tokens_;
  std::size_t next_ = 0;
  std::optional<error> failure_;
};

} // namespace troupe::persistence::codec
