#include "actors/edge/auth/signing_key.hpp"

#include "persistence/private_file.hpp"
#include "actors/edge/auth/sodium.hpp"

#include <string>
#include <string_view>

namespace troupe::actors {

namespace {

result<signing_key> make_key(const std::filesystem::path& path) {
  signing_key key{};
  start_sodium();
  randombytes_buf(key.data(), key.size());
  std::string hex(2 * key.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
  hex.back() = '\n';
  if (const auto written = persistence::write_private_file(path, hex); !written)
    return written.failure();
  return key;
}

} // namespace

result<signing_key> load_or_make_signing_key(const std::filesystem::path& home) {
  const auto path = home / "session.key";
  const auto text = persistence::read_private_file(path);
  if (!text && text.failure().code == "file_not_found")
    return make_key(path);
  if (!text)
    return text.failure();
  signing_key key{};
  std::size_t length = 0;
  const bool hex = sodium_hex2bin(key.data(), key.size(), text->data(), text->size(), "\n", &length,
                                  nullptr) == 0;
  if (!hex || length != key.size())
    return error{"invalid_key", path.string() + " holds no key of 64 hexadecimal digits; delete it "
                                                "and every session begins anew"};
  return key;
}

} // namespace troupe::actors
