#include "runtime/cluster/wire.hpp"

#include <utility>

namespace troupe::runtime::cluster {

namespace {

constexpr std::uint32_t magic = 0x70757274; // "trup"
constexpr std::uint32_t wire_version = 1;
constexpr std::size_t length_bytes = 4;
constexpr std::size_t batch_head_bytes = length_bytes + 1 + 8 + 4;
constexpr std::size_t compact_above_bytes = 64 * 1024;

template <class Integer>
void put(std::string& out, Integer value) {
  for (std::size_t byte = 0; byte < sizeof value; ++byte) {
    out.push_back(static_cast<char>(value >> (8 * byte)));
  }
}

void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

void put_envelope(std::string& out, const envelope& message) {
  put_text(out, message.role);
  put(out, message.shard);
  put_text(out, message.payload);
}

template <class Integer>
void overwrite(std::string& out, std::size_t at, Integer value) {
  std::string bytes;
  put(bytes, value);
  out.replace(at, bytes.size(), bytes);
}

void put_body(std::string& out, const hello& content) {
  put(out, magic);
  put(out, wire_version);
  put(out, content.protocol_version);
  put_text(out, content.cluster);
  put_text(out, content.node);
  put(out, content.session);
}
void put_body(std::string& out, const refuse& content) {
  put_text(out, content.reason);
}
void put_body(std::string& out, const ping& content) {
  put(out, content.nonce);
}
void put_body(std::string& out, const pong& content) {
  put(out, content.nonce);
}
void put_body(std::string& out, const ack& content) {
  put(out, content.number);
}

void put_body(std::string& out, const batch& content) {
  put(out, content.number);
  put(out, static_cast<std::uint32_t>(content.envelopes.size()));
  for (const auto& message : content.envelopes) {
    put_envelope(out, message);
  }
}

void put_body(std::string& out, const roles& content) {
  put(out, static_cast<std::uint32_t>(content.list.size()));
  for (const auto& each : content.list) {
    put_text(out, each.role);
    put(out, each.shard);
    put(out, each.incarnation);
    put(out, static_cast<std::uint8_t>(each.ready));
  }
}

// Reads a body. Once it ran short, everything it yields is empty and `whole` stays false.
class body_reader {
public:
  explicit body_reader(std::string_view body) : rest_(body) {}

  template <class Integer>
  Integer number() {
    std::uint64_t value = 0;
    const auto bytes = take(sizeof(Integer));
    for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes[byte])} << (8 * byte);
    }
    return static_cast<Integer>(value);
  }

  std::string text() { return std::string{take(number<std::uint32_t>())}; }
  envelope message() {
    envelope read;
    read.role = text();
    read.shard = number<std::uint32_t>();
    read.payload = text();
    return read;
  }

  bool good() const { return good_; }
  bool whole() const { return good_ && rest_.empty(); }

private:
  std::string_view take(std::size_t length) {
    if (length > rest_.size()) {
      good_ = false;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

hello read_hello(body_reader& body) {
  const bool ours = body.number<std::uint32_t>() == magic;
  const auto version = body.number<std::uint32_t>();
  hello read;
  read.protocol_version = body.number<std::uint32_t>();
  read.cluster = body.text();
  read.node = body.text();
  read.session = body.number<std::uint64_t>();
  return ours && version == wire_version ? read : hello{};
}

batch read_batch(body_reader& body) {
  batch read;
  read.number = body.number<std::uint64_t>();
  const auto count = body.number<std::uint32_t>();
  for (std::uint32_t index = 0; index < count && body.good(); ++index) {
    read.envelopes.push_back(body.message());
  }
  return read;
}

roles read_roles(body_reader& body) {
  roles read;
  const auto count = body.number<std::uint32_t>();
  for (std::uint32_t index = 0; index < count && body.good(); ++index) {
    announcement each;
    each.role = body.text();
    each.shard = body.number<std::uint32_t>();
    each.incarnation = body.number<std::uint64_t>();
    each.ready = body.number<std::uint8_t>() != 0;
    read.list.push_back(std::move(each));
  }
  return read;
}

std::optional<frame> read_frame(std::size_t kind, body_reader body) {
  std::optional<frame> read;
  switch (kind) {
  case 0:
    read = read_hello(body);
    break;
  case 1:
    read = refuse{body.text()};
    break;
  case 2:
    read = ping{body.number<std::uint64_t>()};
    break;
  case 3:
    read = pong{body.number<std::uint64_t>()};
    break;
  case 4:
    read = read_batch(body);
    break;
  case 5:
    read = ack{body.number<std::uint64_t>()};
    break;
  case 6:
    read = read_roles(body);
    break;
  default:
    break;
  }
  return body.whole() ? std::move(read) : std::nullopt;
}

} // namespace

void encode(const frame& content, std::string& out) {
  const auto start = out.size();
  put(out, std::uint32_t{0});
  put(out, static_cast<std::uint8_t>(content.index()));
  std::visit([&out](const auto& body) { put_body(out, body); }, content);
  overwrite(out, start, static_cast<std::uint32_t>(out.size() - start - length_bytes));
}

void batch_writer::add(const envelope& message) {
  if (bytes_.empty()) {
    bytes_.assign(batch_head_bytes, '\0');
  }
  put_envelope(bytes_, message);
  ++count_;
}

std::string batch_writer::take(std::uint64_t number) {
  std::string head;
  put(head, static_cast<std::uint32_t>(bytes_.size() - length_bytes));
  put(head, static_cast<std::uint8_t>(frame{batch{}}.index()));
  put(head, number);
  put(head, std::exchange(count_, 0));
  bytes_.replace(0, head.size(), head);
  return std::exchange(bytes_, {});
}

result<std::optional<frame>> frame_reader::next() {
  const auto waiting = std::string_view{buffer_}.substr(taken_);
  if (waiting.size() < length_bytes) {
    return std::optional<frame>{};
  }
  const std::size_t length = body_reader{waiting}.number<std::uint32_t>();
  if (length == 0 || length > max_frame_bytes) {
    return error{"malformed_frame", "a frame of " + std::to_string(length) +
                                        " bytes; the other side does not speak this protocol"};
  }
  if (waiting.size() < length_bytes + length) {
    if (taken_ > compact_above_bytes) {
      buffer_.erase(0, std::exchange(taken_, 0));
    }
    return std::optional<frame>{};
  }
  const auto kind = static_cast<unsigned char>(waiting[length_bytes]);
  auto read = read_frame(kind, body_reader{waiting.substr(length_bytes + 1, length - 1)});
  if (!read) {
    return error{"malformed_frame", "a frame of kind " + std::to_string(kind) + " and " +
                                        std::to_string(length) + " bytes cannot be read"};
  }
  taken_ += length_bytes + length;
  if (taken_ == buffer_.size()) {
    buffer_.clear();
    taken_ = 0;
  }
  return read;
}

} // namespace troupe::runtime::cluster
