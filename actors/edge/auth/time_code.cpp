#include "actors/edge/auth/time_code.hpp"

#include "actors/edge/auth/sodium.hpp"
#include "net/http/message.hpp"

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>

namespace troupe::actors {

namespace {

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t time_secret_bytes = 20;
constexpr unsigned bits_per_letter = 5;
constexpr unsigned bits_per_byte = 8;

std::string encode_base32(std::string_view bytes) {
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const auto each : bytes) {
    held = held << bits_per_byte | static_cast<unsigned char>(each);
    for (bits += bits_per_byte; bits >= bits_per_letter; bits -= bits_per_letter)
      text += base32_letters[held >> (bits - bits_per_letter) & 31u];
    held &= (1u << bits) - 1;
  }
  if (bits > 0)
    text += base32_letters[held << (bits_per_letter - bits) & 31u];
  return text;
}

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view message) {
  std::array<unsigned char, 20> mac{};
  unsigned size = mac.size();
  if (::HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), mac.data(),
             &size) == nullptr)
    throw std::runtime_error("HMAC-SHA-1 is not to be had");
  return mac;
}

} // namespace

std::string random_time_secret() {
  start_sodium();
  std::string bytes(time_secret_bytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return encode_base32(bytes);
}

result<std::string> decode_time_secret(std::string_view base32) {
  std::string bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const auto each : base32) {
    const auto value = base32_letters.find(each);
    if (value == std::string_view::npos)
      return error{"invalid_time_secret", "a secret of time codes is base32: A-Z and 2-7"};
    held = held << bits_per_letter | static_cast<unsigned>(value);
    bits += bits_per_letter;
    if (bits >= bits_per_byte) {
      bits -= bits_per_byte;
      bytes += static_cast<char>(held >> bits & 255u);
      held &= (1u << bits) - 1;
    }
  }
  return bytes;
}

std::string time_code(std::string_view secret, std::int64_t step) {
  std::string message(bits_per_byte, '\0');
  for (std::size_t index = 0; index < message.size(); ++index)
    message[message.size() - 1 - index] =
        static_cast<char>(static_cast<std::uint64_t>(step) >> (bits_per_byte * index) & 255u);
  const auto mac = hmac_sha1(secret, message);
  const std::size_t place = mac.back() & 15u; // RFC 4226, 5.3
  std::uint32_t value = mac[place] & 127u;
  for (std::size_t index = 1; index < 4; ++index)
    value = value << bits_per_byte | mac[place + index];
  std::string code(time_code_digits, '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, value /= 10)
    *digit = static_cast<char>('0' + value % 10);
  return code;
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         std::int64_t now_s) {
  std::optional<std::int64_t> found;
  if (code.size() != time_code_digits)
    return found;
  const auto now = now_s / time_step_s;
  for (auto step = now - 1; step <= now + 1; ++step)
    if (sodium_memcmp(time_code(secret, step).data(), code.data(), code.size()) == 0)
      found = step;
  return found;
}

std::string enrolment_uri(std::string_view user, std::string_view base32) {
  return "otpauth://totp/troupe:" + net::http::percent_encode(user) +
         "?secret=" + std::string(base32) + "&issuer=troupe";
}

} // namespace troupe::actors
