#include "actors/edge/auth/password.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <array>
#include <stdexcept>

namespace troupe::actors {

std::string hash_password(std::string_view password) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    throw std::runtime_error("there is no memory to hash a password");
  return hash.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
  start_sodium();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void pretend_to_verify(std::string_view password) {
  static const auto nobodys_hash = hash_password("nobody");
  static_cast<void>(verify_password(nobodys_hash, password));
}

std::string random_password() {
  constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789"; // 32, none alike
  constexpr std::size_t length = 24;
  start_sodium();
  std::string made;
  for (std::size_t index = 0; index < length; ++index)
    made += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  return made;
}

} // namespace troupe::actors
