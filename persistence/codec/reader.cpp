#include "persistence/codec/reader.hpp"

#include <limits>
#include <msgpack/null_visitor.hpp>
#include <msgpack/unpack.hpp>
#include <utility>

namespace troupe::persistence::codec {

namespace {

constexpr std::string_view kind_names[] = {"nil",  "a truth value", "a number", "a negative number",
                                           "text", "an array",      "a map"};

std::string_view name_of(reader::kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

// Lays the values out flat, in their order. Returning false ends the parsing.
class flattener : public msgpack::null_visitor {
public:
  explicit flattener(std::vector<reader::token>& tokens) : tokens_(tokens) {}

  bool visit_nil() { return add(reader::kind::nil); }
  bool visit_boolean(bool value) { return add(reader::kind::boolean, value ? 1 : 0); }
  bool visit_positive_integer(std::uint64_t value) { return add(reader::kind::natural, value); }
  bool visit_negative_integer(std::int64_t value) {
    return add(reader::kind::negative, static_cast<std::uint64_t>(value));
  }
  bool visit_str(const char* text, std::uint32_t size) {
    return add(reader::kind::text, size, {text, size});
  }
  bool visit_float32(float) { return false; }
  bool visit_float64(double) { return false; }
  bool visit_bin(const char*, std::uint32_t) { return false; }
  bool visit_ext(const char*, std::uint32_t) { return false; }
  bool start_array(std::uint32_t size) { return add(reader::kind::array, size) && enter(); }
  bool end_array() { return leave(); }
  bool start_map(std::uint32_t pairs) {
    return add(reader::kind::map, std::uint64_t{pairs} * 2) && enter();
  }
  bool end_map() { return leave(); }

private:
  bool add(reader::kind kind, std::uint64_t number = 0, std::string_view text = {}) {
    tokens_.push_back({kind, number, text});
    return true;
  }
  bool enter() { return ++depth_ <= reader::depth_max; }
  bool leave() {
    --depth_;
    return true;
  }

  std::vector<reader::token>& tokens_;
  std::size_t depth_ = 0;
};

} // namespace

void reader::reset(std::string_view bytes) {
  tokens_.clear();
  next_ = 0;
  failure_.reset();
  flattener values(tokens_);
  for (std::size_t offset = 0; offset < bytes.size();)
    if (!msgpack::parse(bytes.data(), bytes.size(), offset, values)) {
      refuse("malformed_message",
             "not MessagePack of integers, text, truth values, arrays and maps, in the value at "
             "byte " +
                 std::to_string(offset) + " of " + std::to_string(bytes.size()));
      return;
    }
}

void reader::refuse(std::string code, std::string message) {
  if (!failure_)
    failure_ = error{std::move(code), std::move(message)};
}

const reader::token* reader::expect(reader::kind wanted, std::string_view name) {
  if (failure_)
    return nullptr;
  if (at_end()) {
    refuse("unexpected_value", "the message ends where " + std::string(name) + " is due");
    return nullptr;
  }
  const auto& found = tokens_[next_];
  if (found.kind != wanted) {
    refuse("unexpected_value", "value " + std::to_string(next_) + " is " +
                                   std::string(name_of(found.kind)) + " where " +
                                   std::string(name) + " is due");
    return nullptr;
  }
  ++next_;
  return &found;
}

std::int64_t reader::integer() {
  if (!failure_ && !at_end() && tokens_[next_].kind == kind::negative)
    return static_cast<std::int64_t>(tokens_[next_++].number);
  const auto value = natural();
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return static_cast<std::int64_t>(value);
  refuse("unexpected_value", "value " + std::to_string(next_ - 1) + " is over 63 bits");
  return 0;
}

std::uint64_t reader::natural() {
  const auto* found = expect(kind::natural, "a number");
  return found == nullptr ? 0 : found->number;
}

bool reader::boolean() {
  const auto* found = expect(kind::boolean, "a truth value");
  return found != nullptr && found->number != 0;
}

std::string_view reader::text() {
  const auto* found = expect(kind::text, "text");
  return found == nullptr ? std::string_view() : found->text;
}

std::size_t reader::array() {
  const auto* found = expect(kind::array, "an array");
  return found == nullptr ? 0 : static_cast<std::size_t>(found->number);
}

void reader::skip() {
  if (failure_)
    return;
  for (std::uint64_t left = 1; left > 0; --left) {
    if (at_end()) {
      refuse("unexpected_value", "the message ends where a value is due");
      return;
    }
    const auto& passed = tokens_[next_++];
    if (passed.kind == kind::array || passed.kind == kind::map)
      left += passed.number;
  }
}

} // namespace troupe::persistence::codec
