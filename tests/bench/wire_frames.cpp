#include "tests/bench/wire_frames.hpp"

#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <cstddef>

namespace troupe::bench {

namespace {

constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::size_t short_payload_max = 125;
constexpr std::uint8_t two_byte_length = 126;

// The value of a header that is written as it is named here; every client of a bench does.
std::string_view header_of(std::string_view head, std::string_view name) {
  const std::string line = "\r\n" + std::string(name) + ": ";
  const auto found = head.find(line);
  if (found == std::string_view::npos)
    return {};
  head.remove_prefix(found + line.size());
  return head.substr(0, head.find("\r\n"));
}

std::string accept_word(std::string_view key) {
  const std::string salted = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_Digest(salted.data(), salted.size(), digest.data(), &length, EVP_sha1(), nullptr);
  std::array<unsigned char, 64> text{};
  const int written = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(length));
  return {text.begin(), text.begin() + written};
}

std::uint8_t byte_at(const std::string& bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

} // namespace

std::optional<http_request> take_request(std::string& received) {
  const auto end = received.find(head_end);
  if (end == std::string::npos)
    return std::nullopt;
  const std::string_view head(received.data(), end + 2);
  std::size_t body_size = 0;
  const auto length = header_of(head, "Content-Length");
  std::from_chars(length.data(), length.data() + length.size(), body_size);
  const std::size_t begin_of_body = end + head_end.size();
  if (received.size() < begin_of_body + body_size)
    return std::nullopt;
  http_request request;
  const auto first = head.find(' ');
  const auto second = head.find(' ', first + 1);
  request.method = head.substr(0, first);
  request.target = head.substr(first + 1, second - first - 1);
  request.websocket_key = header_of(head, "Sec-WebSocket-Key");
  request.content_type = header_of(head, "Content-Type");
  request.body = received.substr(begin_of_body, body_size);
  received.erase(0, begin_of_body + body_size);
  return request;
}

std::optional<client_frame> take_frame(std::string& received) {
  std::size_t head = 2;
  if (received.size() < head)
    return std::nullopt;
  std::size_t length = byte_at(received, 1) & 0x7fu;
  if (length == two_byte_length) {
    head = 4;
    if (received.size() < head)
      return std::nullopt;
    length = static_cast<std::size_t>(byte_at(received, 2) << 8 | byte_at(received, 3));
  }
  constexpr std::size_t mask_size = 4;
  const std::size_t begin = head + mask_size;
  if (received.size() < begin + length)
    return std::nullopt;
  client_frame frame;
  frame.opcode = byte_at(received, 0) & 0x0fu;
  frame.payload = received.substr(begin, length);
  for (std::size_t at = 0; at < length; ++at)
    frame.payload[at] = static_cast<char>(frame.payload[at] ^ received[head + at % mask_size]);
  received.erase(0, begin + length);
  return frame;
}

std::string server_frame(std::string_view payload, std::uint8_t opcode) {
  std::string frame{static_cast<char>(0x80u | opcode)};
  if (payload.size() <= short_payload_max)
    frame += static_cast<char>(payload.size());
  else
    frame += {static_cast<char>(two_byte_length), static_cast<char>(payload.size() >> 8),
              static_cast<char>(payload.size() & 0xffu)};
  return frame.append(payload);
}

std::string upgrade_response(std::string_view key) {
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Accept: " +
         accept_word(key) + "\r\n\r\n";
}

std::string json_response(int status, std::string_view body) {
  return "HTTP/1.1 " + std::to_string(status) + (status < 300 ? " OK" : " Not Found") +
         "\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace troupe::bench
