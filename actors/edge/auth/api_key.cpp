#include "actors/edge/auth/api_key.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <array>
#include <span>

namespace troupe::actors {

namespace {

constexpr std::string_view prefix = "troupe_";
constexpr std::string_view key_session = "key:";
constexpr std::size_t id_bytes = 8;
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t name_bytes_max = 48;
constexpr std::int64_t day_s = 86'400;

std::string hex_of(std::span<const unsigned char> bytes) {
  std::string hex(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

template <std::size_t Size>
std::string random_hex() {
  std::array<unsigned char, Size> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex_of(bytes);
}

std::string hash_of(std::string_view secret) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr,
                     0);
  return hex_of(hash);
}

bool is_same(const std::string& left, const std::string& right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace

result<void> check_key_name(std::string_view name) {
  constexpr auto* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  if (!name.empty() && name.size() <= name_bytes_max &&
      name.find_first_not_of(letters) == std::string_view::npos)
    return {};
  return error{"invalid_name", "a key's name is 1 to 48 letters, digits, _ . and -"};
}

new_api_key make_api_key(const std::string& name, user_role role, const std::string& made_by,
                         std::int64_t now_s, std::int64_t days) {
  start_sodium();
  const auto secret = random_hex<secret_bytes>();
  new_api_key made{{random_hex<id_bytes>(), name, role, hash_of(secret), made_by, now_s,
                    now_s + days * day_s},
                   {}};
  made.text = std::string(prefix) + made.kept.id + "_" + secret;
  return made;
}

bool is_api_key(std::string_view token) {
  return token.starts_with(prefix);
}

bool is_key_session(std::string_view session) {
  return session.starts_with(key_session);
}

void api_key_ring::set(const std::vector<api_key>& keys) {
  keys_.clear();
  for (const auto& each : keys)
    keys_.emplace(each.id, each);
}

result<token_claims> api_key_ring::check(std::string_view token, std::int64_t now_s) const {
  constexpr auto size = prefix.size() + 2 * id_bytes + 1 + 2 * secret_bytes;
  const error invalid{"invalid_token", "this API key is not one of ours, or was revoked"};
  if (!is_api_key(token) || token.size() != size)
    return invalid;
  token.remove_prefix(prefix.size());
  const auto found = keys_.find(std::string(token.substr(0, 2 * id_bytes)));
  if (found == keys_.end() || token[2 * id_bytes] != '_')
    return invalid;
  start_sodium();
  const auto& known = found->second;
  if (!is_same(hash_of(token.substr(2 * id_bytes + 1)), known.hash))
    return invalid;
  if (known.expires_s <= now_s)
    return error{"token_expired", "the API key has expired; make another one"};
  return token_claims{known.subject(), known.role,   token_use::access, known.session(),
                      known.made_s,    known.expires_s};
}

} // namespace troupe::actors
